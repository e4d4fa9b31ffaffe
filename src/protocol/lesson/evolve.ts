import isEqual from "fast-deep-equal";
import type { RosterSource } from "../words.ts";
import type { LessonEvent, LessonEventType, StaffPart } from "./events.ts";
import { NOTHING_OPENED } from "./options.ts";
import type { Attendee } from "./person.ts";
import type { CallState, End, Lesson, PupilState } from "./state.ts";

type Evolver<T extends LessonEventType> = (
  lesson: Lesson,
  event: Extract<LessonEvent, { type: T }>,
) => Partial<Lesson>;

const UNNAMED = "(name erased)";
const NOT_CHECKED: PupilState = { exceptions: [] };

const person = (lesson: Lesson, id: string, change: Partial<Attendee>): Partial<Lesson> => {
  const known = lesson.people[id];
  return known === undefined ? {} : { people: { ...lesson.people, [id]: { ...known, ...change } } };
};

const pupil = (lesson: Lesson, id: string, change: (now: PupilState) => PupilState): Partial<Lesson> => ({
  pupils: { ...lesson.pupils, [id]: change(lesson.pupils[id] ?? NOT_CHECKED) },
});

/** Whoever belonged to the lesson when co-organisers were set is one now. */
const asCoOrganiser = (one: StaffPart): StaffPart =>
  one.part === "member" ? { ...one, part: "co-organiser" } : one;

/**
 * A guest who comes back under the very name that staff had settled is taken for the same (C5). While
 * that guest is still there, a second one under the name may have read it from the list.
 */
const earlierRecognition = (lesson: Lesson, shown: string, source: RosterSource): Partial<Attendee> => {
  const settled = Object.values(lesson.people).filter(
    (other) => other.shown === shown && other.recognised !== undefined && other.identity === "guest",
  );
  const last = settled.at(-1)?.recognised;
  if (last === undefined) return {};
  const same = settled.every((other) => isEqual(other.recognised, last));
  const there = settled.some((other) => other.source === source && other.place !== "out");
  return same && (!there || last.as === "stranger") ? { recognised: last } : {};
};

/** What staff settled of an account holds wherever it is signed in. */
const accountRecognition = (lesson: Lesson, userId: string): Partial<Attendee> => {
  const recognised = Object.values(lesson.people).findLast(
    (other) => other.userId === userId && other.recognised !== undefined,
  )?.recognised;
  return recognised === undefined ? {} : { recognised };
};

/**
 * The same person as another source shows them: by their account, or by the name of a guest where neither source
 * shows a second one under it. What is settled of the one is settled of the other.
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
        other.shown === known.shown &&
        named(known.source) === 1 &&
        named(other.source) === 1;
  return others.filter((other) => other.source !== known.source && same(other));
};

/** The staff as Graph has them now; whoever joined keeps the part that joining gave them. */
const staffFound = (lesson: Lesson, found: readonly StaffPart[]): Pick<Lesson, "staff" | "formerStaff"> => {
  const gone = lesson.staff.filter((one) => !found.some((other) => other.person === one.person));
  const left = gone.filter(({ part }) => part !== "member").map(({ person }) => person);
  return {
    staff: [...found, ...gone.filter(({ part }) => part === "member")],
    formerStaff: [...new Set([...lesson.formerStaff, ...left])],
  };
};

/** Another call shows its own list; until it does, the one that is shown is of before the first loss. */
const withoutCallList = ({ listSeenAt: _of, ...call }: CallState): CallState => call;

const withoutGone = ({ gone: _gone, ...call }: CallState): CallState => call;

const lostCall = (call: CallState, at: string, reason: string): CallState => ({
  ...withoutCallList(call),
  state: "lost",
  at,
  reason,
  ...(call.listSeenAt === undefined ? {} : { listLostAt: at }),
});

/** A call that is asked for anew: what was said of the one before is still so. */
const ofLost = ({ listLostAt, gone }: CallState): Pick<CallState, "listLostAt" | "gone"> => ({
  ...(listLostAt === undefined ? {} : { listLostAt }),
  ...(gone === undefined ? {} : { gone }),
});

const evolvers: { readonly [T in LessonEventType]: Evolver<T> } = {
  MeetingMet: (_, { data }) => ({
    id: data.lesson,
    meetingId: data.meetingId,
    chatId: data.chatId,
    ...(data.seriesOf === undefined ? {} : { seriesOf: data.seriesOf }),
  }),
  MeetingFound: (lesson, { data, personal }) => ({
    organiser: data.organiser,
    graphId: data.graphId,
    ...staffFound(lesson, data.staff),
    staffNames: { ...personal?.staffNames, ...lesson.staffNames },
    protectable: data.protectable,
    ...(data.startsAt === undefined ? {} : { startsAt: data.startsAt }),
    ...(data.endsAt === undefined ? {} : { endsAt: data.endsAt }),
    ...(personal === undefined ? {} : { title: personal.title }),
  }),
  MeetingNotFound: (_, { data }) => ({ notFound: data.reason }),
  KindAsked: (_, { at }) => ({ kindAskedAt: at }),
  KindChosen: (lesson, { data }) => ({
    kind: data.kind,
    // We left a meeting that was said to be no lesson: now it is one, and we join again.
    ...(lesson.kind === "not a lesson" && lesson.call.state === "lost"
      ? { call: { state: "none", tries: lesson.call.tries, ...ofLost(lesson.call) } }
      : {}),
  }),
  RegisterSet: (_, { data, personal }) => ({
    registerSource: data.source,
    register: data.pupils.map(
      (id) => personal?.register.find((known) => known.id === id) ?? { id, name: UNNAMED, also: [] },
    ),
  }),
  MeetingStarted: (lesson, { at, data }) => {
    const known = { began: data.teamsAt ?? at, begunBy: data.source };
    if (lesson.phase === "planned") return { ...known, phase: "arrival", startedAt: at };
    // It was begun by a press, perhaps before there was a call to join.
    if (lesson.phase !== "over")
      return {
        ...known,
        ...(lesson.call.state === "lost" || lesson.call.state === "not joined"
          ? { call: { state: "none", tries: 0 } }
          : {}),
      };
    // Somebody opened an ended occurrence again: its doors stay shut.
    const shut = lesson.end !== undefined;
    return {
      ...known,
      phase: shut ? "shut" : "arrival",
      opened: NOTHING_OPENED,
      call: { state: "none", tries: 0 },
    };
  },
  MeetingEnded: (lesson, { at }) => ({
    phase: "over",
    overAt: at,
    people: Object.fromEntries(
      Object.entries(lesson.people).map(([id, one]) => [id, { ...one, place: "out" as const }]),
    ),
  }),
  StaffJoined: (lesson, { data }) => ({
    staff: lesson.staff.some((one) => one.person === data.person) ? lesson.staff : [...lesson.staff, data],
    people: Object.fromEntries(
      Object.entries(lesson.people).map(([id, one]) => [
        id,
        one.userId === data.person ? { ...one, staff: true } : one,
      ]),
    ),
  }),
  OptionsAsked: (lesson, { at, data }) => {
    const { notSet: _notSet, ...doors } = lesson.doors;
    return { doors: { ...doors, asked: { at, options: data.asked } } };
  },
  OptionsSeen: (lesson, { at, data }) => {
    const { notSet: _notSet, ...doors } = lesson.doors;
    const coOrganisers = data.coOrganisers ?? doors.seen?.coOrganisers;
    return {
      doors: {
        ...doors,
        seen: { at, options: data.seen, ...(coOrganisers === undefined ? {} : { coOrganisers }) },
      },
      coOrganisersSet: lesson.coOrganisersSet || data.coOrganisersSet,
      staff: data.coOrganisersSet ? lesson.staff.map(asCoOrganiser) : lesson.staff,
    };
  },
  OptionsNotSet: (lesson, { at, data }) => ({
    doors: { ...lesson.doors, notSet: { at, reason: data.reason } },
  }),
  CallAsked: (lesson, { at, data }) => ({
    call: {
      state: "asked",
      at,
      callback: data.callback,
      tries: lesson.call.tries + 1,
      ...ofLost(lesson.call),
      ...(lesson.call.reason?.startsWith("404/") === true ? { again: true } : {}),
    },
  }),
  CallJoining: (lesson, { data }) => ({ call: { ...lesson.call, call: data.call } }),
  StrayCallFound: (lesson, { data }) => ({ strayCalls: [...lesson.strayCalls, data.call] }),
  CallWaiting: (lesson, { at, data }) => ({
    call: { ...lesson.call, state: "waiting", at, call: data.call },
  }),
  CallEntered: (lesson, { at, data }) => ({
    call: { ...withoutGone(withoutCallList(lesson.call)), state: "in", at, call: data.call },
    // A removal asked for in an earlier call ended with it: whoever is still inside may be removed again.
    people: Object.fromEntries(
      Object.entries(lesson.people).map(([id, { removal: _removal, ...one }]) => [id, one]),
    ),
    ...(lesson.end === undefined ? {} : { end: withoutList(lesson.end) }),
  }),
  CallLost: (lesson, { at, data: { call, code, subcode } }) => ({
    call: {
      ...lostCall(lesson.call, at, `${code}/${subcode}`),
      ...(code === 404 && call !== undefined ? { gone: call } : {}),
    },
  }),
  CallLeft: (lesson, { at }) => ({ call: lostCall(lesson.call, at, "left") }),
  CallNotJoined: (lesson, { at, data }) => ({
    call: { ...lesson.call, state: "not joined", at, reason: data.reason },
  }),
  FamilyCardAsked: (_, { at }) => ({ familyCard: { state: "asked", at } }),
  FamilyCardPosted: (_, { at }) => ({ familyCard: { state: "posted", at } }),
  FamilyCardNotPosted: (_, { at }) => ({ familyCard: { state: "not posted", at } }),
  ChecklistAsked: (lesson, { data }) => ({
    checklists: {
      ...lesson.checklists,
      ...Object.fromEntries(data.staff.map((one) => [one, "asked" as const])),
    },
  }),
  ChecklistSent: (lesson, { data }) => ({ checklists: { ...lesson.checklists, [data.staff]: "sent" } }),
  ChecklistNotSent: (lesson, { data }) => ({
    checklists: { ...lesson.checklists, [data.staff]: "not sent" },
  }),
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
      ...(data.userId === undefined ? {} : { userId: data.userId }),
      ...(data.identity === "guest" && shown !== UNNAMED
        ? earlierRecognition(lesson, shown, data.source)
        : {}),
      ...(data.userId === undefined ? {} : accountRecognition(lesson, data.userId)),
    };
    return { people: { ...lesson.people, [data.person]: attendee } };
  },
  PersonMoved: (lesson, { at, data }) => {
    const known = lesson.people[data.person];
    if (known === undefined) return {};
    // Whoever is back inside may be removed once more.
    const { removal: _removal, ...rest } = known;
    const moved = { ...(data.place === "in" ? rest : known), place: data.place, since: at };
    return { people: { ...lesson.people, [data.person]: moved } };
  },
  PersonRenamed: (lesson, { data, personal }) => {
    const known = lesson.people[data.person];
    if (known === undefined) return {};
    // A new name undoes what was settled about the old one.
    const { recognised: _recognised, ...rest } = known;
    return { people: { ...lesson.people, [data.person]: { ...rest, shown: personal?.shown ?? UNNAMED } } };
  },
  PersonRecognised: (lesson, { data: { person: id, recognition: recognised } }) => {
    const elsewhere = shownElsewhere(lesson, id).map((one) => [one.id, { ...one, recognised }] as const);
    const known = person(lesson, id, { recognised });
    return { people: { ...lesson.people, ...known.people, ...Object.fromEntries(elsewhere) } };
  },
  PupilsChecked: (lesson, { at, data }) => {
    const checked = { at, by: data.by, how: data.how };
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
  CamerasLet: (lesson, { data }) => ({
    opened: { ...lesson.opened, cameras: data.on },
    phase: data.on && lesson.phase === "arrival" ? "live" : lesson.phase,
  }),
  MicsLet: (lesson, { data }) => ({
    opened: { ...lesson.opened, mics: data.on },
    phase: data.on && lesson.phase === "arrival" ? "live" : lesson.phase,
  }),
  Paused: (lesson, { at, data }) => ({
    phase: "paused",
    paused: { at, by: data.by, before: lesson.phase === "live" ? "live" : "arrival" },
  }),
  Resumed: (lesson) => ({ phase: lesson.paused?.before ?? "arrival" }),
  EndAsked: (lesson, { at, data }) => ({
    phase: "shut",
    end: {
      askedAt: at,
      by: data.by,
      undoUntil: data.undoUntil,
      stay: [data.by, ...(lesson.organiser === undefined ? [] : [lesson.organiser])],
      before: lesson.phase === "live" || lesson.phase === "paused" ? lesson.phase : "arrival",
      progressSent: false,
    },
  }),
  EndUndone: (lesson) => ({
    phase: lesson.end?.before ?? "arrival",
    ...(lesson.end === undefined ? {} : { undone: { askedAt: lesson.end.askedAt, by: lesson.end.by } }),
  }),
  EndBegan: (lesson, { at, data }) =>
    lesson.end === undefined
      ? {}
      : { end: { ...lesson.end, beganAt: at, alert: data.alert }, people: askedAgain(lesson) },
  CallListSeen: (lesson, { at }) => {
    const { listLostAt: _listLostAt, ...call } = lesson.call;
    return {
      call: { ...call, listSeenAt: call.listSeenAt ?? at },
      ...(lesson.end?.beganAt === undefined ? {} : { end: { ...lesson.end, listSeenAt: at } }),
    };
  },
  LastRemovalBegan: (lesson, { at }) =>
    lesson.end === undefined
      ? {}
      : { end: { ...lesson.end, stay: [], lastRemovalAt: at }, people: askedAgain(lesson) },
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
  PersonalErased: () => ({}),
  ProgressSent: (lesson) => (lesson.end === undefined ? {} : { end: { ...lesson.end, progressSent: true } }),
};

/**
 * Whoever Teams did not remove when it was asked before, or who is inside still though it said that it would, may
 * be asked for once more. What is not answered yet is under way.
 */
const askedAgain = ({ people }: Lesson): Lesson["people"] =>
  Object.fromEntries(
    Object.entries(people).map(([id, one]) => {
      const { removal, ...rest } = one;
      return [id, removal === "refused" || (removal === "accepted" && one.place === "in") ? rest : one];
    }),
  );

/** Another call shows its own list. */
const withoutList = ({ listSeenAt: _of, ...end }: End): End => end;

/**
 * The lesson after one more event. State is always derived again from the record. What a later version of the
 * program wrote is counted and noted, and changes nothing else (docs/decisions/0006).
 */
export const evolve = (lesson: Lesson, event: LessonEvent): Lesson => {
  const evolver = evolvers[event.type] as Evolver<LessonEventType> | undefined;
  if (evolver === undefined) return { ...lesson, version: lesson.version + 1, laterFacts: true };
  const changed = evolver(lesson, event);
  const named: { byName?: string } | undefined =
    event.personal !== undefined && "byName" in event.personal ? event.personal : undefined;
  const by = "by" in event.data ? event.data.by : undefined;
  const known = changed.staffNames ?? lesson.staffNames;
  const staffNames =
    by !== undefined && named?.byName !== undefined && named.byName !== ""
      ? { ...known, [by]: named.byName }
      : known;
  return { ...withoutStale(lesson, event), ...changed, staffNames, version: lesson.version + 1 };
};

/** Optional parts that an event takes away: a spread alone could only overwrite them. */
const withoutStale = (lesson: Lesson, event: LessonEvent): Lesson => {
  if (event.type === "MeetingFound") {
    const { notFound: _notFound, ...rest } = lesson;
    return rest;
  }
  if (event.type === "EndUndone") {
    const { end: _end, ...rest } = lesson;
    return rest;
  }
  if (event.type === "Resumed") {
    const { paused: _paused, ...rest } = lesson;
    return rest;
  }
  if (event.type === "MeetingStarted" && lesson.phase === "over") {
    const { overAt: _overAt, ...rest } = lesson;
    return rest;
  }
  return lesson;
};
