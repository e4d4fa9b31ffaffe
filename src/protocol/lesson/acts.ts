import isEqual from "fast-deep-equal";
import { defined } from "../defined.ts";
import { addMs } from "../time/clock-time.ts";
import type { Act, Acts } from "./act.ts";
import type { LessonEvent } from "./events.ts";
import type { Attendee } from "./person.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";

/** A wrong press is noticed within this time, or put right by the presses of the list. */
const UNDO_MS = 60_000;

/** Which of a press's facts says what the press was, strongest first. */
const RANK = [
  "recognised",
  "put right",
  "checked",
  "followed",
  "noted",
] as const satisfies readonly Act["what"][];

const WHAT = {
  PersonRecognised: "recognised",
  PupilsChecked: "checked",
  ExceptionNoted: "noted",
  ExceptionFollowed: "followed",
  ExceptionPutRight: "put right",
} as const;

/** Larger than what is said of a pupil: the answer to it stands where the press was. */
const LARGER: ReadonlySet<LessonEvent["type"]> = new Set<LessonEvent["type"]>([
  "Paused",
  "Resumed",
  "CamerasLet",
  "MicsLet",
  "EndAsked",
  "EndUndone",
]);

type Acting = Extract<LessonEvent, { type: keyof typeof WHAT }>;

const isActing = (event: LessonEvent): event is Acting => Object.hasOwn(WHAT, event.type);

const pick = ({ recognised, before }: Attendee): Act["people"][string] => defined({ recognised, before });

/** Entries that differ, as they were before. */
const changed = <T, K>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  keep: (one: T) => K,
) =>
  Object.fromEntries(
    Object.keys(after).flatMap((id) => {
      const [old, now] = [before[id], after[id]];
      return old === now ? [] : [[id, old === undefined ? undefined : keep(old)] as const];
    }),
  );

const without = <T>(record: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> => {
  const { [id]: _gone, ...rest } = record;
  return rest;
};

const touches = (act: Act, { pupils, people }: Pick<Act, "pupils" | "people">): boolean =>
  Object.keys(pupils).some((id) => Object.hasOwn(act.pupils, id)) ||
  Object.keys(people).some((id) => Object.hasOwn(act.people, id));

const withAct = (before: Lesson, after: Lesson, { type, at, data }: Acting): Acts => {
  const { by } = data;
  const touched = {
    pupils: changed(before.pupils, after.pupils, (one) => one),
    people: changed(before.people, after.people, pick) as Act["people"],
  };
  // What a colleague has said since about the same pupil or device stays.
  const others = Object.entries(before.acts).filter(([who, act]) => who !== by && !touches(act, touched));
  const mine = before.acts[by];
  const same = mine?.at === at ? mine : undefined;
  const what = RANK.findLast((one) => one === WHAT[type] || one === same?.what) ?? WHAT[type];
  const act: Act = {
    at,
    what,
    ...defined({ reason: "reason" in data ? data.reason : same?.reason }),
    pupils: { ...touched.pupils, ...same?.pupils },
    people: { ...touched.people, ...same?.people },
  };
  return { ...Object.fromEntries(others), [by]: act };
};

/** What was said of a device goes over to the next one of the same name: to take it back is to take back both. */
const carriedTo = (acts: Acts, { people }: Lesson, id: string): Acts => {
  const recognised = people[id]?.recognised;
  if (recognised === undefined) return acts;
  const isFrom = (act: Act): boolean =>
    Object.keys(act.people).some((other) => isEqual(people[other]?.recognised, recognised));
  return Object.fromEntries(
    Object.entries(acts).map(([who, act]) => [
      who,
      isFrom(act) ? { ...act, people: { ...act.people, [id]: {} } } : act,
    ]),
  );
};

/** What each person can take back, after one more event. */
export const actsAfter = (before: Lesson, after: Lesson, event: LessonEvent): Acts => {
  if (isActing(event)) return withAct(before, after, event);
  // A new register has other pupils.
  if (event.type === "RegisterSet") return {};
  if (event.type === "PersonArrived") return carriedTo(before.acts, after, event.data.person);
  if (event.type === "PressUndone") return without(before.acts, event.data.by);
  return LARGER.has(event.type)
    ? Object.fromEntries(Object.entries(before.acts).map(([who, act]) => [who, { ...act, passed: true }]))
    : before.acts;
};

/** This person's last press about pupils or devices, while it can be taken back. */
export const undoableAct = (lesson: Lesson, by: string, now: string): Act | undefined => {
  const act = lesson.acts[by];
  return act !== undefined && isRunning(lesson) && lesson.laterFacts !== true && now < undoUntil(act)
    ? act
    : undefined;
};

export const undoUntil = ({ at }: Act): string => addMs(at, UNDO_MS);

/** Pupils and devices as they were before the press; a device that has changed its name since stays to be settled. */
export const beforeAct = (lesson: Lesson, by: string): Pick<Lesson, "pupils" | "people"> => {
  const { pupils = {}, people = {} } = lesson.acts[by] ?? {};
  const kept = Object.entries({ ...lesson.pupils, ...pupils }).filter(([, state]) => state !== undefined);
  const back = Object.entries(people).flatMap(([id, was]) => {
    const { recognised, before: _before, ...rest } = lesson.people[id] ?? {};
    return recognised === undefined ? [] : [[id, { ...rest, ...was }]];
  });
  return {
    pupils: Object.fromEntries(kept) as Lesson["pupils"],
    people: { ...lesson.people, ...(Object.fromEntries(back) as Lesson["people"]) },
  };
};
