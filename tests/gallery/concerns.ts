import type { ConcernCommand } from "../../src/protocol/concern/commands.ts";
import type { Concern } from "../../src/protocol/concern/state.ts";
import { concernView } from "../../src/protocol/screen/concern-view.ts";
import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { LESSON_GUARD } from "../../src/protocol/who/lesson-guard.ts";
import type { About } from "../../src/protocol/who/route.ts";
import {
  CHANNEL,
  ConcernStory,
  DEPUTY,
  DSL,
  HEAD,
  raising,
  SIDE_BY_SIDE,
} from "../protocol/concern/story.ts";
import { TEACHER } from "../protocol/lesson/story.ts";

const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [DSL, DEPUTY, HEAD, TEACHER, LESSON_GUARD].map(({ id, name }) => [id, name]),
);

const AROUND = { timeZone: "Europe/London", phone: "01234 567890", nameOf: (id: string) => NAMES[id] };

const head = { to: "person", person: HEAD.id, as: "headteacher" } as const;

const TOLD: readonly ConcernCommand[] = [
  { do: "told", target: CHANNEL },
  { do: "told", target: head },
];
const HAVE: readonly ConcernCommand[] = [...TOLD, { do: "have-it", by: DSL }];
const CLOSED = {
  do: "close",
  by: DSL,
  decision: "Support within school",
  reason: "Spoke with home.",
} as const;

/** Raised while the pictured lesson is on (played.ts). */
const LESSON_AT_MS = 68_000;

const inLesson = (...commands: readonly ConcernCommand[]): ConcernStory => {
  const story = new ConcernStory();
  story.wait(LESSON_AT_MS);
  for (const command of commands) story.take(command);
  return story;
};

const of = (about: About, ...commands: readonly ConcernCommand[]): ConcernStory =>
  inLesson(raising(about, { holders: SIDE_BY_SIDE, label: "Year 4 maths" }), ...commands);

/** Teams accepts no message, to whomever it goes. */
const refusedAll = (story: ConcernStory): ConcernStory => {
  for (;;) {
    const asked = story.concern.deliveries.find(({ state }) => state === "asked");
    if (asked === undefined) return story;
    const { target, step } = asked;
    story.take({
      do: "not-told",
      target,
      reason: "403",
      final: true,
      holders: SIDE_BY_SIDE,
      ...(step === undefined ? {} : { step }),
    });
  }
};

const words: ConcernCommand = {
  do: "add-detail",
  by: TEACHER,
  who: "Amara Osei",
  kind: "Something a child said",
  words: "She said that she is afraid to go home today.",
  holders: SIDE_BY_SIDE,
  lessonStaff: [TEACHER.id],
};

/** A concern in each of its states, as it is decided. */
export const CONCERNS = {
  asked: of("child"),
  told: of("child", ...TOLD, words),
  seen: of("child", ...HAVE, words),
  "not told": refusedAll(of("child")),
  held: inLesson(raising("adult", { holders: SIDE_BY_SIDE, undoMs: 30_000, label: "Year 4 maths" })),
  undone: inLesson(raising("adult", { holders: SIDE_BY_SIDE, undoMs: 30_000, label: "Year 4 maths" }), {
    do: "take-back",
    by: TEACHER,
  }),
  closed: of("child", ...HAVE, words, { ...CLOSED, cpoms: "C-77" }),
  "CPOMS not yet": of("child", ...HAVE, CLOSED),
  "CPOMS not needed": of("child", ...HAVE, CLOSED, {
    do: "note-cpoms",
    by: DSL,
    cpomsNotNeeded: "Kept on paper.",
  }),
  "CPOMS of several": of(
    "child",
    ...HAVE,
    { do: "link-child", by: DSL, child: "Amara Osei" },
    { do: "link-child", by: DSL, child: "Oliver Bennett" },
    CLOSED,
    { do: "note-cpoms", by: DSL, cpoms: "C-78", child: "Amara Osei" },
  ),
  ended: of("ended", ...TOLD),
  // Only Lesson Guard is there to raise it.
  alone: inLesson(
    raising("alone", { by: LESSON_GUARD, holders: SIDE_BY_SIDE, label: "Year 4 maths" }),
    ...TOLD,
  ),
  "ended, asked": of("ended"),
} as const satisfies Readonly<Record<string, ConcernStory>>;

export type ConcernName = keyof typeof CONCERNS;

export const concernOf = (name: ConcernName): Concern => CONCERNS[name].concern;

/** As it is read by the person who raised it, or by one who received it. */
export const readBy = (you: "raiser" | "recipient", name: ConcernName): ConcernView => {
  const { concern, now } = CONCERNS[name];
  return concernView(concern, you, { ...AROUND, now }, you === "raiser" ? TEACHER.id : DSL.id);
};
