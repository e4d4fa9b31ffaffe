import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { alertProof } from "../../../src/protocol/screen/end-steps.ts";
import { concernLine, lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";
import { CHANNEL, ConcernStory, DEPUTY, DSL, HEAD, HOLDERS, raising } from "../concern/story.ts";
import { arrival, FOUND, type Story } from "../lesson/story.ts";

const OFFICE = "Phone the school office now on 01234 567890.";

const around = (at: string, laterMs: number) => ({
  now: addMs(at, laterMs),
  timeZone: "Europe/London",
  phone: "01234 567890",
});
const ofConcern = (story: ConcernStory, laterMs: number) =>
  concernView(story.concern, "raiser", around(story.now, laterMs)).notSent;
const viewOf = (story: Story, mine: readonly ConcernStory[], now: string) =>
  lessonView(
    story.lesson,
    "organiser",
    mine.map((one) => one.concern),
    undefined,
    around(now, 0),
  );
const ofLesson = (story: Story, mine: readonly ConcernStory[], laterMs: number) =>
  viewOf(story, mine, addMs(story.now, laterMs)).notSent;

describe("a concern that could not be sent for fifteen seconds", () => {
  it("a concern: said from then on, with the number, and not before", () => {
    const story = new ConcernStory(raising("child"));
    expect(ofConcern(story, 14_999)).toBeUndefined();
    expect(ofConcern(story, 15_000)).toBe(
      `Teams has not accepted any message about this for 15 seconds. ${OFFICE}`,
    );
  });

  it("an e-mail that went out is named, and is not enough", () => {
    const mail = { to: "mail", person: DSL.id, as: "dsl" } as const;
    const story = new ConcernStory(
      raising("child"),
      { do: "not-told", target: CHANNEL, reason: "503", final: false, holders: HOLDERS, ways: ["mail"] },
      { do: "told", target: mail },
    );
    expect(ofConcern(story, 15_000)).toContain("An e-mail was sent at");
  });

  it.each([
    ["told", { do: "told", target: CHANNEL }],
    ["taken by the DSL", { do: "have-it", by: DSL }],
  ] as const)("a concern that is %s waits for nothing", (_, command) => {
    expect(ofConcern(new ConcernStory(raising("child"), command), 60_000)).toBeUndefined();
  });

  it("is said at the top of its raiser's panel, and of no one else's", () => {
    const story = arrival();
    const mine = new ConcernStory(raising("child"));
    expect(ofLesson(story, [mine], 60_000)).toContain(OFFICE);
    const others = ofLesson(story, [], 60_000);
    expect(others ?? "").not.toContain("message");
    const { doors } = story.lesson;
    const answered = doors.seen !== undefined && doors.asked !== undefined && doors.seen.at >= doors.asked.at;
    expect(others === undefined).toBe(answered);
  });
});

describe("a later step at which no one could be told for fifteen seconds", () => {
  const MINUTES = 60_000;
  const chat = (person: string, as: "dsl" | "headteacher" = "dsl") => ({ to: "person", person, as }) as const;
  const told = (target: Target, step = 1): ConcernCommand => ({ do: "told", target, step });
  const due = (step: number): ConcernCommand => ({
    do: "escalate",
    step,
    holders: HOLDERS,
    lessonStaff: [],
    afterMs: 3 * MINUTES,
    ways: ["mail"],
  });
  const late = (target: Target, step: number): ConcernCommand => ({
    do: "not-told",
    target,
    step,
    reason: "503",
    final: false,
    holders: HOLDERS,
  });
  const HAVE_IT: ConcernCommand = { do: "have-it", by: DSL };
  const TRYING = "Still trying. Phone the school office on 01234 567890.";

  /** Raised at 10:00 and told in the channel; a number is minutes that pass. */
  const story = (...parts: readonly (ConcernCommand | number)[]): ConcernStory => {
    const concern = new ConcernStory(raising("child"), told(CHANNEL));
    for (const part of parts)
      if (typeof part === "number") concern.wait(part * MINUTES);
      else concern.take(part);
    return concern;
  };
  const reads = (concern: ConcernStory, laterMs: number) => ({
    line: concernLine(concern.concern, around(concern.now, laterMs)).sentence,
    notSent: ofConcern(concern, laterMs),
  });

  it("says since when, with the number, wherever the raiser looks, and not before", () => {
    const concern = story(3, due(2));
    expect(reads(concern, 14_999)).toEqual({
      line: "Sent to the DSL channel at 10:00. No one has it yet; now telling each DSL in their own chat.",
      notSent: undefined,
    });
    expect(reads(concern, 15_000)).toEqual({
      line: `Sent to the DSL channel at 10:00. No one has it yet; Teams has not accepted any message since 10:03. ${TRYING}`,
      notSent: `Teams has not accepted any message about this since 10:03. ${OFFICE}`,
    });
    expect(viewOf(arrival(), [concern], addMs(concern.now, 15_000)).notSent).toContain(OFFICE);
    const proof = (laterMs: number) =>
      alertProof(concern.concern, addMs(concern.now, laterMs), "Europe/London", "").state;
    expect([proof(14_999), proof(15_000)]).toEqual(["proven", "not proven"]);
  });

  it.each<[string, readonly (ConcernCommand | number)[], string]>([
    [
      "the step after it begins: it goes on, and does not count anew",
      [3, due(2), 3, due(3)],
      "Sent to the DSL channel at 10:00. No one has it yet; Teams has not accepted any message since 10:03.",
    ],
    [
      "the step before was told: it is still said",
      [3, due(2), told(chat(DSL.id), 2), told(chat(DEPUTY.id), 2), 3, due(3), 1],
      "Sent to the DSL channel at 10:00. No one has it yet; each DSL was told in their own chat at 10:03; Teams has not accepted any message since 10:06.",
    ],
    [
      "a message of the step before is taken meanwhile: since then",
      [3, due(2), 3, due(3), 1, told(chat(DSL.id), 2), 1],
      "Sent to the DSL channel at 10:00. No one has it yet; 1 of 2 DSLs told in their own chat at 10:07; Teams has not accepted any message since 10:07.",
    ],
    [
      "in a round: it stands in the place of the round",
      [3, due(2), told(chat(DSL.id), 2), 3, due(3), told(chat(HEAD.id, "headteacher"), 3), 3, due(4), 1],
      "Sent to the DSL channel at 10:00. No one has it yet; 1 of 2 DSLs told in their own chat at 10:03; the headteacher was told too at 10:06; Teams has not accepted any message since 10:09.",
    ],
    [
      "each message is late by its own time: it is said at once, as a card is not drawn again by time alone",
      [3, due(2), late(chat(DSL.id), 2), late(chat(DEPUTY.id), 2)],
      "Sent to the DSL channel at 10:00. No one has it yet; Teams has not accepted any message since 10:03.",
    ],
  ])("says what is known of that step: %s", (_, parts, sentence) => {
    const concern = story(...parts);
    expect(concernLine(concern.concern, around(concern.now, 0)).sentence).toBe(`${sentence} ${TRYING}`);
  });

  it("is not said to be going well once a further step has told a person", () => {
    const concern = story(3, due(2), late(chat(DSL.id), 2), late(chat(DEPUTY.id), 2), 3, due(3));
    concern.take(told(chat(HEAD.id, "headteacher"), 3));
    expect(reads(concern, MINUTES)).toEqual({
      line: "Sent to the DSL channel at 10:00. No one has it yet; no DSL could be told in their own chat yet; the headteacher was told too at 10:06.",
      notSent: undefined,
    });
  });

  it.each<[string, readonly (ConcernCommand | number)[]]>([
    ["one of its messages was taken", [3, due(2), told(chat(DSL.id), 2)]],
    ["it was told by e-mail", [3, due(2), told({ ...chat(DSL.id), to: "mail" }, 2)]],
    ["a person has it", [3, due(2), HAVE_IT]],
    ["it is closed", [3, due(2), { do: "close", by: DSL, decision: "Spoke to home", reason: "Safe" }]],
  ])("nothing is said where %s", (_, parts) => {
    const { line, notSent } = reads(story(...parts), MINUTES);
    expect(notSent).toBeUndefined();
    expect(line).not.toContain("no message");
  });

  it.each<[string, readonly (ConcernCommand | number)[], string | undefined]>([
    ["told: when the planned time is over", [], FOUND.endsAt],
    ["a step begins: when it has waited too long", [3, due(2)], "2026-11-24T10:03:18.000Z"],
    ["said already: when the planned time is over", [3, due(2), 1], FOUND.endsAt],
  ])("the view says by when it is to be asked again: %s", (_, parts, at) => {
    const concern = story(...parts);
    const lesson = arrival();
    const { asked } = lesson.lesson.doors;
    if (asked === undefined) throw new Error("nothing was asked");
    // Teams has the options: only the concern waits for it.
    lesson.report({
      report: "options-seen",
      asked: asked.options,
      seen: asked.options,
      coOrganisersSet: false,
    });
    expect(viewOf(lesson, [concern], concern.now).dueAt).toBe(at);
  });
});
