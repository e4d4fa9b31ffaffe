import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { isWanted, type Ways } from "../../../src/protocol/concern/escalation.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { alertProof } from "../../../src/protocol/screen/end-steps.ts";
import { targetKey } from "../../../src/protocol/work/duty.ts";
import { TEACHER } from "../lesson/story.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, raising } from "./story.ts";

const ALL: Ways = ["feed", "mail"];
const AROUND = { now: "2026-11-24T10:00:00.000Z", timeZone: "Europe/London", phone: "01234 567890" };

const due = (step: number, ways: Ways = ALL): ConcernCommand => ({
  do: "escalate",
  step,
  holders: HOLDERS,
  lessonStaff: [TEACHER.id],
  afterMs: 180_000,
  ways,
});

const notTold = (target: typeof CHANNEL | ReturnType<typeof chat>, final: boolean): ConcernCommand => ({
  do: "not-told",
  target,
  reason: "503",
  final,
  holders: HOLDERS,
  ways: ALL,
});

const chat = (person: string, as: "dsl" | "headteacher" = "dsl") => ({ to: "person", person, as }) as const;
const askedAt = (story: ConcernStory, step: number) =>
  story.concern.deliveries.filter((one) => one.step === step).map(({ target }) => targetKey(target));
const sentence = (story: ConcernStory) =>
  alertProof(story.concern, story.now, AROUND.timeZone, AROUND.phone).sentence;

describe("people who are told because no one had taken it", () => {
  it("is told by every way there is, the DSL and then the headteacher", () => {
    const story = new ConcernStory(raising("child"), due(2), due(3));
    expect(askedAt(story, 1)).toEqual(["channel"]);
    expect(askedAt(story, 2)).toEqual([
      DSL.id,
      DEPUTY.id,
      `feed:${DSL.id}`,
      `mail:${DSL.id}`,
      `feed:${DEPUTY.id}`,
      `mail:${DEPUTY.id}`,
    ]);
    expect(askedAt(story, 3)).toEqual([HEAD.id, `feed:${HEAD.id}`, `mail:${HEAD.id}`]);
  });

  it("is not written to where the school has no mailbox for it", () => {
    expect(askedAt(new ConcernStory(raising("child"), due(2, ["feed"])), 2).join()).not.toContain("mail");
  });

  it("about an adult: the headteacher alone, by whichever way", () => {
    const story = new ConcernStory(raising("adult"), due(2), due(3));
    expect(
      new Set(story.concern.deliveries.flatMap(({ target }) => ("person" in target ? [target.person] : []))),
    ).toEqual(new Set([HEAD.id]));
  });
});

describe("where Teams takes no message", () => {
  it("the DSLs are written to as well as sent a message each", () => {
    const story = new ConcernStory(raising("child"), notTold(CHANNEL, false));
    expect(askedAt(story, 1)).toEqual(["channel", DSL.id, DEPUTY.id, `mail:${DSL.id}`, `mail:${DEPUTY.id}`]);
    const again = story.take(notTold(chat(DSL.id), false));
    expect("events" in again && again.events.map(({ type }) => type)).toEqual(["NotTold"]);
  });

  it("a channel that is gone is no outage: their own chats do", () => {
    const story = new ConcernStory(raising("child"), notTold(CHANNEL, true));
    expect(askedAt(story, 1)).toEqual(["channel", DSL.id, DEPUTY.id]);
    story.take(notTold(chat(DSL.id), true));
    expect(askedAt(story, 1).at(-1)).toBe(`mail:${DSL.id}`);
  });

  it("an e-mail is not told: the raiser reads that Teams has not taken it, and that one was sent", () => {
    const story = new ConcernStory(raising("child"), notTold(CHANNEL, false));
    const mail = { to: "mail", person: DSL.id, as: "dsl" } as const;
    story.take({ do: "told", target: mail });
    expect(sentence(story)).toMatch(
      /^Teams has not accepted the message yet\. Still trying\. An e-mail was sent at \d\d:\d\d\. Phone the school office on 01234 567890\.$/,
    );
    expect(alertProof(story.concern, story.now, AROUND.timeZone, "").state).toBe("not proven");
  });
});

describe("the ways beside a message", () => {
  it("are named to the raiser at each step", () => {
    const story = new ConcernStory(raising("child"), { do: "told", target: CHANNEL }, due(2));
    story.take({ do: "told", target: chat(DSL.id), step: 2 });
    story.take({ do: "told", target: chat(DEPUTY.id), step: 2 });
    expect(sentence(story)).toMatch(/each DSL was told in their own chat at \d\d:\d\d\.$/);
    const ways = (["feed", "mail"] as const).map((to) => ({ ...chat(DSL.id), to }));
    for (const target of ways) story.take({ do: "told", target, step: 2 });
    expect(sentence(story)).toMatch(
      /own chat at \d\d:\d\d \(some in the activity feed and by e-mail too\)\.$/,
    );
    for (const target of ways) story.take({ do: "told", target: { ...target, person: DEPUTY.id }, step: 2 });
    expect(sentence(story)).toMatch(/own chat at \d\d:\d\d \(in the activity feed and by e-mail too\)\.$/);
    const lines = concernView(story.concern, "raiser", AROUND).timeline.map((one) => one.sentence);
    expect(lines.join("\n")).toMatch(/DSL, e-mail: Sent \d\d:\d\d\./);
    expect(lines.join("\n")).toMatch(/DSL, activity feed: Sent \d\d:\d\d\./);
  });

  it("are no longer used once a person has it, and their cards are not redrawn", () => {
    const story = new ConcernStory(raising("child"), due(2));
    const mail = { ...chat(DSL.id), to: "mail" } as const;
    story.take({ do: "told", target: mail, step: 2 });
    story.take({ do: "told", target: chat(DSL.id), step: 2 });
    story.take({ do: "have-it", by: DSL });
    expect(isWanted(story.concern, { target: { ...mail, person: DEPUTY.id }, step: 2 })).toBe(false);
    const redrawn = story.duties;
    expect(redrawn.flatMap(({ work }) => (work.kind === "redraw-alert" ? [work.target.to] : []))).toEqual([
      "person",
    ]);
  });

  it("are not used for a first message either once a person has it: they would say that no one has", () => {
    const story = new ConcernStory(raising("child"), notTold(CHANNEL, false));
    const mail = { to: "mail", person: DEPUTY.id, as: "dsl" } as const;
    expect(isWanted(story.concern, { target: mail, step: 1 })).toBe(true);
    story.take({ do: "have-it", by: DSL });
    expect(isWanted(story.concern, { target: mail, step: 1 })).toBe(false);
    // In their own chats all learn that it was raised, and who has it.
    for (const one of [DSL, DEPUTY])
      expect(isWanted(story.concern, { target: chat(one.id), step: 1 })).toBe(true);
  });

  it("being written to gives no right that the role does not give", () => {
    const story = new ConcernStory(raising("child"), due(2));
    expect(story.concern.deliveries.filter(({ target }) => target.to === "person")).toHaveLength(2);
  });
});
