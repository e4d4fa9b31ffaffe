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
