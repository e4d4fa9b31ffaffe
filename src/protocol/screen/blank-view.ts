import { defined } from "../defined.ts";
import type { LessonView, Proof } from "./view.ts";

const NOTHING_SAID: Proof = { state: "none", sentence: "" };

/**
 * What a panel is sent while it is blanked, because its screen may be shared: no name, no person, nothing noted of
 * anyone. It can still protect the lesson, and an end shows how far it is.
 */
export const blankView = (view: LessonView): LessonView => {
  const { kind, end, dueAt, startsAt, startedAt, overAt } = view;
  const none = Object.fromEntries(Object.keys(view.counts).map((name) => [name, 0]));
  return {
    blank: true,
    lesson: view.lesson,
    version: view.version,
    now: view.now,
    turn: view.turn,
    phase: view.phase,
    standing: view.standing,
    part: view.part,
    phone: view.phone,
    presses: view.presses,
    opened: view.opened,
    ...defined({ kind, end, dueAt, startsAt, startedAt, overAt }),
    protected: view.protected,
    counts: { expected: 0, here: 0, checked: 0, exceptions: 0, unknown: 0, waiting: 0, ...none },
    doors: NOTHING_SAID,
    call: NOTHING_SAID,
    roster: NOTHING_SAID,
    familyCard: NOTHING_SAID,
    mayCheck: false,
    items: [],
    unknown: [],
    pupils: [],
    staffHere: [],
    concerns: [],
  };
};
