import { defined } from "../defined.ts";
import { looksLikeLessonGuard, looksLikeStaff } from "../names/impostor.ts";
import { matchName } from "../names/matching.ts";
import { refusedWords } from "../rules/p2-implied.ts";
import type { RefusedDevice, UnknownPerson } from "../screen/unknown-person.ts";
import type { PupilRow } from "../screen/view.ts";
import type { RosterSource } from "../words.ts";
import { hasCallList, notShownSince } from "./call-list.ts";
import { canSeeFamily, isCameraOff } from "./faces.ts";
import { mayCheck, offersFor, removeByHand } from "./offers.ts";
import { once, onceFrom } from "./once.ts";
import { isOneToOne } from "./one-to-one.ts";
import { type Attendee, byBoth, isThere } from "./person.ts";
import { idsThere, isAnyInside, type OwnDevice, rowOf } from "./pupil-row.ts";
import { isEnded } from "./running.ts";
import type { Lesson } from "./state.ts";
import { suggestionsFor } from "./suggestions.ts";

/** The roster source that counts now: the calling bot's while it is in the call, else what Teams told us. */
export const liveSource = (lesson: Lesson): RosterSource => {
  if (hasCallList(lesson)) return "call";
  return Object.values(lesson.people).some(({ source }) => source === "events") ? "events" : "call";
};

/** When Teams last showed the call's list, if it shows none now: counts from it were true then. */
export const listAsOf = (lesson: Lesson): string | undefined => {
  if (lesson.phase === "planned" || lesson.phase === "over" || liveSource(lesson) !== "call")
    return undefined;
  return hasCallList(lesson) ? notShownSince(lesson) : lesson.call.listLostAt;
};

const peopleIn = ({ people }: Lesson) => people;

/** Everyone the live source has shown, those who left included; once a lesson is over, everyone whom either showed. */
export const peopleOf = once((lesson: Lesson): readonly Attendee[] => {
  if (lesson.phase === "over") return allPeople(lesson);
  const source = liveSource(lesson);
  return Object.values(lesson.people).filter((one) => one.source === source);
});

/** What one source calls a person; another calls them by the same account, or the same name. */
const calledAs = ({ identity, userId, shown }: Attendee): string =>
  userId === undefined ? `${identity} ${shown}` : `account ${userId}`;

/**
 * The call's people, as staff settled them there, and those whom only Teams' messages showed. Which source was the
 * last to be heard says nothing about who came: an "iPad" that staff had sorted out in the call stays Maya's.
 */
const allPeople = (lesson: Lesson): readonly Attendee[] => {
  const told = Object.values(lesson.people).filter(({ source }) => source === "events");
  const call = callPeople(lesson).map((one) => {
    const same = told.findIndex((other) => calledAs(other) === calledAs(one));
    const [other] = same === -1 ? [] : told.splice(same, 1);
    return other === undefined ? one : byBoth(one, other);
  });
  return [...call, ...told];
};

/**
 * Everyone a call has shown, those who left included; after a loss, everyone of the call before. A person
 * to be muted or removed need not wait for a list that shows them once more.
 */
export const callPeople = (lesson: Lesson): readonly Attendee[] =>
  Object.values(lesson.people).filter((one) => one.source === "call");

type Stands = { readonly pupils: readonly string[]; readonly settled: boolean; readonly sure: boolean };

type Device = Stands & OwnDevice;

/** What a device stands for follows from itself and these. */
type Around = {
  readonly register: Lesson["register"];
  readonly refusals: Lesson["refusals"];
  readonly staffNames: string;
};

/**
 * A device is looked up once for each register, set of staff names and refusals on file, however often the lesson moves
 * on.
 */
const stands = new WeakMap<Attendee, Around & { readonly found: Stands }>();

/** Which pupils a device stands for: settled by staff, or suggested by its shown name. */
export const pupilsOf = (lesson: Lesson, one: Attendee): Stands => {
  const { register, refusals } = lesson;
  const { all: staffNames } = staffNamesOf(lesson);
  const before = stands.get(one);
  const isSame =
    before?.register === register && before.refusals === refusals && before.staffNames === staffNames;
  if (before !== undefined && isSame) return before.found;
  const found = findPupils(lesson, one);
  stands.set(one, { register, refusals, staffNames, found });
  return found;
};

const findPupils = (lesson: Lesson, one: Attendee): Stands => {
  const { recognised } = one;
  // Left for later is not settled: it stays to be sorted out.
  if (recognised !== undefined && recognised.as !== "later") {
    const pupils =
      recognised.as === "pupils"
        ? recognised.pupils.filter((id) => lesson.register.some((pupil) => pupil.id === id))
        : [];
    // Settled for a register that has since been replaced: open again.
    if (recognised.as !== "pupils" || pupils.length > 0) return { pupils, settled: true, sure: true };
  }
  // Back under a name that staff had settled: only a suggestion, because another device may have taken the name.
  if (one.before !== undefined) {
    const pupils = one.before.filter((id) => lesson.register.some((pupil) => pupil.id === id));
    if (pupils.length > 0) return { pupils, settled: false, sure: !isAnyRefused(lesson, pupils) };
  }
  if (
    one.staff ||
    one.identity === "phone" ||
    one.identity === "application" ||
    impostureOf(lesson, one) !== undefined
  )
    return { pupils: [], settled: one.staff, sure: false };
  const match = matchName(one.shown, lesson.register);
  // A person looks at a device of a child with a refusal on file: no sweep takes it along (P2).
  const sure = match.certainty === "one" && !isAnyRefused(lesson, match.pupils);
  return { pupils: match.pupils, settled: false, sure };
};

/** A refusal is on file for this pupil (P2). */
export const isRefusedFor = ({ refusals }: Lesson, pupil: string): boolean =>
  refusals?.includes(pupil) === true;

const isAnyRefused = (lesson: Lesson, pupils: readonly string[]): boolean =>
  pupils.some((id) => isRefusedFor(lesson, id));

/** A device that by its name may be a child's whose permission was refused (P2), or that staff have said is. */
export const mayBeRefused = (lesson: Lesson, one: Attendee): boolean =>
  isAnyRefused(lesson, pupilsOf(lesson, one).pupils);

/** Whether a person is inside who should not be, or of whom no one knows who it is: nothing is well then. */
export const isUnsureWhoIsInside = (lesson: Lesson): boolean =>
  unknownPeople(lesson).some(({ place }) => place === "in") ||
  peopleOf(lesson).some((one) => one.place === "in" && mayBeRefused(lesson, one));

/** Whose name a person shows without being that person (C4): a member of staff's, or the app's own. */
const impostureOf = (lesson: Lesson, one: Attendee): "staff" | "app" | undefined => {
  if (one.staff) return undefined;
  if (looksLikeLessonGuard(one.shown)) return "app";
  return staffNamesOf(lesson).names.some((name) => looksLikeStaff(one.shown, name)) ? "staff" : undefined;
};

/** Someone who is not Lesson Guard was let in under its name: while it waits, its own leg is in no list. */
export const isNamesakeInside = (lesson: Lesson): boolean =>
  peopleOf(lesson).some((one) => isThere(one) && one.place === "in" && impostureOf(lesson, one) === "app");

/** Names that only members of staff may show; `all` is the same for the same names. */
const staffNamesOf = once(({ people, staffNames, leadNames }: Lesson) => {
  const signedIn = Object.values(people).flatMap(({ staff, shown }) => (staff ? [shown] : []));
  const names: readonly string[] = [...new Set([...Object.values(staffNames), ...leadNames, ...signedIn])];
  return { names, all: JSON.stringify(names) };
});

const IMPOSTURE = {
  staff: "shows a staff name but is not signed in",
  app: "shows Lesson Guard's name but is not Lesson Guard: Teams labels the real one as a bot or an app, never (Guest)",
} as const;

const warningOf = (lesson: Lesson, one: Attendee): string | undefined => {
  if (one.recognised?.as === "stranger") return "marked as not expected";
  if (one.identity === "phone") return "calls in by phone";
  const imposture = impostureOf(lesson, one);
  if (imposture === "app" && one.identity === "application")
    return "shows Lesson Guard's name but is another app";
  if (one.identity === "application") return "is an app, perhaps a note-taker";
  if (imposture !== undefined) return IMPOSTURE[imposture];
  return mayBeRefused(lesson, one) ? `permission was refused. ${refusedWords(one.place)}` : undefined;
};

/**
 * Whom a person looks at first: a refusal on file beats joining (P2); then inside before the lobby, of whom a warning is
 * said, or no one can be suggested.
 */
const turnOf = (
  isRefused: boolean,
  { place, warning, suggestions, later, notExpected }: UnknownPerson,
): number => {
  if (isRefused) return -1;
  if (later === true) return 5;
  if (place !== "in") return notExpected === true ? 4 : 3;
  return warning !== undefined ? 0 : suggestions.length === 0 ? 1 : 2;
};

/** People in the lobby or the lesson whom no single name on the register settles: shown first (C4). */
export const unknownPeople = onceFrom(peopleIn, (lesson): readonly UnknownPerson[] => {
  const devices = peopleOf(lesson)
    .filter(isThere)
    .map((one) => ({ one, ...pupilsOf(lesson, one) }));
  return devices
    .map(({ one }) => one)
    .filter((one) => !one.staff)
    .filter((one) => {
      const { settled, sure } = pupilsOf(lesson, one);
      return one.recognised?.as === "stranger" || (!settled && !sure);
    })
    .map((one) => {
      const warning = warningOf(lesson, one);
      const [refused] = mayBeRefused(lesson, one) ? refusedDevices(lesson, [one]) : [];
      // Of a refused child that stands in its words.
      const byHand = refused === undefined ? removeByHand(lesson, one) : undefined;
      const person: UnknownPerson = {
        person: one.id,
        shown: one.shown,
        place: one.place,
        // The way out of a refused child stands with its words.
        offers: offersFor(lesson, one).filter((offer) => refused === undefined || offer !== "remove"),
        ...(one.recognised?.as === "later" ? { later: true } : {}),
        ...(one.recognised?.as === "stranger" ? { notExpected: true } : {}),
        ...defined({ refused, byHand }),
        ...(mayCheck(lesson)
          ? suggestionsFor(lesson, one, pupilsOf(lesson, one).pupils, devices)
          : { suggestions: [] }),
        ...defined({ warning }),
      };
      return { person, turn: turnOf(mayBeRefused(lesson, one), person) };
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ person }) => person);
});

/** The devices that surely stand for each pupil, in the order in which Teams showed them. */
const devicesByPupil = onceFrom(peopleIn, (lesson): ReadonlyMap<string, readonly Device[]> => {
  const found = new Map<string, Device[]>();
  for (const one of peopleOf(lesson)) {
    const { pupils, sure, settled } = pupilsOf(lesson, one);
    for (const pupil of new Set(sure ? pupils : [])) {
      const others = found.get(pupil) ?? [];
      others.push({ one, pupils, sure, settled });
      found.set(pupil, others);
    }
  }
  return found;
});

/**
 * One row for each pupil: where they are, under which names, and how far they are checked. In a one-to-one whose child
 * is chosen, the others of the register have one only if they came (S3).
 */
export const pupilRows = once((lesson: Lesson): readonly PupilRow[] => {
  const child = lesson.register.find(({ id }) => id === lesson.conduct.child?.pupil)?.id;
  const all = everyRow(lesson);
  return !isOneToOne(lesson) || child === undefined
    ? all
    : all.filter(
        ({ pupil, place, checked, exceptions }) =>
          pupil === child || place !== "not here" || checked !== undefined || exceptions.length > 0,
      );
});

const everyRow = (lesson: Lesson): readonly PupilRow[] => {
  const found = devicesByPupil(lesson);
  const isPast = isEnded(lesson);
  const isListed = hasCallList(lesson);
  return lesson.register.map((pupil) => {
    const devices = found.get(pupil.id) ?? NONE;
    const people = idsThere(devices);
    return rowOf(pupil, {
      devices,
      state: lesson.pupils[pupil.id],
      isPast,
      isListed,
      refused: isRefusedFor(lesson, pupil.id)
        ? refusedDevices(
            lesson,
            devices.map(({ one }) => one),
          )
        : undefined,
      isCameraOff: isAnyInside(devices) && isCameraOff(lesson, people),
      canSee: canSeeFamily(lesson, people),
      lookAgain: lesson.lookAgain,
    });
  });
};

const refusedDevices = (lesson: Lesson, devices: readonly Attendee[]): readonly RefusedDevice[] =>
  devices.filter(isThere).map((one) => ({
    person: one.id,
    shown: one.shown,
    words: ["Permission was refused.", refusedWords(one.place), removeByHand(lesson, one) ?? ""]
      .join(" ")
      .trim(),
    ...(offersFor(lesson, one).includes("remove") ? { remove: true } : {}),
  }));

const NONE: readonly Device[] = [];

export const countOpenExceptions = (row: PupilRow): number =>
  row.exceptions.filter((one) => one.putRightAt === undefined).length;
