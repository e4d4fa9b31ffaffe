import { type ChildLesson, pupilsCalled } from "../../protocol/export/child-document.ts";
import type { LessonEvent } from "../../protocol/lesson/events.ts";
import { evolve } from "../../protocol/lesson/evolve.ts";
import { type Lesson, NO_LESSON } from "../../protocol/lesson/state.ts";
import type { StoredFact } from "../../record/log/stored-fact.ts";
import { asEvent } from "../../record/log/streams.ts";
import { mended } from "../../record/retention/erasure.ts";
import { pupilsEver } from "../children.ts";

/**
 * A lesson as an export about one child needs it, also where the register that held them was replaced since.
 *
 * @param facts the whole lesson
 * @returns undefined where no register of it ever held this child
 */
export const childLesson = (name: string, facts: readonly StoredFact[]): ChildLesson | undefined => {
  let lesson = NO_LESSON;
  let lastNamed: Lesson | undefined;
  for (const fact of mended(facts)) {
    if (fact.type === "RegisterSet" && isNamed(name, lesson)) lastNamed = lesson;
    lesson = evolve(lesson, asEvent<LessonEvent>(fact));
  }
  if (isNamed(name, lesson)) lastNamed = lesson;
  return lastNamed === undefined ? undefined : { lesson, lastNamed, pupils: pupilsEver(facts) };
};

const isNamed = (name: string, { register }: Lesson): boolean => pupilsCalled(name, register).length > 0;
