import { defined } from "../defined.ts";
import { callNotRead } from "./call-list.ts";
import type { Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import { faceEvents } from "./faces.ts";
import type { Attendee, RosterPerson } from "./person.ts";
import { recordingEvents } from "./recording.ts";
import { sendingEvents } from "./sending.ts";
import type { Lesson } from "./state.ts";

type Seen = Extract<Report, { report: "roster-seen" }>;

/**
 * Departures, arrivals, moves and new names that a look at the roster shows (C4, C5). Departures come first:
 * a device that dropped out and is back under the same name is not a second device beside the first.
 */
export const rosterEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] => {
  const { gone, doubted } = seen.whole ? missingFrom(lesson, seen, at) : { gone: [], doubted: [] };
  return [
    ...gone,
    ...seen.people.flatMap((one) => personEvents(lesson, seen, one, at)),
    ...recordingEvents(lesson, seen, at),
    ...listEvents(lesson, seen, doubted, at),
    ...(doubted.length === 0 ? [...sendingEvents(lesson, seen, at), ...faceEvents(lesson, seen, at)] : []),
  ];
};

/** A list that suddenly lacks this many people is asked for again. */
const MANY = 3;
/** A list that lacks many is believed once all lists for this long lack them. */
const MANY_AFTER_MS = 5_000;
/** The same where the list is older than word that they are inside, or their removal is not answered yet. */
const CONTRADICTED_AFTER_MS = 15_000;

/** Longer than any list that is believed in the end. */
const DOUBTED_FOR_MS = 20_000;

type Missing = {
  readonly gone: readonly LessonEvent[];
  /** Not in the list, and not believed to have left. */
  readonly doubted: readonly string[];
};

/**
 * Who is missing from a whole list. Microsoft sometimes answers with short or old lists: a list that lacks many at
 * once, or a person of whom there is newer word, takes them out only when later lists agree. The same goes for a
 * person whose removal Graph has not answered yet.
 */
const missingFrom = (lesson: Lesson, seen: Seen, at: string): Missing => {
  const listed = new Set(seen.people.map((one) => one.id));
  const there = Object.values(lesson.people).filter(
    (one) => one.source === seen.source && one.place !== "out",
  );
  const missing = there.filter((one) => !listed.has(one.id));
  const unexplained = missing.filter((one) => one.removal !== "accepted" && !isOfEarlierCall(lesson, one));
  const many = unexplained.length >= MANY || (unexplained.length > 1 && unexplained.length === there.length);
  const doubt = (one: Attendee): { readonly doubted: boolean; readonly odd: boolean } => {
    if (seen.source !== "call" || !unexplained.includes(one)) return { doubted: false, odd: false };
    const older = isOlder(seen, one);
    const since = Date.parse(at) - Date.parse(lesson.call.doubt?.missing[one.id] ?? at);
    const underWay = lesson.end?.beganAt !== undefined && one.removal === "asked";
    const odd = many || older || underWay || lesson.call.doubt?.missing[one.id] !== undefined;
    return { odd, doubted: odd && since < (older || underWay ? CONTRADICTED_AFTER_MS : MANY_AFTER_MS) };
  };
  return {
    doubted: missing.filter((one) => doubt(one).doubted).map(({ id }) => id),
    gone: missing
      .filter((one) => !doubt(one).doubted)
      .map((one) => ({
        type: "PersonMoved",
        at,
        data: { person: one.id, place: "out", ...(doubt(one).odd ? { unsure: true } : {}) },
      })),
  };
};

/** The first list of a call says who is in it: earlier times are of another call. */
const isOfEarlierCall = ({ call }: Lesson, { since }: Attendee): boolean =>
  call.listSeenAt === undefined && call.at !== undefined && since <= call.at;

const isOlder = (
  { sequence }: { readonly sequence?: number | undefined },
  known: { readonly sequence?: number | undefined },
): boolean => sequence !== undefined && known.sequence !== undefined && sequence < known.sequence;

/** How far the call's own list can be believed: recorded at each change. */
const listEvents = (
  lesson: Lesson,
  seen: Seen,
  missing: readonly string[],
  at: string,
): readonly LessonEvent[] => {
  const { doubt, notReadAt, state, call = "" } = lesson.call;
  if (seen.source !== "call" || state !== "in") return [];
  const counts = lesson.end?.beganAt === undefined || seen.sinceEnd === true;
  if (seen.whole && missing.length === 0)
    return ((doubt ?? notReadAt) !== undefined && counts) || isFirstList(lesson, seen)
      ? [{ type: "CallListSeen", at, data: {} }]
      : [];
  // A list without our own leg lacks no one; people it shows, or with news of their own, are no longer missing.
  const shown = new Set(seen.people.flatMap(({ id, place }) => (place === "out" ? [] : [id])));
  const known = Object.keys(doubt?.missing ?? {});
  const lacking = seen.whole ? missing : known.filter((id) => !shown.has(id));
  const isList = seen.whole || seen.doubtful === true;
  const same = known.length === lacking.length && lacking.every((id) => known.includes(id));
  if (same && (doubt !== undefined || !isList))
    return isList && isDoubtedForLong(lesson, at) ? callNotRead(lesson, call, at) : [];
  return [{ type: "CallListDoubted", at, data: { missing: lacking } }];
};

/** One list after another that cannot be believed does not say who is inside. */
const isDoubtedForLong = ({ call }: Lesson, at: string): boolean =>
  call.doubt !== undefined && Date.parse(at) - Date.parse(call.doubt.at) >= DOUBTED_FOR_MS;

/** The call's first list, or the first since the end began: an earlier one may date from before the families came. */
const isFirstList = ({ call, end }: Lesson, { sinceEnd }: Seen): boolean =>
  end?.beganAt === undefined
    ? call.listSeenAt === undefined
    : sinceEnd === true && end.listSeenAt === undefined;

const personEvents = (lesson: Lesson, seen: Seen, one: RosterPerson, at: string): readonly LessonEvent[] => {
  const known = lesson.people[one.id];
  // This news is older than what is known of them.
  if (known !== undefined && isOlder(one, known)) return [];
  const staff = one.userId !== undefined && seen.staff.includes(one.userId);
  const joins: readonly LessonEvent[] =
    staff &&
    one.userId !== undefined &&
    one.place === "in" &&
    // Known as staff only now: the directory could not be asked before.
    (!lesson.staff.some((other) => other.person === one.userId) || known?.staff === false)
      ? [{ type: "StaffJoined", at, data: { person: one.userId, part: "member" } }]
      : [];
  // An earlier list could not say who this was; by this one it is another person.
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
          ...numbered(one),
          ...defined({ userId: one.userId }),
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
      : [{ type: "PersonMoved", at, data: { person: one.id, place: one.place, ...numbered(one) } } as const]),
    ...joins,
  ];
};

const numbered = ({ sequence }: RosterPerson): { readonly sequence?: number } =>
  sequence === undefined ? {} : { sequence };
