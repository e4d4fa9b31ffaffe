import { pupilsCalled } from "../protocol/export/child-document.ts";
import type { Json } from "../protocol/fact.ts";
import type { LessonEvent } from "../protocol/lesson/events.ts";
import { evolve } from "../protocol/lesson/evolve.ts";
import type { Attendee } from "../protocol/lesson/person.ts";
import { pupilsOf } from "../protocol/lesson/presence.ts";
import { type Lesson, NO_LESSON } from "../protocol/lesson/state.ts";
import { holdsName, matchName } from "../protocol/names/matching.ts";
import type { Pupil } from "../protocol/names/register.ts";
import type { StoredFact } from "../record/log/stored-fact.ts";
import { asEvent } from "../record/log/streams.ts";

/** How to tell one child from the others in what a lesson shows. */
type Naming = {
  /** Under any of their names, by whole words: "Sam" is not in "Samuel". */
  readonly holds: (text: string) => boolean;
  /** The text names other pupils on the register and not this child: "Sam Price", where there is one. */
  readonly isOthers: (text: string) => boolean;
};

/** @param pupils all pupils of any register of the lesson */
export const namingOf = (name: string, pupils: readonly Pupil[]): Naming => {
  const child = pupilsCalled(name, pupils);
  const names = [name, ...child.flatMap((one) => [one.name, ...one.also])];
  // Each register has ids of its own.
  const register = pupils.map((one, n) => ({ ...one, id: String(n) }));
  return {
    holds: (text) => names.some((one) => holdsName(text, one)),
    isOthers: (text) => {
      const found = matchName(text, register).pupils.map((id) => pupils[Number(id)]);
      return found.length > 0 && !child.some((one) => found.includes(one));
    },
  };
};

/**
 * The events in which the child's devices showed a name, by version: what a device showed while it stood for the
 * child; a shown name that names the child, whatever was shown later; and what else such a device showed, unless that
 * is another child's name.
 *
 * @param facts the whole lesson, with what erasures left
 */
export const shownFor = (
  name: string,
  { holds, isOthers }: Naming,
  facts: readonly StoredFact[],
): ReadonlySet<number> => {
  const { lesson, devices, shown } = shownNamesOf(name, facts);
  const goes = ({ version, data, personal }: StoredFact): boolean => {
    const [person, text] = [data["person"], personal?.["shown"]];
    if (typeof person !== "string" || typeof text !== "string") return false;
    if (shown.has(version)) return true;
    const isNamed = holds(text) && lesson.people[person]?.staff !== true;
    return (isNamed || devices.has(person)) && !isOthers(text);
  };
  return new Set(facts.flatMap((one) => (isShowing(one) && goes(one) ? [one.version] : [])));
};

const isShowing = ({ type }: StoredFact): boolean => type === "PersonArrived" || type === "PersonRenamed";

type ShownNames = {
  readonly lesson: Lesson;
  /** Devices that stood for the child at any moment, also on a register that has since been replaced. */
  readonly devices: ReadonlySet<string>;
  /** The events with the names they showed at those moments. */
  readonly shown: ReadonlySet<number>;
};

const shownNamesOf = (name: string, facts: readonly StoredFact[]): ShownNames => {
  const devices = new Set<string>();
  const shown = new Set<number>();
  const latest = new Map<Json | undefined, number>();
  let lesson = NO_LESSON;
  for (const fact of facts) {
    lesson = evolve(lesson, asEvent<LessonEvent>(fact));
    if (isShowing(fact)) latest.set(fact.data["person"], fact.version);
    for (const { id } of changedBy(fact, lesson).filter((one) => standsFor(name, lesson, one))) {
      devices.add(id);
      shown.add(latest.get(id) ?? 0);
    }
  }
  return { lesson, devices, shown };
};

/** People whose pupil may change with this event: all are looked at only where they have to be. */
const changedBy = (fact: StoredFact, { people }: Lesson): readonly Attendee[] => {
  if (fact.type === "RegisterSet") return Object.values(people);
  if (!isShowing(fact) && fact.type !== "PersonRecognised") return [];
  const { person } = fact.data;
  const one = typeof person === "string" ? people[person] : undefined;
  return one === undefined ? [] : [one];
};

const standsFor = (name: string, lesson: Lesson, one: Attendee): boolean => {
  const { pupils, sure } = pupilsOf(lesson, one);
  return sure && pupilsCalled(name, lesson.register).some(({ id }) => pupils.includes(id));
};
