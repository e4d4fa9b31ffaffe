import type { Actor, Report, StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { PURPOSES, SCREENSHOT_PURPOSES, STEPS_AFTER } from "../../../src/protocol/lesson/conduct-words.ts";
import { LEAVABLE } from "../../../src/protocol/lesson/hand-changes.ts";
import { type MeetingOptions, NOTHING_OPENED } from "../../../src/protocol/lesson/options.ts";
import type { RosterPerson } from "../../../src/protocol/lesson/person.ts";
import { PLAIN_PRESSES } from "../../../src/protocol/lesson/presses.ts";
import { lastWord } from "../../../src/protocol/lesson/recording-words.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { CANNOT_STAY, EXCEPTIONS, KINDS, NOT_TOLD } from "../../../src/protocol/words.ts";
import { fc } from "../../support/properties.ts";
import { FOUND, MET, Story } from "./story.ts";

/** Names that are used nowhere else: any output that holds one of them holds something personal. */
export const CANARIES = ["Qanaryx", "Zephyrine", "Wolfgrim", "Nightjarre"];
export const STAFF_CANARY = "Mistress Quillfeather";
const TITLE_CANARY = "Phonics with Jabberwock";

const PUPILS = ["p1", "p2", "p3"];
const PEOPLE = ["r1", "r2", "r3", "r4"];
const ACTORS: readonly Actor[] = ["teacher", "assistant"].map((id) => ({ id, name: STAFF_CANARY }));

const LAST = "2026-01-01T00:00:00.000Z";

const pupil = fc.constantFrom(...PUPILS, "p-other");
const person = fc.constantFrom(...PEOPLE, "r-other");
const reason = fc.constantFrom(...EXCEPTIONS);
const name = fc.constantFrom(
  ...CANARIES,
  `${CANARIES[0]}'s mum (Guest)`,
  `${CANARIES[1]} & ${CANARIES[2]}`,
  "",
);

const register = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(...PUPILS), name, also: fc.array(name, { maxLength: 1 }) }),
  { selector: ({ id }) => id, maxLength: 3 },
);

const rosterPerson: fc.Arbitrary<RosterPerson> = fc.oneof(
  fc.record({
    id: fc.constantFrom(...PEOPLE),
    identity: fc.constantFrom("guest", "phone", "application"),
    shown: name,
    place: fc.constantFrom("lobby", "in", "out"),
    cameraOn: fc.boolean(),
    recording: fc.boolean(),
  }),
  fc.record({
    id: fc.constantFrom(...PEOPLE),
    identity: fc.constant("user" as const),
    userId: fc.constantFrom("teacher", "assistant", "cover"),
    shown: name,
    place: fc.constantFrom("lobby", "in", "out"),
  }),
);

/** Of a lesson in Zoom alone (zoom.test.ts). */
const IN_ZOOM = new Set<string>(["begin-by-hand", "over-by-hand"]);

/** Seldom pressed, so that all else is still met. */
const SELDOM = new Set<string>([
  "recording-in-folder",
  "first-copy-deleted",
  "recording-deleted",
  "keep-kind",
  "background-checked",
  "adults-still-there",
]);

/** What staff say of purpose and conduct (S3, B2, B5, B6). */
const conduct: fc.Arbitrary<StaffCommand> = fc.oneof(
  fc.record({
    press: fc.constant("follow-exception" as const),
    pupil,
    reason,
    step: fc.constantFrom(...STEPS_AFTER),
  }),
  fc.record({ press: fc.constant("look-up-home" as const), pupil }),
  // When it was said is chosen where the lesson is known (take).
  fc.constant({ press: "take-back-word" as const, of: LAST }),
  fc.record({ press: fc.constant("agree-room" as const), pupil, agreed: fc.boolean() }),
  fc.constantFrom(...PURPOSES).map((purpose) => ({ press: "choose-purpose" as const, purpose })),
  pupil.map((one) => ({ press: "choose-child" as const, pupil: one })),
  fc.constantFrom(...SCREENSHOT_PURPOSES).map((purpose) => ({
    press: "note-screenshot" as const,
    purpose,
    place: "Staff Drive" as const,
    days: 30 as const,
  })),
  fc.constant({ press: "screenshot-over" as const, of: LAST, how: "deleted" as const }),
);

const press: fc.Arbitrary<StaffCommand> = fc.oneof(
  fc
    .constantFrom(...PLAIN_PRESSES.filter((which) => !SELDOM.has(which) && !IN_ZOOM.has(which)))
    .map((which) => ({ press: which })),
  fc.constantFrom(...KINDS).map((kind) => ({ press: "choose-kind" as const, kind })),
  register.map((pupils) => ({ press: "set-register" as const, source: "csv" as const, register: pupils })),
  pupil.map((one) => ({ press: "check-pupil" as const, pupil: one })),
  fc.record({ press: fc.constantFrom("note-exception", "put-right"), pupil, reason }),
  person.map((one) => ({ press: "remove" as const, person: one })),
  fc.record({
    press: fc.constantFrom("leave-option", "put-option-back"),
    option: fc.constantFrom(...LEAVABLE),
  }),
  fc.constantFrom(...CANNOT_STAY).map((reason) => ({ press: "parent-told" as const, reason })),
  fc.constantFrom(...NOT_TOLD).map((why) => ({ press: "parent-not-told" as const, why })),
  fc.constant({ press: "undo-press" as const, of: LAST }),
  fc.record({
    press: fc.constant("recognise" as const),
    person,
    recognition: fc.oneof(
      fc.record({ as: fc.constant("pupils" as const), pupils: fc.array(pupil, { maxLength: 2 }) }),
      fc.constantFrom({ as: "staff" } as const, { as: "stranger" } as const),
    ),
  }),
);

/** What a class on arrival asks for. */
const ASKED = optionsFor({ kind: "class", phase: "arrival", opened: NOTHING_OPENED }) as MeetingOptions;

const FILED = {
  drive: "d",
  folder: "f",
  named: "Zoom Sessions",
  item: "i",
  size: 1,
  checked: "checksum",
} as const;

const call = fc.constantFrom("c1", "c2");
const report: fc.Arbitrary<Report> = fc.oneof(
  fc.constantFrom<Report>(
    { ...FOUND, title: TITLE_CANARY, staffNames: { teacher: STAFF_CANARY } },
    { ...FOUND, title: TITLE_CANARY, recognise: "all" },
    { report: "meeting-not-found", reason: "404" },
    { report: "meeting-started", source: "event" },
    { report: "meeting-started", source: "panel" },
    { report: "meeting-ended" },
    { report: "options-not-set", reason: "403" },
    { report: "options-not-read" },
    { report: "family-card-not-posted", reason: "403" },
    { report: "checklist-sent", staff: "teacher" },
    { report: "checklist-not-sent", staff: "assistant", reason: "403" },
    { report: "call-not-joined", reason: "403" },
    { report: "family-card-posted", activity: "a1" },
    { report: "end-window-passed" },
    { report: "last-removal-due" },
    { report: "alone-due" },
    { report: "alone-end-due" },
    { report: "options-drifted", asked: ASKED, seen: { ...ASKED, lobbyScope: "everyone" } },
    { report: "options-drifted", asked: ASKED, seen: { ...ASKED, announce: true } },
    { report: "options-seen", asked: ASKED, seen: ASKED, coOrganisersSet: false },
    { report: "progress-sent", staff: "teacher" },
  ),
  fc.record({ report: fc.constantFrom("call-joining", "call-waiting", "call-entered"), call }),
  fc.record({
    report: fc.constant("call-lost" as const),
    call,
    code: fc.constant(0),
    subcode: fc.constant(5000),
  }),
  fc.record({ report: fc.constantFrom("call-left", "call-not-read"), call }),
  fc.record({ report: fc.constantFrom("person-left", "removal-accepted"), person }),
  person.map((one) => ({ report: "removal-refused" as const, person: one, reason: "403" })),
  fc.record({
    report: fc.constant("roster-seen" as const),
    source: fc.constantFrom("events", "call"),
    people: fc.uniqueArray(rosterPerson, { selector: ({ id }) => id, maxLength: 4 }),
    staff: fc.subarray(["teacher", "assistant"]),
    whole: fc.boolean(),
  }),
);

/** What becomes of a recording, seldom enough that all else is still met. */
const filing: fc.Arbitrary<Report> = fc.constantFrom<Report>(
  { report: "recordings-listed", recordings: [{ id: "v1", from: "2026-11-24T10:00:10.000Z" }] },
  { report: "recording-filed", recording: "v1", ...FILED },
  { report: "recording-not-filed", why: "differs" },
  { report: "folder-access-seen", seen: "not shown" },
  { report: "recording-whereabouts", recording: "v1", where: "gone" },
);

export type Step =
  | { readonly wait: number }
  | { readonly by: Actor; readonly press: StaffCommand }
  | { readonly report: Report };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: filing.map((one) => ({ report: one })) },
  {
    weight: 1,
    arbitrary: fc.record({
      by: fc.constantFrom(...ACTORS),
      press: fc
        .constantFrom(...PLAIN_PRESSES.filter((which) => SELDOM.has(which)))
        .map((which) => ({ press: which })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ by: fc.constantFrom(...ACTORS), press: conduct }) },
  { weight: 3, arbitrary: fc.constantFrom(1, 900, 4000, 300_000).map((wait) => ({ wait })) },
  { weight: 12, arbitrary: fc.record({ by: fc.constantFrom(...ACTORS), press }) },
  { weight: 12, arbitrary: report.map((one) => ({ report: one })) },
);

/** Undo means the newest press of the person who presses it. */
export const meant = (
  { lesson }: Story,
  { by, press: pressed }: Extract<Step, { by: Actor }>,
): StaffCommand =>
  pressed.press === "undo-press"
    ? { ...pressed, of: lesson.acts[by.id]?.at ?? LAST }
    : pressed.press === "take-back-word"
      ? { ...pressed, of: (lastWord(lesson, "file") ?? lastWord(lesson, "CPOMS"))?.of ?? LAST }
      : pressed;

export const take = (story: Story, one: Step): void => {
  if ("wait" in one) story.wait(one.wait);
  else if ("press" in one) story.press(meant(story, one), one.by);
  else story.report(one.report);
};

export const play = (steps: readonly Step[]): Story => {
  const story = new Story().after(MET);
  for (const one of steps) take(story, one);
  return story;
};

export const steps = fc.oneof(
  fc.array(step, { maxLength: 25 }),
  fc
    .array(step, { maxLength: 25 })
    .map((rest): readonly Step[] => [
      { report: { ...FOUND, recognise: "all" } },
      { report: { report: "meeting-started", source: "event" } },
      { report: { report: "call-entered", call: "c1" } },
      ...rest,
    ]),
);
