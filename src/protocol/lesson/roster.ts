import type { Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { RosterPerson } from "./person.ts";
import type { Lesson } from "./state.ts";

type Seen = Extract<Report, { report: "roster-seen" }>;

/**
 * Departures, arrivals, moves and new names that a look at the roster brings to light (C4, C5). Departures first:
 * whoever dropped out and is back under the same name is not a second device beside the first.
 */
export const rosterEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] => [
  ...(seen.whole ? departures(lesson, seen, at) : []),
  ...seen.people.flatMap((one) => personEvents(lesson, seen, one, at)),
  ...(isFirstList(lesson, seen) ? [{ type: "CallListSeen", at, data: {} } as const] : []),
];

/** Of the call, or since the end began: a list that was asked for before it may be of before the families came. */
const isFirstList = ({ call, end }: Lesson, { source, whole, sinceEnd }: Seen): boolean =>
  source === "call" &&
  whole &&
  call.state === "in" &&
  (end?.beganAt === undefined
    ? call.listSeenAt === undefined
    : sinceEnd === true && end.listSeenAt === undefined);

const personEvents = (lesson: Lesson, seen: Seen, one: RosterPerson, at: string): readonly LessonEvent[] => {
  const known = lesson.people[one.id];
  const staff = one.userId !== undefined && seen.staff.includes(one.userId);
  const joins: readonly LessonEvent[] =
    staff &&
    one.userId !== undefined &&
    one.place === "in" &&
    // Known as staff only now, because the directory could not be asked before.
    (!lesson.staff.some((other) => other.person === one.userId) || known?.staff === false)
      ? [{ type: "StaffJoined", at, data: { person: one.userId, part: "member" } }]
      : [];
  // Who could not be told by an earlier list is somebody else by this one.
  const told = known?.identity === "unknown" && known.userId === undefined && one.userId !== undefined;
  if (known === undefined || told) {
    if (one.place === "out") return [];
    return [
      {
        type: "PersonArrived",
        at,
        data: {
          person: one.id,
          source: seen.source,
          identity: one.identity,
          staff,
          place: one.place,
          ...(one.userId === undefined ? {} : { userId: one.userId }),
        },
        personal: { shown: one.shown },
      },
      ...joins,
    ];
  }
  return [
    ...(known.shown === one.shown || one.shown === ""
      ? []
      : [{ type: "PersonRenamed", at, data: { person: one.id }, personal: { shown: one.shown } } as const]),
    ...(known.place === one.place
      ? []
      : [{ type: "PersonMoved", at, data: { person: one.id, place: one.place } } as const]),
    ...joins,
  ];
};

const departures = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] => {
  const listed = new Set(seen.people.map((one) => one.id));
  return Object.values(lesson.people)
    .filter((one) => one.source === seen.source && one.place !== "out" && !listed.has(one.id))
    .map((one) => ({ type: "PersonMoved", at, data: { person: one.id, place: "out" } }));
};
