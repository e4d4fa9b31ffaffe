import { arrange, GROUPS, openExceptions } from "../../../src/panel/arrangement.ts";
import { groupTitle, pupilWords, unknownLabel } from "../../../src/panel/row-words.ts";
import { isListCurrent } from "../../../src/protocol/lesson/call-list.ts";
import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { decide } from "../../../src/protocol/lesson/decide.ts";
import { differences } from "../../../src/protocol/lesson/options.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { isEnded, isRunning } from "../../../src/protocol/lesson/running.ts";
import { askFace, checklistFace, progressFace } from "../../../src/protocol/screen/card-faces.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { EXCEPTION_STEPS } from "../../../src/protocol/screen/exception-steps.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";
import type { LessonView } from "../../../src/protocol/screen/view.ts";
import { alertCard } from "../../../src/teams/cards/alert-card.ts";
import type { Card } from "../../../src/teams/cards/build.ts";
import { type CardOf, lessonCard } from "../../../src/teams/cards/lesson-card.ts";
import { drawable } from "../../support/drawable.ts";
import { fc, runs } from "../../support/properties.ts";
import { CHANNEL, ConcernStory, raising } from "../concern/story.ts";
import { ASSISTANT, guest, planned, REGISTER, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const PHONE = "01234 567890";
const ZONE = "Europe/London";

/** How Teams behaves: answers, answers late, never answers, answers with something else. */
const MODES = ["well", "slow", "out", "half done"] as const;
type Mode = (typeof MODES)[number];

const PRESSES = [
  "all-others-fine",
  "let-cameras-on",
  "cameras-off",
  "let-mics-on",
  "pause",
  "resume",
  "end-for-all",
  "undo-end",
] as const;
const HAPPENINGS = [
  "start",
  "call in",
  "lobby",
  "call lost",
  "stranger",
  "families back",
  "staff go or come",
  "alone due",
  "recording",
  "note",
  "window",
  "over",
  "raise",
] as const;
const STEPS = [...PRESSES, ...HAPPENINGS] as const;
type Step = (typeof STEPS)[number];

/** One lesson, and what is true of it by what this test itself let happen: it asks no sentence of a screen. */
class World {
  readonly story: Story = planned();
  readonly concern = new ConcernStory(raising("child"));
  readonly alert = new ConcernStory(raising("ended"));
  readonly mode: Mode;
  raised = false;
  stranger = false;
  staffGone = false;
  recording = false;
  /** How often the families' devices have left and come back to the lobby under the same names. */
  back = 0;

  constructor(mode: Mode) {
    this.mode = mode;
  }

  play(step: Step): void {
    const { story } = this;
    story.wait(20);
    switch (step) {
      case "start":
        story.report({ report: "meeting-started", source: "event" });
        break;
      case "call in":
        story.report({ report: "call-entered", call: story.lesson.call.call ?? "c1" });
        break;
      case "lobby":
        story.report({ report: "call-waiting", call: story.lesson.call.call ?? "c1" });
        break;
      case "call lost":
        story.report({
          report: "call-lost",
          ...(story.lesson.call.call === undefined ? {} : { call: story.lesson.call.call }),
          code: 0,
          subcode: 1,
        });
        break;
      case "stranger":
        this.stranger = !this.stranger;
        break;
      case "families back":
        this.back += 1;
        break;
      case "staff go or come":
        this.staffGone = !this.staffGone;
        break;
      case "alone due":
        story.wait(20_000).report({ report: "alone-due" });
        break;
      case "recording":
        this.recording = !this.recording;
        break;
      case "note":
        story.press({ press: "note-exception", pupil: "p-amara", reason: "no adult seen" });
        break;
      case "window":
        story.wait(4000).report({ report: "end-window-passed" });
        break;
      case "over":
        story.report({ report: "meeting-ended" });
        break;
      case "raise":
        this.raised = true;
        break;
      case "all-others-fine":
      case "let-cameras-on":
      case "let-mics-on":
      case "cameras-off":
      case "pause":
      case "resume":
      case "end-for-all":
      case "undo-end":
        story.press({ press: step });
    }
  }

  /** What Teams then says in this mode; `look` is called wherever a person may look. */
  answer(look: () => void): void {
    const { story, mode } = this;
    look();
    if (mode === "out") {
      story.wait(6000);
      look();
      return;
    }
    if (mode === "slow") {
      story.wait(2500);
      look();
    }
    const asked = story.lesson.doors.asked?.options;
    if (asked !== undefined) {
      const seen = mode === "half done" ? { ...asked, lobbyScope: "everyone" as const } : asked;
      story.wait(20).report({ report: "options-seen", asked, seen, coOrganisersSet: false });
      look();
    }
    if (story.lesson.call.state === "in" && story.lesson.phase !== "over") {
      story.wait(20).report(roster(...this.inside()));
      look();
      if (mode !== "half done") {
        story.wait(20).report(roster(...this.inside()));
        look();
      }
    }
    if (mode === "half done")
      for (const one of Object.values(story.lesson.people))
        if (one.removal === "asked")
          story.report({ report: "removal-refused", person: one.id, reason: "403" });
    if (mode !== "half done" && this.concern.concern.deliveries.every(({ state }) => state === "asked")) {
      this.concern.take({ do: "told", target: CHANNEL });
      this.alert.take({ do: "told", target: CHANNEL });
    }
    look();
  }

  /** Who is inside: removed people leave where Teams obeys; cameras stay on where it only says so. */
  inside(): readonly RosterPerson[] {
    const { lesson } = this.story;
    const loud = this.mode === "half done" || lesson.opened.cameras;
    const [place, again] = this.back > 0 ? (["lobby", `-${this.back}`] as const) : (["in", ""] as const);
    const families = [
      guest(`r-amara${again}`, "Amara Okafor", place),
      guest(`r-ben${again}`, "Ben Price", place),
    ]
      .map((one) => ({ ...one, cameraOn: loud && lesson.phase !== "shut" && place === "in" }))
      .concat(this.stranger ? [{ ...guest("r-x", "xx_dark_xx"), cameraOn: false }] : []);
    const goes = (one: RosterPerson): boolean =>
      this.mode !== "half done" && lesson.people[one.id]?.removal !== undefined;
    const staff = this.staffGone ? [] : [user("r-teacher", TEACHER), user("r-assistant", ASSISTANT)];
    const recorder = this.recording && !this.staffGone ? { recording: true } : {};
    return [...staff.map((one) => ({ ...one, ...recorder })), ...families].filter((one) => !goes(one));
  }
}

const textsOf = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

type Surface = { readonly name: string; readonly texts: readonly string[] };
type Shown = {
  readonly view: LessonView;
  readonly cards: readonly Card[];
  readonly surfaces: readonly Surface[];
};

/** The panel's rows under their headings, in the panel's own words. */
const registerTexts = (view: LessonView): readonly string[] => {
  const rows = arrange(view);
  return [
    ...GROUPS.filter((group) => rows[group].length > 0).map((group) => groupTitle(group, rows, view)),
    ...view.pupils.flatMap((pupil) => [
      pupilWords(pupil, isEnded(view)),
      ...(isEnded(view) ? [] : openExceptions(pupil).map(({ reason }) => EXCEPTION_STEPS[reason])),
    ]),
    ...view.unknown.flatMap((one) => [
      ...(one.offers.length === 0 ? [] : [unknownLabel(one)]),
      ...textsOf([one.suggestions, one.notHere, one.warning, one.byHand]),
    ]),
  ];
};

const show = (world: World): Shown => {
  const { story, concern, alert } = world;
  const { lesson, now } = story;
  const around = { now, timeZone: ZONE, phone: PHONE };
  const raised = world.raised ? [concern.concern] : [];
  const view = lessonView(lesson, "organiser", raised, { ended: alert.concern }, around);
  const of = (card: CardOf) => ({ lesson: lesson.id, card, panelUrl: "https://teams.example/panel" });
  const checklist = lessonCard(checklistFace(lesson, around), of("checklist"));
  const end = lesson.end;
  const progress =
    end === undefined ? [] : [lessonCard(progressFace(lesson, alert.concern, around), of("progress"))];
  const told = alertCard(concern.concern, {
    timeZone: ZONE,
    phone: PHONE,
    recordUrl: "https://teams.example/record",
  });
  const news = noticesOf(lesson, ZONE).map((notice) => noticeFace(lesson, notice, ZONE));
  const { pupils: _p, unknown: _u, staffHere: _s, title: _t, quiet: _q, ...spoken } = view;
  return {
    view,
    cards: [checklist, ...progress, told],
    surfaces: [
      {
        name: "panel",
        texts: [...textsOf(spoken), ...(view.quiet === undefined ? [] : [view.quiet.sentence])],
      },
      { name: "register", texts: registerTexts(view) },
      { name: "messages", texts: textsOf(news) },
      { name: "question card", texts: textsOf(askFace(lesson, around)) },
      { name: "checklist card", texts: textsOf(checklist) },
      { name: "progress card", texts: textsOf(progress) },
      { name: "alert card", texts: textsOf(told) },
      { name: "concern", texts: textsOf(concernView(concern.concern, "raiser", around)) },
    ],
  };
};

const asAsked = ({ story }: World): boolean => {
  const { asked, seen } = story.lesson.doors;
  return (
    asked !== undefined &&
    seen !== undefined &&
    seen.at >= asked.at &&
    differences(asked.options, seen.options).length === 0
  );
};
const isInCall = ({ story }: World): boolean => story.lesson.call.state === "in";
/** By the last list since the asking: only staff send what is not allowed. */
const isSilent = ({ story }: World): boolean => {
  const { lesson, events } = story;
  const looked = events.findLast(({ type }) => type === "SendingSeen");
  return (
    looked?.type === "SendingSeen" &&
    looked.at >= (lesson.doors.asked?.at ?? "") &&
    [...looked.data.cameras, ...looked.data.mics].every((id) => lesson.people[id]?.place !== "in")
  );
};
const isEmptyOfFamilies = (world: World): boolean => {
  const { lesson } = world.story;
  return (
    isInCall(world) &&
    Object.values(lesson.people).every((one) => one.source !== "call" || one.place !== "in" || one.staff)
  );
};

/** By the last list: families inside, in a lesson that is on, and no member of staff. */
const isAlone = (world: World): boolean => {
  const { lesson } = world.story;
  const there = Object.values(lesson.people).filter(
    ({ source, place }) => source === "call" && place === "in",
  );
  return isRunning(lesson) && isListCurrent(lesson) && there.length > 0 && there.every((one) => !one.staff);
};
/** Seen by the last list, in a lesson that is not over. */
const isRecorded = ({ story: { lesson } }: World): boolean =>
  lesson.phase !== "over" && lesson.recordings.some(({ overAt }) => overAt === undefined);

/** A word, and what must be true where it is shown. */
const PROOFS: readonly (readonly [RegExp, (world: World) => boolean])[] = [
  [
    /\bpaused \d\d:\d\d/i,
    (world) => asAsked(world) && isSilent(world) && world.story.lesson.phase === "paused",
  ],
  [/\bdoors shut \d\d:\d\d/i, asAsked],
  [/\bover \d\d:\d\d/i, ({ story }) => story.count("MeetingEnded") > 0],
  [/Confirmed \d\d:\d\d/, asAsked],
  [
    /All (families'|the family's) (cameras|mics|cameras and mics) are off/,
    (world) => asAsked(world) && isSilent(world),
  ],
  [/All families have left/, isEmptyOfFamilies],
  [/has been in the call since/, isInCall],
  [/will be removed/, isInCall],
  [
    /Press Undo/,
    ({ story: { lesson, now } }) => lesson.end?.beganAt === undefined && now < (lesson.end?.undoUntil ?? ""),
  ],
  [
    /(was told at|Told \d\d:\d\d|[Ss]ent to the DSL channel)/,
    ({ concern }) => concern.concern.deliveries.some(({ state }) => state === "told"),
  ],
  [/Teams reports that the meeting ended/, ({ story }) => story.count("MeetingEnded") > 0],
  [/Pausing…/i, ({ story }) => story.lesson.phase === "paused"],
  [/Shutting…/i, ({ story }) => story.lesson.phase === "shut"],
  [/not in the call and cannot/, (world) => !isInCall(world)],
  [/Lesson Guard is waiting in the lobby/, ({ story }) => story.lesson.call.state === "waiting"],
];

/** What asks a person to check, recognise or look: never said once the lesson has been ended (S1, B5, C4, C6). */
const TO_DO =
  /look again|look at|to (check|sort out)|adult not seen yet|checked yet|count for|who is “|not here yet|choose a pupil|all (others )?fine|names? match|let cameras on|let mics on|ask (for|them|every)|postpone|read it aloud|the register|admit lesson guard|take the/i;

/** The same few thousand texts are met two million times. */
const once = <T>(look: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const found = look(text);
    known.set(text, found);
    return found;
  };
};
const proofsOf = once((text) => PROOFS.filter(([word]) => word.test(text)).map(([, holds]) => holds));
const isToDo = once((text) => TO_DO.test(text));

const figures = { states: 0, sentences: 0, presses: 0, violations: 0 };
const seenStates = new Set<string>();

/** Every violation, in words; none where all is well. */
const wrongIn = (world: World): readonly string[] => {
  const { story } = world;
  const { lesson, now } = story;
  const { view, cards, surfaces } = show(world);
  figures.states += 1;
  seenStates.add(
    JSON.stringify([
      world.mode,
      lesson.phase,
      lesson.call.state,
      view.standing,
      view.doors.state,
      view.quiet?.state,
      view.end?.began,
      view.end?.steps.map(({ proof }) => proof.state),
      lesson.opened,
    ]),
  );
  const wrong: string[] = [];
  for (const { name, texts } of surfaces)
    for (const text of texts) {
      figures.sentences += 1;
      for (const holds of proofsOf(text))
        if (!holds(world)) wrong.push(`${name}: "${text}" without its proof`);
    }
  if (view.well !== undefined && (isAlone(world) || isRecorded(world)))
    wrong.push(`"Protected. ${view.well}" while pupils are alone or the lesson is recorded`);
  if (isAlone(world) && lesson.alone === undefined) wrong.push("pupils are without staff, and it is no fact");
  if (lesson.alone?.told !== undefined && lesson.alone.over === undefined)
    if (view.notices?.[0]?.about !== "alone") wrong.push("pupils are without staff, and it is not said");
  if (isRecorded(world) && !view.notices?.some(({ about }) => about === "recording"))
    wrong.push("the lesson is recorded, and it is not said");
  for (const text of surfaces.find(({ name }) => name === "register")?.texts ?? [])
    if (/^[,.]|,$|, ,/.test(text)) wrong.push(`a row begins or ends with nothing: "${text}"`);
  if (isEnded(lesson)) {
    if (view.items.length > 0 || view.lead !== undefined || view.mayCheck)
      wrong.push("checks are asked for though the lesson has been ended");
    for (const { name, texts } of surfaces)
      for (const text of texts)
        if (isToDo(text)) wrong.push(`${name}: "${text}" though the lesson has been ended`);
  }
  const isRefused = (staff: StaffCommand): boolean => {
    figures.presses += 1;
    const around = { ...story.around, now };
    return "refused" in decide(lesson, { by: TEACHER, staff }, around);
  };
  const offered = new Set<string>([
    ...view.presses.map(({ press }) => press),
    ...cards.flatMap(({ card }) =>
      ((card as { actions?: { verb?: string }[] }).actions ?? []).flatMap(({ verb }) => verb ?? []),
    ),
  ]);
  for (const press of PRESSES)
    if (offered.has(press) && isRefused({ press })) wrong.push(`${press} is offered and refused`);
  for (const { person, offers } of view.unknown)
    for (const offer of offers) {
      const command: StaffCommand =
        offer === "remove"
          ? { press: "remove", person }
          : {
              press: "recognise",
              person,
              recognition: offer === "pupil" ? { as: "pupils", pupils: ["p-amara"] } : { as: "stranger" },
            };
      if (isRefused(command)) wrong.push(`${offer} is offered and refused`);
    }
  if (view.mayCheck && isRefused({ press: "check-pupil", pupil: "p-amara" }))
    wrong.push("a check is refused");
  if (lesson.end !== undefined && lesson.phase !== "over") wrong.push(...wrongEnding(world, view));
  for (const card of cards) {
    const trouble = drawable(card.card);
    if (trouble !== undefined) wrong.push(`Teams cannot draw a card: ${trouble}`);
    const text = JSON.stringify(card);
    for (const { name } of REGISTER) if (text.includes(name)) wrong.push(`a card names ${name}`);
  }
  return wrong;
};

const wrongEnding = ({ story, mode }: World, { end }: LessonView): readonly string[] => {
  const wrong: string[] = [];
  if (end === undefined || end.instruction === "") return ["the ending is not in view"];
  if ((end.instruction.match(/\bpress /gi) ?? []).length !== 1)
    wrong.push(`not one instruction: ${end.instruction}`);
  for (const { proof } of end.steps)
    if (/\bpress /i.test(proof.sentence)) wrong.push(`a second instruction: ${proof.sentence}`);
  const { beganAt } = story.lesson.end ?? {};
  if (mode === "out" && beganAt !== undefined && Date.parse(story.now) - Date.parse(beganAt) >= 5000)
    if (!end.instruction.includes(PHONE)) wrong.push(`silent for 5 s and no telephone: ${end.instruction}`);
  return wrong;
};

/** @param opening is played first; only what follows is checked */
const walk = (mode: Mode, opening: readonly Step[], steps: readonly Step[]): void => {
  const world = new World(mode);
  for (const step of opening) {
    world.play(step);
    world.answer(() => undefined);
  }
  const look = (): void => {
    const wrong = wrongIn(world);
    figures.violations += wrong.length;
    if (wrong.length > 0) throw new Error(`${[...opening, ...steps].join(", ")}: ${wrong.join("; ")}`);
  };
  for (const step of steps) {
    world.play(step);
    world.answer(look);
  }
};

const OPENINGS: readonly (readonly Step[])[] = [
  [],
  ["start"],
  ["start", "lobby"],
  ["start", "call in"],
  ["start", "call in", "let-cameras-on"],
  ["start", "call in", "pause"],
  ["start", "call in", "staff go or come", "alone due"],
  ["start", "call in", "recording"],
  ["start", "call in", "let-cameras-on", "all-others-fine", "families back", "end-for-all", "window"],
  ["start", "call in", "let-cameras-on", "all-others-fine", "note", "stranger", "end-for-all", "window"],
  ["start", "call in", "end-for-all", "window"],
];

describe("whatever is pressed, and however Teams answers, no surface says what is not so", () => {
  it.each(MODES)("every step from every opening, and every two in the lesson: %s", (mode) => {
    for (const opening of OPENINGS) for (const one of STEPS) walk(mode, opening, [one]);
    for (const one of STEPS)
      for (const other of ["pause", "end-for-all", "window", "call lost", "undo-end", "over"] as const)
        walk(mode, ["start", "call in"], [one, other]);
  });

  it.each(MODES)("nor after a long walk at random: %s", (mode) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 12 }), (steps) =>
        walk(mode, ["start"], steps),
      ),
      runs(15),
    );
  });

  afterAll(() => {
    process.stdout.write(
      `walk: ${figures.states} looks at ${seenStates.size} different states, ${figures.sentences} sentences, ${figures.presses} offered presses tried, ${figures.violations} violations\n`,
    );
  });
});
