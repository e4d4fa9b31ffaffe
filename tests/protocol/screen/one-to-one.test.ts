import { decideConcern } from "../../../src/protocol/concern/decide.ts";
import { type Concern, evolveConcern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { concernDocument, cpomsText } from "../../../src/protocol/export/concern-document.ts";
import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { isOneToOne } from "../../../src/protocol/lesson/one-to-one.ts";
import { PLAIN_PRESSES } from "../../../src/protocol/lesson/presses.ts";
import { askFace, checklistFace, progressFace, undoneFace } from "../../../src/protocol/screen/card-faces.ts";
import { concernView } from "../../../src/protocol/screen/concern-view.ts";
import { lessonLabel } from "../../../src/protocol/screen/label.ts";
import { concernLine, lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";
import { EXCEPTIONS } from "../../../src/protocol/words.ts";
import { alertCard } from "../../../src/teams/cards/alert-card.ts";
import { familyCard } from "../../../src/teams/cards/family-card.ts";
import type { Links } from "../../../src/teams/cards/links.ts";
import { noticeCard } from "../../../src/teams/cards/notice-card.ts";
import { fc, runs } from "../../support/properties.ts";
import { type Step, take } from "../lesson/steps.ts";
import { FOUND, guest, MET, REGISTER, roster, Story, TEACHER, user } from "../lesson/story.ts";

const AROUND = { timeZone: "Europe/London", phone: "01234 567890" };
const RUNS = 120;

/** Words that only a class, or a group, has. */
const OF_SEVERAL =
  /\b(class|classes|classmates|families|pupils|children|each child|each name|all others|all the others)\b/i;

const oneToOne = (): Story => {
  const story = new Story().after(MET, FOUND);
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "set-register", source: "csv", register: REGISTER.slice(0, 1) });
  return story;
};

const teacher = user("r-teacher", TEACHER);
const family = guest("r-amara", "Amara Okafor (Guest)");
const lists: readonly Step[] = [
  [teacher],
  [family],
  [teacher, family],
  [teacher, { ...family, cameraOn: true, micOn: true }],
  [teacher, family, guest("r-x", "iPad")],
].map((people) => ({ report: roster(...people) }));

const step = fc.constantFrom<Step>(
  ...lists,
  ...PLAIN_PRESSES.filter((press) => press !== "undo-kind").map((press) => ({
    by: TEACHER,
    press: { press },
  })),
  ...EXCEPTIONS.map((reason) => ({
    by: TEACHER,
    press: { press: "note-exception" as const, pupil: "p-amara", reason },
  })),
  { by: TEACHER, press: { press: "check-pupil", pupil: "p-amara" } },
  { wait: 1000 },
  { wait: 20_000 },
  { report: { report: "meeting-started", source: "event" } },
  { report: { report: "call-waiting", call: "c1" } },
  { report: { report: "call-entered", call: "c1" } },
  { report: { report: "call-lost", call: "c1", code: 0, subcode: 1 } },
  { report: { report: "alone-due" } },
  { report: { report: "end-window-passed" } },
  { report: { report: "options-not-set", reason: "403" } },
  { report: { report: "family-card-not-posted", reason: "403" } },
  { report: { report: "meeting-ended" } },
);

/** Every sentence in it; the program's own words (ids, states) are a single word. */
const sentencesIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return value.includes(" ") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sentencesIn) : [];
};

const LINKS = { panel: () => "https://teams.example/panel", record: () => "" } as unknown as Links;

/** The concern that an alert of the lesson begins, as its receivers get it. */
const concernOf = ({ lesson, now }: Story, about: "child" | "adult" | "ended" | "alone"): Concern => {
  const raised = decideConcern(
    NO_CONCERN,
    {
      do: "raise",
      ref: "REF1",
      about,
      lesson: lesson.id,
      label: lessonLabel(lesson, AROUND.timeZone),
      oneToOne: isOneToOne(lesson),
      lessonStaff: [],
      channel: true,
      holders: { dsl: ["dsl"], headteacher: ["head"] },
      by: TEACHER,
    },
    now,
  );
  if ("refused" in raised) throw new Error(raised.say);
  return raised.events.reduce(evolveConcern, NO_CONCERN);
};

/** What a DSL or headteacher reads of it: the card, the page, the exports. */
const received = (story: Story): readonly string[] =>
  [
    lessonDocument(story.lesson, story.events, { ...AROUND, now: story.now, school: "" }),
    ...(["child", "adult", "ended", "alone"] as const).flatMap((about) => {
      const concern = concernOf(story, about);
      const around = { ...AROUND, now: story.now };
      const view = concernView(concern, "recipient", around, "head");
      return [
        alertCard(concern, { ...AROUND, recordUrl: "" }, "head"),
        concernLine(concern, around),
        view,
        concernView(concern, "raiser", around, TEACHER.id),
        lessonView(story.lesson, "organiser", [concern], { ended: concern }, around),
        progressFace(story.lesson, concern, around),
        concernDocument(view, { ...around, school: "" }),
        cpomsText(view, AROUND.timeZone),
      ];
    }),
  ].flatMap(sentencesIn);

const shown = (story: Story): readonly string[] => {
  const { lesson, now } = story;
  const around = {
    ...AROUND,
    now,
    told: { child: "Mrs Shaw, DSL", adult: "Dr Evans, headteacher", ended: "Mrs Shaw, DSL" },
  };
  return [
    lessonView(lesson, "organiser", [], undefined, around),
    checklistFace(lesson, around),
    progressFace(lesson, undefined, around),
    undoneFace(lesson, around),
    ...(lesson.kind === undefined ? [] : [askFace(lesson, around)]),
    ...noticesOf(lesson, AROUND.timeZone).map((one) =>
      noticeCard(noticeFace(lesson, one, AROUND.timeZone), lesson, LINKS),
    ),
  ].flatMap(sentencesIn);
};

/** States that random steps seldom reach. */
const FAR: readonly (readonly Step[])[] = [
  [],
  [
    { report: { report: "meeting-started", source: "event" } },
    { report: { report: "call-entered", call: "c1" } },
  ],
].flatMap((begun) => [
  begun as readonly Step[],
  [
    ...(begun as readonly Step[]),
    ...lists.slice(2, 3),
    ...lists.slice(1, 2),
    { wait: 20_000 },
    { report: { report: "alone-due" } },
  ],
  [
    ...(begun as readonly Step[]),
    ...lists.slice(2, 3),
    { by: TEACHER, press: { press: "end-for-all" } },
    { wait: 4000 },
    { report: { report: "end-window-passed" } },
    ...lists.slice(0, 1),
  ],
]);

it("a one-to-one is never spoken of as a class: every surface, whatever happens and is pressed", () => {
  const wrong = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...FAR), fc.array(step, { maxLength: 12, size: "max" }), (far, steps) => {
      const story = oneToOne();
      for (const one of [...far, ...steps]) {
        const said = "press" in one ? story.press(one.press, one.by) : undefined;
        if (said === undefined) take(story, one);
        for (const text of [...shown(story), ...(said === undefined ? [] : [said.say])])
          if (OF_SEVERAL.test(text)) wrong.add(text);
      }
      for (const text of received(story)) if (OF_SEVERAL.test(text)) wrong.add(text);
    }),
    runs(RUNS),
  );
  expect([...wrong]).toEqual([]);
});

it("its family's card is theirs", () => {
  expect(sentencesIn(familyCard()).filter((one) => OF_SEVERAL.test(one))).toEqual([]);
});
