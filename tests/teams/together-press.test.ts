import { alertKey, togetherKey } from "../../src/protocol/work/card-keys.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { pressesOn } from "../../src/teams/presses.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

const CHANNEL = { to: "channel" } as const;
const PLACE = { conversationId: "19:dsl@thread.tacv2;messageid=1", activityId: "1" };

describe("a press on a message that several alerts share", () => {
  let day: Day;
  let refs: string[];

  beforeEach(async () => {
    day = await openDay();
    const lesson = await day.lessons.read(await startedLesson(day));
    refs = [];
    for (let n = 0; n < 3; n += 1) {
      const raised = await day.concerns.raise(day.caller("teacher"), lesson, "child", {
        press: `00000000-0000-4000-8000-00000000000${n}`,
      });
      if ("refused" in raised) throw new Error(raised.refused);
      refs.push(raised.concern.ref);
      // Words make the next press another concern.
      await day.concerns.addDetail(day.caller("teacher"), raised.concern.ref, { words: "again" });
    }
    await day.record.saveSentCards(
      refs.map((ref) => ({ ...PLACE, key: togetherKey(ref, CHANNEL, 1), at: "2026-11-24T09:00:00.000Z" })),
    );
  });

  afterEach(() => day.close());

  const press = (who: string, data: Record<string, unknown>, replyToId = PLACE.activityId) =>
    pressesOn({ ...day, links: linksTo("app", "tenant"), chooseSchool: async () => false })({
      verb: "have-it",
      data,
      from: { id: `29:${who}`, aadObjectId: who, name: who },
      conversation: { id: PLACE.conversationId, type: "channel" },
      activityId: "press",
      replyToId,
      trigger: "manual",
    });
  const taken = async (): Promise<readonly string[]> => {
    const all = await Promise.all(refs.map((ref) => day.concerns.read(ref)));
    return all.filter(({ acknowledged }) => acknowledged.length > 0).map(({ ref }) => ref);
  };
  const newest = async (): Promise<string> => {
    const found = await day.record.concernsNamed(refs);
    const open = found.filter(({ state }) => state === "open");
    return (
      open.toSorted((a, b) => a.raisedAt.localeCompare(b.raisedAt) || a.ref.localeCompare(b.ref)).at(-1)
        ?.ref ?? ""
    );
  };

  it("takes the one that it is on, and shows the message with the others", async () => {
    const [, second = ""] = refs;
    const answer = JSON.stringify(await press("dsl", { ref: second, card: "together", many: "one" }));
    expect(await taken()).toEqual([second]);
    expect(answer).toContain("6 concerns by the same person");
    expect(answer).toContain("I have all 2");
  });

  it("takes all that it was drawn with", async () => {
    const answer = JSON.stringify(await press("dsl", { ref: await newest(), card: "together", many: "3" }));
    expect(answer).toContain("Thank you. You have all 3.");
    expect(await taken()).toEqual(refs);
  });

  it.each([
    ["more has come since", { many: "2" }],
    ["its data did not arrive", {}],
  ])("takes none where %s", async (_why, data) => {
    const answer = JSON.stringify(await press("dsl", { ref: await newest(), card: "together", ...data }));
    expect(answer).toContain("Not done:");
    expect(await taken()).toEqual([]);
  });

  it.each(["teacher", "assistant", "stranger"])("takes nothing and tells nothing to %s", async (who) => {
    for (const many of ["one", "3", "2"]) {
      const answer = await press(who, { ref: await newest(), card: "together", many });
      expect(JSON.stringify(answer)).not.toContain("by the same person");
    }
    expect(await taken()).toEqual([]);
  });

  it("is none of a message that stands elsewhere, or of an alert of its own", async () => {
    const [first = ""] = refs;
    await day.record.saveSentCard({
      key: alertKey(first, CHANNEL, 2),
      conversationId: PLACE.conversationId,
      activityId: "2",
      at: "2026-11-24T09:00:00.000Z",
    });
    for (const at of ["2", "3"]) await press("dsl", { ref: first, card: "together", many: "3" }, at);
    expect(await taken()).toEqual([]);
  });
});
