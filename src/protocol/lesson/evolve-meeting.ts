import { defined } from "../defined.ts";
import { isSameChild } from "../families/same-child.ts";
import type { Pupil } from "../names/register.ts";
import type { StaffPart } from "./events.ts";
import { ofLost } from "./evolve-call.ts";
import { type Evolvers, UNNAMED } from "./evolver.ts";
import { withBefore, withRequest } from "./late-requests.ts";
import { withoutAsked } from "./left.ts";
import {
  differences,
  type MeetingOptions,
  NOTHING_OPENED,
  type SeenOptions,
  startOptionsIn,
} from "./options.ts";
import type { Doors, Lesson } from "./state.ts";

/** Staff who belonged to the lesson when co-organisers were set are co-organisers now. */
const asCoOrganiser = (one: StaffPart): StaffPart =>
  one.part === "member" ? { ...one, part: "co-organiser" } : one;

/** The staff as Graph has them now; those who joined keep the part that joining gave them. */
const staffFound = (lesson: Lesson, found: readonly StaffPart[]): Pick<Lesson, "staff" | "formerStaff"> => {
  const gone = lesson.staff.filter((one) => !found.some((other) => other.person === one.person));
  const left = gone.filter(({ part }) => part !== "member").map(({ person }) => person);
  return {
    staff: [...found, ...gone.filter(({ part }) => part === "member")],
    formerStaff: [...new Set([...lesson.formerStaff, ...left])],
  };
};

/** We left a meeting that staff said was no lesson: if they change that, we join again. */
const joinsAgain = ({ kind, call }: Lesson): Partial<Lesson> =>
  kind === "not a lesson" && call.state === "lost"
    ? { call: { state: "none", tries: call.tries, ...ofLost(call) } }
    : {};

/** What had been changed in Teams is again as we asked. */
const putBack = (
  { drift }: Lesson,
  { asked, seen }: { readonly asked: MeetingOptions; readonly seen: SeenOptions },
  at: string,
): Pick<Lesson, "drift"> => {
  if (drift === undefined || drift.backAt !== undefined) return {};
  const still = differences(asked, seen).some((option) => Object.hasOwn(drift.seen, option));
  return still ? {} : { drift: { ...drift, backAt: at } };
};

/** A request that was overtaken before it was seen in force may still be on its way. */
const overtaken = (doors: Doors, at: string): Pick<Doors, "mayCome"> =>
  doors.asked === undefined || differences(doors.asked.options, doors.held ?? {}).length === 0
    ? {}
    : withRequest(doors, doors.asked.options, at);

const heldIn = ({ asked, held }: Doors, seen: SeenOptions): SeenOptions | undefined => {
  if (asked === undefined) return held;
  const wrong = new Set<string>(differences(asked.options, seen));
  const right = Object.entries(asked.options).filter(([option]) => !wrong.has(option));
  return { ...held, ...Object.fromEntries(right) };
};

/**
 * A refusal on file goes with the child, not with the list: on another register they have another id (P2). The school's
 * files say more of it in a moment. undefined where none is on file.
 */
const refusalsIn = (
  { register, refusals }: Lesson,
  next: readonly Pupil[],
): readonly string[] | undefined => {
  const refused = register.filter(({ id }) => refusals?.includes(id) === true);
  const isSame = (one: Pupil, other: Pupil): boolean =>
    one.id === other.id || (one.name !== UNNAMED && isSameChild(one.name, other.name, true));
  return refusals === undefined
    ? undefined
    : next.filter((one) => refused.some((other) => isSame(one, other))).map(({ id }) => id);
};

/** What changes the meeting in Teams, who teaches in it, its doors, and the cards that were sent. */
export const MEETING_EVOLVERS = {
  MeetingMet: (_, { data }) => ({
    id: data.lesson,
    meetingId: data.meetingId,
    chatId: data.chatId,
    ...defined({ seriesOf: data.seriesOf, weeklyUntil: data.weeklyUntil, skipped: data.skipped }),
  }),
  MeetingFound: (lesson, { data, personal }) => ({
    organiser: data.organiser,
    graphId: data.graphId,
    ...staffFound(lesson, data.staff),
    staffNames: { ...personal?.staffNames, ...lesson.staffNames },
    leadNames: personal?.leadNames ?? lesson.leadNames,
    protectable: data.protectable,
    ...defined({
      readyAt: data.readyAt,
      organiserStaff: data.organiserStaff,
      startsAt: data.startsAt,
      endsAt: data.endsAt,
    }),
    ...(personal === undefined ? {} : { title: personal.title }),
  }),
  MeetingNotFound: (_, { data }) => ({ notFound: data.reason }),
  GettingReady: (lesson, { at }) => ({ gettingReadyAt: lesson.gettingReadyAt ?? at }),
  KindAsked: (_, { at }) => ({ kindAskedAt: at }),
  KindChosen: (lesson, { data }) => ({
    kind: data.kind,
    ...(data.how === "staff" ? { kindBefore: lesson.kind === undefined ? {} : { kind: lesson.kind } } : {}),
    ...(data.once === true ? defined({ kindAhead: lesson.kindAhead ?? lesson.kind }) : {}),
    ...joinsAgain(lesson),
  }),
  KindUndone: (lesson, { data }) => ({
    ...defined({ kind: data.kind }),
    ...joinsAgain(lesson),
  }),
  RegisterSet: (lesson, { data, personal }) => {
    const register = data.pupils.map(
      (id) => personal?.register.find((known) => known.id === id) ?? { id, name: UNNAMED, also: [] },
    );
    return { register, ...defined({ refusals: refusalsIn(lesson, register) }) };
  },
  MeetingStarted: (lesson, { at, data }) => {
    const known = { began: data.teamsAt ?? at, begunBy: data.source };
    // Before the start, or before a press that began it, there may have been no call to join.
    const call: Partial<Lesson> =
      lesson.call.state === "lost" || lesson.call.state === "not joined"
        ? { call: { state: "none", tries: 0 } }
        : {};
    if (lesson.phase === "planned") return { ...known, ...call, phase: "arrival", startedAt: at };
    if (lesson.phase !== "over") return { ...known, ...call };
    // A person opened an ended occurrence again: its doors stay shut, unless it had come to its ordinary end.
    const shut = lesson.end !== undefined && lesson.end.why !== "ordinary";
    return {
      ...known,
      phase: shut ? "shut" : "arrival",
      opened: NOTHING_OPENED,
      lookAgain: { at, why: "cameras off" },
      call: { state: "none", tries: 0 },
    };
  },
  MeetingEndHeard: (_, { data }) => ({ endHeard: data.teamsAt }),
  MeetingEnded: (lesson, { at, data }) => ({
    phase: "over",
    overAt: at,
    ended: data.teamsAt ?? at,
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
    return {
      doors: {
        ...doors,
        ...overtaken(doors, at),
        ...withBefore(doors, at),
        asked: { at, options: data.asked },
      },
      ...defined({ drift: withoutAsked(lesson.drift, data.asked) }),
    };
  },
  OptionsSeen: (lesson, { at, data }) => {
    const { notSet: _notSet, notReadAt: _notReadAt, ...doors } = lesson.doors;
    const coOrganisers = data.coOrganisers ?? doors.seen?.coOrganisers;
    return {
      doors: {
        ...doors,
        seen: {
          at,
          options: data.seen,
          ...defined({ askedAt: data.askedAt }),
          ...startOptionsIn(doors.seen),
          ...startOptionsIn(data),
          ...defined({ coOrganisers }),
        },
        ...defined({ held: heldIn(doors, data.seen) }),
      },
      ...putBack(lesson, data, at),
      coOrganisersSet: lesson.coOrganisersSet || data.coOrganisersSet,
      staff: data.coOrganisersSet ? lesson.staff.map(asCoOrganiser) : lesson.staff,
    };
  },
  OptionsNotSet: (lesson, { at, data }) => ({
    doors: { ...lesson.doors, notSet: { at, reason: data.reason } },
  }),
  OptionsNotAnswered: ({ doors }, { at, data }) => ({
    doors: { ...doors, ...withRequest(doors, data.asked, at) },
  }),
  OptionsNotRead: (lesson, { at }) => ({ doors: { ...lesson.doors, notReadAt: at } }),
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
} satisfies Partial<Evolvers>;
