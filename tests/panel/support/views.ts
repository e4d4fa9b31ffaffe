import type { UnknownPerson } from "../../../src/protocol/screen/unknown-person.ts";
import type {
  ChecklistItem,
  ConcernView,
  LessonView,
  PressButton,
  PupilRow,
} from "../../../src/protocol/screen/view.ts";
import { checklistPart } from "../../../src/teams/cards/lesson-card.ts";

const FIRST = ["Amira", "Ben", "Chloe", "Dylan", "Erin", "Femi", "Grace", "Harri", "Isla", "Jude"];
const LAST = ["Ahmed", "Jones", "Okafor"];

/** Thirty invented pupils. */
export const CLASS_OF_30: readonly PupilRow[] = LAST.flatMap((last, row) =>
  FIRST.map((first, column) => ({
    pupil: `p${row * FIRST.length + column + 1}`,
    name: `${first} ${last}`,
    place: "in" as const,
    shown: [`${first} ${last}`],
    recognised: "confirmed" as const,
    people: [`d${row * FIRST.length + column + 1}`],
    exceptions: [],
  })),
);

export const IPAD: UnknownPerson = {
  person: "x1",
  shown: "iPad",
  place: "lobby",
  offers: ["pupil", "stranger"],
  byHand: "To keep them out: Deny in Teams: People.",
  suggestions: [
    { pupil: "p3", name: "Chloe Ahmed" },
    { pupil: "p7", name: "Grace Ahmed" },
  ],
};

export const IMPOSTOR: UnknownPerson = {
  person: "x2",
  shown: "Mrs Evans",
  place: "in",
  offers: ["pupil", "stranger", "remove"],
  warning: "Shows the name of a member of staff but is not signed in.",
  suggestions: [],
};

const ARRIVAL_PRESSES: readonly PressButton[] = [
  { press: "all-others-fine", title: "All others fine", where: "first" },
  { press: "let-cameras-on", title: "Let cameras on", where: "first" },
  { press: "let-mics-on", title: "Let mics on", where: "first" },
  { press: "pause", title: "Pause", where: "first" },
  { press: "end-for-all", title: "End for all and tell the DSL", where: "first" },
  { press: "tell-dsl", title: "Tell the DSL now", where: "first" },
  { press: "about-adult", title: "Tell the headteacher now", where: "more" },
];

const ITEMS: readonly ChecklistItem[] = [
  {
    check: "adult present",
    title: "A grown-up is with each child",
    state: "not yet",
    words: "0 of 28 seen, cameras are off",
    of: 28,
    done: 0,
    exceptions: 0,
  },
  {
    check: "family room",
    title: "Each child is in a family room",
    state: "not yet",
    words: "0 of 28 seen, 1 not in a family room, cameras are off",
    of: 28,
    done: 0,
    exceptions: 1,
  },
  {
    check: "name shown",
    title: "Each name shown is one we know",
    state: "your turn",
    words: "0 of 28 checked, 1 inside to sort out",
    of: 28,
    done: 0,
    exceptions: 0,
  },
];

const CARD = checklistPart(
  {
    title: "Arrival",
    facts: [],
    quiet: [],
    lines: [],
    turn: 1,
    lead: "First let Lesson Guard in.",
    checks: ITEMS,
    buttons: ARRIVAL_PRESSES,
  },
  { lesson: "lesson-1", card: "checklist", panelUrl: "" },
);

/** Arrival of a class: two unknown, two not here, one exception, the rest in and not checked. */
export const arrivalView = (now: Date = new Date()): LessonView => {
  const pupils = CLASS_OF_30.map((pupil): PupilRow => {
    if (pupil.pupil === "p3" || pupil.pupil === "p7") {
      return { ...pupil, place: "not here", recognised: "no", shown: [], people: [] };
    }
    return pupil.pupil === "p9"
      ? { ...pupil, exceptions: [{ reason: "not a family room", at: now.toISOString() }] }
      : pupil;
  });
  return counted({
    lesson: "lesson-1",
    version: 10,
    turn: 1,
    now: now.toISOString(),
    kind: "class",
    phase: "arrival",
    standing: { state: "done", words: "Arrival" },
    title: "Year 4 maths",
    startsAt: now.toISOString(),
    startedAt: now.toISOString(),
    protected: true,
    part: "organiser",
    phone: "01234 567890",
    counts: { expected: 30, here: 0, checked: 0, exceptions: 0, unknown: 0, waiting: 0 },
    presses: ARRIVAL_PRESSES,
    items: ITEMS,
    ...(CARD === undefined ? {} : { card: CARD }),
    lead: "First let Lesson Guard in.",
    doors: {
      state: "proven",
      sentence: "Lobby on. Families' mics and cameras off. Confirmed 10:28.",
      at: now.toISOString(),
    },
    call: {
      state: "not proven",
      sentence:
        "Lesson Guard is waiting in the lobby: admit Lesson Guard by itself, Admit all leaves it out. Teams labels the real one as a bot or an app. One marked (Guest) or (Unverified) is not it: do not admit it.",
    },
    roster: { state: "proven", sentence: "Teams’ join events are arriving." },
    familyCard: { state: "proven", sentence: "The family checklist is posted." },
    opened: { cameras: false, mics: false },
    unknown: [IPAD, IMPOSTOR],
    mayCheck: true,
    pupils,
    staffHere: [{ person: "t1", name: "Tom Hughes", place: "in", part: "organiser" }],
    concerns: [],
  });
};

/** The same view with the counts its rows have. */
export const counted = (view: LessonView): LessonView => {
  const { pupils, unknown } = view;
  return {
    ...view,
    counts: {
      expected: pupils.length,
      here: pupils.filter(({ place }) => place === "in").length,
      checked: pupils.filter(({ checked }) => checked !== undefined).length,
      exceptions: pupils.filter(({ exceptions }) => exceptions.some((one) => one.putRightAt === undefined))
        .length,
      unknown: unknown.length,
      waiting: unknown.filter(({ place }) => place === "lobby").length,
    },
  };
};

export const concernView = (change: Partial<ConcernView> = {}): ConcernView => {
  const at = new Date().toISOString();
  return {
    ref: "K7Q2",
    about: "child",
    plain: "A concern was raised in a lesson.",
    lesson: "lesson-1",
    lessonLabel: "Year 4 maths",
    raisedAt: at,
    raisedBy: "Tom Hughes",
    you: "raiser",
    youHaveIt: false,
    youMayHandOn: false,
    routeSentence: "This goes to the DSL and the deputy DSL. Nobody else sees it.",
    state: "told",
    deliveries: [{ to: "DSL channel", state: "told", at, sentence: "Sent 10:42." }],
    seen: [],
    details: [],
    timeline: [{ at, sentence: "Raised by Tom Hughes." }],
    ...change,
  };
};
