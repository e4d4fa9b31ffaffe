import { ADMINISTRATOR } from "../../src/practice/classroom/walks/administrator.ts";
import { DSL, FAMILY, HEADTEACHER, TEACHER } from "../../src/practice/classroom/walks/in-lesson.ts";
import type { Sight } from "../../src/practice/classroom/walks/walk.ts";
import { saysNow } from "../../src/practice/classroom/walks/walks.ts";

const sight = (chat: string, seats: readonly string[]): Sight =>
  ({
    meeting: {
      running: true,
      options: { set: { allowMeetingChat: chat, allowAttendeeToEnableCamera: false } },
      seats: seats.map((person) => ({ person, where: "in" })),
    },
  }) as unknown as Sight;

it("the teacher's two minutes name what is pressed first, where the lesson is paused or without its teacher", () => {
  const says = (chat: string, seats: readonly string[], step: RegExp) => {
    const found = TEACHER.steps.find((one) => step.test(one.says));
    if (found === undefined) throw new Error(`no step says ${step.source}`);
    return saysNow(found, sight(chat, seats));
  };
  const [CAMERAS, RESUME] = [/Let cameras on/, /^Press Resume/];
  expect(says("limited", ["okafor"], CAMERAS)).toBe("In the panel press Let cameras on.");
  expect(says("disabled", ["okafor"], CAMERAS)).toBe(
    "The lesson is paused: in the panel press Resume first.",
  );
  for (const step of [CAMERAS, RESUME])
    expect(says("disabled", ["family-1"], step)).toBe("You are not in the lesson: press Join.");
  expect(says("disabled", ["okafor"], RESUME)).toBe("Press Resume, and look at the families again.");
});

it("no step asks for a press in a lesson that is over: each says how to go on, or needs no lesson", () => {
  const over = (weekly: boolean): Sight =>
    ({
      state: { chats: [] },
      meeting: {
        running: false,
        endedAt: "2026-11-24T11:00:00.000Z",
        weekly,
        options: { set: { allowMeetingChat: "disabled", allowAttendeeToEnableCamera: false } },
        seats: [],
      },
    }) as unknown as Sight;
  const NEEDS_NO_LESSON =
    /^Answer “Is|^Press Start the lesson|^Be |Tell the (DSL|headteacher) now|I have it|Open the record|Press Record|End meeting/;
  for (const { steps } of [TEACHER, DSL, HEADTEACHER, FAMILY])
    for (const step of steps)
      for (const weekly of [true, false]) {
        const says = saysNow(step, over(weekly));
        if (!NEEDS_NO_LESSON.test(says))
          expect(says).toMatch(
            weekly ? /^This lesson is over\. .*Next week/ : /^This lesson is over\. .*another/,
          );
      }
});

it("the rehearsal’s steps ask for nothing that is done, or that no rehearsal waits for", () => {
  const at = (seats: readonly object[] | undefined, message?: object) =>
    ({
      eye: "khan",
      state: {
        meetings:
          seats === undefined
            ? []
            : [{ inCalendar: false, subject: "Lesson Guard rehearsal (no lesson)", seats }],
        chats: [{ kind: "private", of: "lowe", messages: message === undefined ? [] : [message] }],
      },
    }) as unknown as Sight;
  const says = (step: RegExp, sight: Sight) => {
    const found = ADMINISTRATOR.steps.find((one) => step.test(one.says));
    if (found === undefined) throw new Error(`no step says ${step.source}`);
    return found.done(sight) ? "done" : saysNow(found, sight);
  };
  const [JOIN, PHONE, ADMIT, DSL_SEES] = [
    /^Press Open the meeting/,
    /^Be A family/,
    /let the phone in/,
    /^Be the DSL/,
  ];
  const khan = { person: "khan", where: "in" };
  const phone = { person: "family-01", mark: "Guest", where: "lobby" };
  const card = { summary: "Rehearsal: no child is at risk", pressed: [], card: { verb: "see-rehearsal" } };
  const withdrawn = { summary: "Rehearsal: no child is at risk", pressed: [], card: {} };
  for (const step of [JOIN, PHONE, ADMIT])
    expect(says(step, at(undefined))).toMatch(/^The rehearsal is over\./);
  expect(says(DSL_SEES, at(undefined, withdrawn))).toMatch(/^The rehearsal is over\./);
  // Another rehearsal after one that did not show all.
  expect(says(ADMIT, at([], withdrawn))).toMatch(JOIN);
  expect(says(ADMIT, at([khan], withdrawn))).toMatch(/^The phone is out\. If Lesson Guard removed it, wait/);
  expect(says(ADMIT, at([khan, phone], withdrawn))).toMatch(ADMIT);
  expect(says(ADMIT, at([khan], card))).toBe("done");
  // Where only the press of the DSL was left, there is no meeting.
  expect(says(DSL_SEES, at(undefined, card))).toMatch(DSL_SEES);
});
