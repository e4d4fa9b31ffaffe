import type { ButtonName } from "../../src/protocol/lesson/presses.ts";
import type { Offer, UnknownPerson } from "../../src/protocol/screen/unknown-person.ts";
import type {
  ChecklistItem,
  CheckName,
  ConcernLine,
  EndStep,
  LessonView,
  Proof,
  PupilRow,
  Standing,
} from "../../src/protocol/screen/view.ts";
import type { ExceptionReason, How, Kind, Phase } from "../../src/protocol/words.ts";
import type { PanelNews } from "../../src/protocol/work/duty.ts";
import { PANEL } from "./panel-scenes.ts";
import { type Pictured, pictured, type Shows } from "./pictured.ts";
import type { Scene } from "./scene.ts";

const VIEWS: Shows<LessonView> = Object.fromEntries(
  Object.entries<Scene>(PANEL).flatMap(([name, { view }]) => (view === undefined ? [] : [[name, view]])),
);

const proofsOf = (view: LessonView): readonly Proof[] => [
  view.doors,
  view.call,
  view.roster,
  view.familyCard,
  ...(view.quiet === undefined ? [] : [view.quiet]),
  ...(view.end?.steps ?? []).map(({ proof }) => proof),
];

/** What holds something: an empty list is no picture of what can be in it. */
const keysOf = <Shown extends object>(one: Shown): readonly (keyof Shown & string)[] =>
  (Object.keys(one) as (keyof Shown & string)[]).filter((key) => {
    const value: unknown = one[key];
    return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
  });

const lesson = <State extends string>(
  of: string,
  seen: (view: LessonView) => readonly (State | undefined)[],
  states: { readonly [S in State]: true },
): Pictured => pictured(of, VIEWS, seen, states);

export const LESSON: readonly Pictured[] = [
  lesson<keyof LessonView>("Part of the panel", keysOf, {
    blank: true,
    lesson: true,
    version: true,
    now: true,
    kind: true,
    phase: true,
    turn: true,
    standing: true,
    ahead: true,
    parent: true,
    conduct: true,
    recordingTask: true,
    recordingFile: true,
    title: true,
    startsAt: true,
    startedAt: true,
    overAt: true,
    protected: true,
    part: true,
    phone: true,
    counts: true,
    presses: true,
    items: true,
    lead: true,
    card: true,
    well: true,
    undo: true,
    doors: true,
    quiet: true,
    call: true,
    roster: true,
    familyCard: true,
    opened: true,
    unknown: true,
    mayCheck: true,
    pupils: true,
    staffHere: true,
    ordinaryEnd: true,
    end: true,
    concerns: true,
    notices: true,
    left: true,
    notSent: true,
    dueAt: true,
    summary: true,
  }),
  lesson<Phase>("Phase", ({ phase }) => [phase], {
    planned: true,
    arrival: true,
    live: true,
    paused: true,
    shut: true,
    over: true,
  }),
  lesson<Kind>("Kind", ({ kind }) => [kind], {
    class: true,
    group: true,
    "one-to-one": true,
    "not a lesson": true,
  }),
  lesson<Standing["state"]>("State of the lesson", ({ standing }) => [standing.state], {
    asked: true,
    done: true,
    "not done": true,
  }),
  lesson<Proof["state"]>("How far something is done", (view) => proofsOf(view).map(({ state }) => state), {
    none: true,
    asked: true,
    proven: true,
    "not proven": true,
    refused: true,
    "your turn": true,
  }),
  lesson<ButtonName>("Button", ({ presses }) => presses.map(({ press }) => press), {
    "choose-kind": true,
    "undo-kind": true,
    "names-match": true,
    "all-others-fine": true,
    "let-cameras-on": true,
    "let-mics-on": true,
    "cameras-off": true,
    "mics-off": true,
    "parent-stays": true,
    "parent-cannot-stay": true,
    "parent-left": true,
    pause: true,
    resume: true,
    "end-for-all": true,
    "end-lesson": true,
    "undo-end": true,
    "tell-dsl": true,
    "about-adult": true,
    "open-panel": true,
  }),
  lesson<CheckName>("Check", ({ items }) => items.map(({ check }) => check), {
    "adult present": true,
    "family room": true,
    "name shown": true,
  }),
  lesson<ChecklistItem["state"]>("How far a check is", ({ items }) => items.map(({ state }) => state), {
    done: true,
    "your turn": true,
    "not yet": true,
    no: true,
  }),
  lesson<PupilRow["place"]>("Where a pupil is", ({ pupils }) => pupils.map(({ place }) => place), {
    lobby: true,
    in: true,
    out: true,
    "not here": true,
  }),
  lesson<PupilRow["recognised"]>(
    "How a pupil is known",
    ({ pupils }) => pupils.map((one) => one.recognised),
    {
      confirmed: true,
      suggested: true,
      no: true,
    },
  ),
  lesson<How>("How a pupil was checked", ({ pupils }) => pupils.map(({ checked }) => checked?.how), {
    sweep: true,
    each: true,
  }),
  lesson<keyof PupilRow>("Part of a pupil's row", ({ pupils }) => pupils.flatMap(keysOf), {
    pupil: true,
    name: true,
    place: true,
    shown: true,
    recognised: true,
    people: true,
    away: true,
    cameraOff: true,
    devices: true,
    noPermission: true,
    refused: true,
    checked: true,
    back: true,
    oneRoom: true,
    exceptions: true,
  }),
  lesson<ExceptionReason>(
    "What is not right for a pupil",
    ({ pupils }) => pupils.flatMap(({ exceptions }) => exceptions.map(({ reason }) => reason)),
    {
      "no adult seen": true,
      "not a family room": true,
      "name not shown": true,
      dress: true,
      language: true,
      "adult spoke to others": true,
      screenshot: true,
    },
  ),
  lesson<keyof UnknownPerson>(
    "Part of a row of a name to sort out",
    ({ unknown }) => unknown.flatMap(keysOf),
    {
      person: true,
      shown: true,
      place: true,
      offers: true,
      later: true,
      notExpected: true,
      refused: true,
      byHand: true,
      warning: true,
      suggestions: true,
      together: true,
      notHere: true,
    },
  ),
  lesson<Offer>("What can be pressed of a name", ({ unknown }) => unknown.flatMap(({ offers }) => offers), {
    pupil: true,
    stranger: true,
    later: true,
    remove: true,
  }),
  lesson<PanelNews>(
    "What staff are told at once",
    ({ notices = [] }) => notices.flatMap(({ about }) => (about === "planned end" ? [] : [about])),
    {
      alone: true,
      drift: true,
      recording: true,
      unrecorded: true,
      permission: true,
    },
  ),
  lesson<EndStep["step"]>("Step of an end", ({ end }) => (end?.steps ?? []).map(({ step }) => step), {
    doors: true,
    removal: true,
    alert: true,
    leave: true,
  }),
  lesson<ConcernLine["state"]>(
    "State of one's own concern",
    ({ concerns }) => concerns.map(({ state }) => state),
    {
      asked: true,
      told: true,
      seen: true,
      "not told": true,
      undone: true,
    },
  ),
];
