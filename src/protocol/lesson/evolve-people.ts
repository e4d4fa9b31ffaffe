import isEqual from "fast-deep-equal";
import { defined } from "../defined.ts";
import { isGenericName } from "../names/device-names.ts";
import type { RosterSource } from "../words.ts";
import { beforeAct } from "./acts.ts";
import { type Evolvers, UNNAMED } from "./evolver.ts";
import type { Attendee } from "./person.ts";
import type { PupilState } from "./pupil-state.ts";
import { withInside } from "./recording.ts";
import type { Lesson } from "./state.ts";

const NOT_CHECKED: PupilState = { exceptions: [] };

const person = (lesson: Lesson, id: string, change: Partial<Attendee>): Partial<Lesson> => {
  const known = lesson.people[id];
  return known === undefined ? {} : { people: { ...lesson.people, [id]: { ...known, ...change } } };
};

const pupil = (lesson: Lesson, id: string, change: (now: PupilState) => PupilState): Partial<Lesson> => ({
  pupils: { ...lesson.pupils, [id]: change(lesson.pupils[id] ?? NOT_CHECKED) },
});

/**
 * A guest who joins under the very name that staff had settled (C5). A check does not outlive the device: the name is
 * a suggestion, to be looked at again. While the settled guest is still there, a second one may have read the name in
 * the list. A name that says nothing ("iPad") belongs to no one.
 */
const earlierRecognition = (lesson: Lesson, shown: string, source: RosterSource): Partial<Attendee> => {
  if (isGenericName(shown)) return {};
  const settled = Object.values(lesson.people).filter(
    (other) =>
      other.shown === shown &&
      other.recognised !== undefined &&
      other.recognised.as !== "later" &&
      other.identity === "guest",
  );
  const last = settled.at(-1)?.recognised;
  if (last === undefined || !settled.every((other) => isEqual(other.recognised, last))) return {};
  if (last.as === "stranger") return { recognised: last };
  // They did not come back: another of Teams' sources shows them for the first time.
  if (settled.every((other) => other.source !== source && other.place !== "out")) return { recognised: last };
  const there = settled.some((other) => other.source === source && other.place !== "out");
  return last.as === "pupils" && !there ? { before: last.pupils } : {};
};

/** What staff settled for an account holds wherever it is signed in. */
const accountRecognition = (lesson: Lesson, userId: string): Partial<Attendee> => {
  const recognised = Object.values(lesson.people).findLast(
    (other) => other.userId === userId && other.recognised !== undefined,
  )?.recognised;
  return recognised === undefined ? {} : { recognised };
};

/**
 * The same person as another source shows them: by their account, or by a guest's name that neither source
 * shows twice. What staff settle for the one is settled for the other.
 */
const shownElsewhere = (lesson: Lesson, id: string): readonly Attendee[] => {
  const known = lesson.people[id];
  if (known === undefined) return [];
  const others = Object.values(lesson.people).filter(
    (other) => other.place !== "out" && other.identity === known.identity,
  );
  const named = (source: RosterSource): number =>
    others.filter((other) => other.source === source && other.shown === known.shown).length;
  const same = (other: Attendee): boolean =>
    known.identity === "user"
      ? other.userId === known.userId
      : known.identity === "guest" &&
        known.shown !== UNNAMED &&
        !isGenericName(known.shown) &&
        other.shown === known.shown &&
        named(known.source) === 1 &&
        named(other.source) === 1;
  return others.filter((other) => other.source !== known.source && same(other));
};

/** What changes who is there, who they are, and what staff saw of each pupil. */
export const PEOPLE_EVOLVERS = {
  RefusalsOnFile: (_, { data }) => ({ refusals: data.pupils }),
  PersonArrived: (lesson, { at, data, personal }) => {
    const shown = personal?.shown ?? UNNAMED;
    const attendee: Attendee = {
      id: data.person,
      source: data.source,
      identity: data.identity,
      staff: data.staff,
      place: data.place,
      shown,
      since: at,
      arrivedAt: at,
      ...defined({ sequence: data.sequence, userId: data.userId }),
      ...(lesson.end?.beganAt === undefined ? {} : { afterEnd: true }),
      ...(data.place === "in" ? { cameIn: true } : {}),
      ...(data.identity === "guest" && shown !== UNNAMED
        ? earlierRecognition(lesson, shown, data.source)
        : {}),
      ...(data.userId === undefined ? {} : accountRecognition(lesson, data.userId)),
    };
    return {
      people: { ...lesson.people, [data.person]: attendee },
      recordings: withInside(lesson, attendee),
    };
  },
  PersonMoved: (lesson, { at, data }) => {
    const known = lesson.people[data.person];
    if (known === undefined) return {};
    // A person who is back inside may be removed once more.
    const { removal, unsure: _unsure, ...rest } = known;
    const moved: Attendee = {
      ...rest,
      ...(data.place === "in" || removal === undefined ? {} : { removal }),
      ...defined({ unsure: data.unsure, sequence: data.sequence }),
      ...(data.place === "in" ? { cameIn: true } : {}),
      place: data.place,
      since: at,
    };
    return { people: { ...lesson.people, [data.person]: moved }, recordings: withInside(lesson, moved) };
  },
  PersonRenamed: (lesson, { data, personal }) => {
    const known = lesson.people[data.person];
    if (known === undefined) return {};
    // A new name undoes what was settled about the old one.
    const { recognised: _recognised, before: _before, ...rest } = known;
    return { people: { ...lesson.people, [data.person]: { ...rest, shown: personal?.shown ?? UNNAMED } } };
  },
  PersonRecognised: (lesson, { data: { person: id, recognition: recognised } }) => {
    const elsewhere = shownElsewhere(lesson, id).map((one) => [one.id, { ...one, recognised }] as const);
    const known = person(lesson, id, { recognised });
    return { people: { ...lesson.people, ...known.people, ...Object.fromEntries(elsewhere) } };
  },
  PupilsChecked: (lesson, { at, data }) => {
    const { by, how, namesOnly } = data;
    const checked = { at, by, how, ...defined({ namesOnly }) };
    return {
      pupils: {
        ...lesson.pupils,
        ...Object.fromEntries(
          data.pupils.map((id) => [id, { ...(lesson.pupils[id] ?? NOT_CHECKED), checked }]),
        ),
      },
    };
  },
  ExceptionNoted: (lesson, { at, data }) =>
    pupil(lesson, data.pupil, (now) => ({
      ...now,
      exceptions: [...now.exceptions, { reason: data.reason, at, by: data.by }],
    })),
  ExceptionPutRight: (lesson, { at, data }) =>
    pupil(lesson, data.pupil, (now) => ({
      ...now,
      exceptions: now.exceptions.map((one) =>
        one.reason === data.reason && one.putRightAt === undefined ? { ...one, putRightAt: at } : one,
      ),
    })),
  PressUndone: (lesson, { data: { by } }) => beforeAct(lesson, by),
  RemovalOrdered: (lesson, { data }) => ({
    people: {
      ...lesson.people,
      ...Object.fromEntries(
        data.people.flatMap((id) => {
          const known = lesson.people[id];
          return known === undefined ? [] : [[id, { ...known, removal: "asked" as const }]];
        }),
      ),
    },
  }),
  RemovalAccepted: (lesson, { data }) => person(lesson, data.person, { removal: "accepted" }),
  RemovalRefused: (lesson, { data }) => person(lesson, data.person, { removal: "refused" }),
  MuteOrdered: () => ({}),
} satisfies Partial<Evolvers>;
