import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { remindConcern, tellHandedOver, tellMore } from "../../src/duty/handlers/follow-up-duties.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { day, lesson, over, raise } from "./kept-day.ts";

// What those who were told do about a concern, and what a writer has only begun (X1 to X3).

const HOUR = 60 * 60_000;
const DSL = () => day.caller("dsl");
const HEAD = () => day.caller("head");

type Sent = { readonly to: string; readonly card: string };
type Attempt = Parameters<ReturnType<typeof remindConcern>>[1];

/** The worker's part, with the chats written down. */
const chats = () => {
  const sent: Sent[] = [];
  const services = {
    ...day,
    links: linksTo("app", "tenant"),
    sender: {
      openPersonal: async (person: string) => person,
      send: async (to: string, card: object) => {
        sent.push({ to, card: JSON.stringify(card) });
        return { activityId: `${to}-${sent.length}` };
      },
      update: async () => undefined,
    },
  } as unknown as DutyServices;
  const at = (store: "general" | "adult") => ({ store }) as unknown as Attempt;
  return {
    sent,
    remind: (ref: string, store: "general" | "adult" = "general") =>
      remindConcern(services)({ kind: "remind-concern", ref }, at(store)),
    tell: (ref: string, person: string, when: string, store: "general" | "adult" = "general") =>
      tellHandedOver(services)({ kind: "tell-handed-over", ref, person, at: when }, at(store)),
    tellMore: (ref: string, person: string, when: string) =>
      tellMore(services)({ kind: "tell-more", ref, person, at: when }, at("general")),
  };
};

const inDays = (days: number): string =>
  new Date(Date.parse(day.now()) + days * 24 * HOUR).toISOString().slice(0, 10);

describe("handing over", () => {
  it("tells the colleague, once, without a child's name or a word of what was written", async () => {
    const ref = await raise();
    await day.concerns.haveIt(DSL(), ref);
    await day.concerns.followUp(DSL(), ref, { do: "note-action", action: "Rang Amara's mother" });
    expect(await day.concerns.handOver(DSL(), ref, "head")).toMatchObject({ recorded: true });
    const { sent, tell } = chats();
    const [over] = (await day.concerns.read(ref)).followUp.handedOver;
    await tell(ref, "head", over?.at ?? "");
    await tell(ref, "head", over?.at ?? "");
    expect(sent.map(({ to }) => to)).toEqual(["head"]);
    expect(sent[0]?.card).toContain("Name of dsl handed it over");
    expect(sent[0]?.card).not.toMatch(/Amara|Rang|cold/);
    expect(await day.concerns.find(HEAD(), ref)).toBeDefined();
  });

  it("is told of more that was written: once, without a word of it, and no more once it is closed", async () => {
    const ref = await raise();
    await day.concerns.haveIt(DSL(), ref);
    await day.concerns.addDetail(day.caller("teacher"), ref, { words: "Amara is cold" });
    const { sent, tellMore: tell } = chats();
    await tell(ref, "dsl", day.now());
    await tell(ref, "dsl", day.now());
    await tell(ref, "head", day.now());
    expect(sent.map(({ to }) => to)).toEqual(["dsl"]);
    expect(sent[0]?.card).toContain(`Reference ${ref}, written on`);
    expect(sent[0]?.card).not.toMatch(/Amara|cold/);
  });

  it("tells no one if it was handed on before the message went out", async () => {
    const ref = await raise();
    await day.concerns.handOver(DSL(), ref, "deputy");
    const [first] = (await day.concerns.read(ref)).followUp.handedOver;
    await day.concerns.handOver(DSL(), ref, "head");
    const { sent, tell } = chats();
    await tell(ref, "deputy", first?.at ?? "");
    expect(sent).toEqual([]);
  });

  it("about an adult stays with headteachers, and its messages and cards in staff matters (X2)", async () => {
    const ref = await raise("adult");
    day.staffing.roles = { ...day.staffing.roles, second: ["staff", "headteacher"] };
    expect(await day.concerns.handOver(HEAD(), ref, "dsl")).toMatchObject({ refused: "not-theirs" });
    expect((await day.concerns.colleagues(await day.concerns.read(ref))).map(({ id }) => id)).toEqual([
      "head",
      "second",
    ]);
    const before = await day.record.heads();
    await day.concerns.handOver(HEAD(), ref, "second");
    const [over] = (await day.concerns.read(ref)).followUp.handedOver;
    const { sent, tell } = chats();
    await tell(ref, "second", over?.at ?? "", "adult");
    expect(sent[0]?.card).not.toMatch(/Name of|adult|staff/i);
    expect(await day.record.heads()).toEqual(before);
    expect(await day.record.sentCard(`handed-over:${ref}:${over?.at}:second`)).toBeUndefined();
    expect(await day.staffMatters.sentCard(`handed-over:${ref}:${over?.at}:second`)).toBeDefined();
    expect(await day.concerns.find(day.caller("dsl"), ref)).toBeUndefined();
  });

  it("is not for a raiser, a colleague or a pupil, and says the same of any reference", async () => {
    const ref = await raise();
    for (const who of ["colleague", "admin", "unknown"]) {
      const none = await day.concerns.handOver(day.caller(who), "ZZZ999", "head");
      expect(await day.concerns.handOver(day.caller(who), ref, "head")).toEqual(none);
      const nothing = { do: "note-action", action: "Rang" } as const;
      expect(await day.concerns.followUp(day.caller(who), ref, nothing)).toEqual(none);
    }
    expect(await day.concerns.handOver(day.caller("teacher"), ref, "head")).toMatchObject({
      refused: "raiser",
    });
  });
});

describe("a reminder", () => {
  it("is sent each morning from its day on, to the person who has it, until an action is noted", async () => {
    const ref = await raise();
    await day.concerns.haveIt(DSL(), ref);
    await day.concerns.followUp(DSL(), ref, { do: "set-reminder", on: inDays(2), what: "Ring Amara's mum" });
    const { sent, remind } = chats();
    expect(await remind(ref)).toMatchObject({ round: "looked at" });
    day.wait(24 * HOUR);
    await remind(ref);
    expect(sent).toEqual([]);
    day.wait(24 * HOUR);
    await remind(ref);
    await remind(ref);
    expect(sent.map(({ to }) => to)).toEqual(["dsl"]);
    expect(sent[0]?.card).toContain("A reminder is due.");
    expect(sent[0]?.card).not.toMatch(/Amara|Ring|mum/);
    day.wait(24 * HOUR);
    await remind(ref);
    expect(sent).toHaveLength(2);
    await day.concerns.followUp(DSL(), ref, { do: "note-action", action: "Rang" });
    expect(await remind(ref)).toEqual({ done: true });
  });

  it("waits for half past eight by the school's clock", async () => {
    const ref = await raise();
    await day.concerns.haveIt(DSL(), ref);
    await day.concerns.followUp(DSL(), ref, { do: "set-reminder", on: inDays(1) });
    const { sent, remind } = chats();
    // From 10:00 to 08:00 of the next day.
    day.wait(22 * HOUR);
    expect(await remind(ref)).toMatchObject({ round: "looked at", againAfterMs: expect.any(Number) });
    expect(sent).toEqual([]);
    day.wait(HOUR);
    await remind(ref);
    expect(sent).toHaveLength(1);
  });

  it("comes on the day after closing while CPOMS has no reference, and ends with it", async () => {
    const ref = await raise();
    await day.concerns.haveIt(DSL(), ref);
    await day.concerns.close(DSL(), ref, { decision: "None", reason: "None" });
    const { sent, remind } = chats();
    day.wait(24 * HOUR);
    await remind(ref);
    expect(sent[0]?.card).toContain("CPOMS: not yet.");
    await day.concerns.noteCpoms(DSL(), ref, { cpoms: "C-1" });
    expect(await remind(ref)).toEqual({ done: true });
  });
});

describe("a draft", () => {
  it("is its writer's alone, and gone once it is sent", async () => {
    const ref = await raise();
    const read = async () => day.concerns.read(ref);
    await day.concerns.keepDraft(day.caller("teacher"), ref, "She said");
    await day.concerns.keepDraft(DSL(), ref, "I rang");
    expect(await day.concerns.draftOf(day.caller("teacher"), await read())).toBe("She said");
    expect(await day.concerns.draftOf(DSL(), await read())).toBe("I rang");
    expect(await day.concerns.draftOf(HEAD(), await read())).toBeUndefined();
    await day.concerns.addDetail(day.caller("teacher"), ref, { words: "She said so" });
    expect(await day.concerns.draftOf(day.caller("teacher"), await read())).toBeUndefined();
    expect(await day.concerns.draftOf(DSL(), await read())).toBe("I rang");
  });

  it("moves no stream: no one can see from the record that words were begun", async () => {
    const ref = await raise();
    const before = [await day.record.heads(), await day.staffMatters.heads()];
    await day.concerns.keepDraft(day.caller("teacher"), ref, "She said");
    expect([await day.record.heads(), await day.staffMatters.heads()]).toEqual(before);
  });

  it("about an adult lies in staff matters, and not in the general store (X2)", async () => {
    const ref = await raise("adult");
    await day.concerns.keepDraft(day.caller("teacher"), ref, "He shouted");
    expect(await day.record.setting(`drafts:${ref}`)).toBeUndefined();
    expect(JSON.stringify(await day.staffMatters.setting(`drafts:${ref}`))).toContain("He shouted");
  });

  it("is gone for everyone with the closing, and none is kept after it", async () => {
    const ref = await raise();
    await day.concerns.keepDraft(day.caller("teacher"), ref, "She said");
    await day.concerns.close(DSL(), ref, { decision: "None", reason: "None" });
    await day.concerns.keepDraft(day.caller("teacher"), ref, "too late");
    expect(JSON.stringify(await day.record.setting(`drafts:${ref}`))).not.toMatch(/She said|too late/);
  });

  it("is refused to everyone who may not read the concern, as for one that does not exist", async () => {
    const ref = await raise("adult");
    for (const who of ["dsl", "deputy", "colleague", "admin"]) {
      const none = await day.concerns.keepDraft(day.caller(who), "ZZZ999", "x");
      expect(none).toMatchObject({ refused: "not-found" });
      expect(await day.concerns.keepDraft(day.caller(who), ref, "x")).toEqual(none);
    }
  });
});

it("nothing of it moves the lesson's own record", async () => {
  await over();
  const ref = await raise();
  const version = (await day.lessons.read(lesson)).version;
  await day.concerns.followUp(DSL(), ref, { do: "note-action", action: "Rang" });
  await day.concerns.handOver(DSL(), ref, "head");
  expect((await day.lessons.read(lesson)).version).toBe(version);
});
