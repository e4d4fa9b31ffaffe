import { arrange, GROUPS, type Group } from "../../src/panel/arrangement.ts";
import { groupTitle } from "../../src/panel/row-words.ts";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { isEnded } from "../../src/protocol/lesson/running.ts";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../src/protocol/screen/lesson-view.ts";
import { lessonsNow } from "../../src/protocol/screen/lessons-now.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { PANEL } from "../gallery/panel-scenes.ts";
import { play, type Step, steps, take } from "../protocol/lesson/steps.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "../protocol/lesson/story.ts";
import { fc, hasMet, runs } from "../support/properties.ts";

// A person adds up what stands on one screen: figures that do not agree are not believed, and rightly.

const figure = (words: string, before: string): number =>
  Number(new RegExp(`(\\d+) ${before}`).exec(words)?.[1] ?? 0);

const titleOf = (view: LessonView, press: string): string | undefined =>
  view.presses.find((one) => one.press === press)?.title;

const SHOWN = [
  "Amara Okafor",
  "Amara",
  "Ben's mum",
  "iPad",
  "Chidi and Ben",
  "Miss Hart",
  "Amara Okafor (2)",
];

/** A lesson with a register, people who come and go, and all that staff can say of them. */
const inRoom: fc.Arbitrary<Story> = fc
  .array(
    fc.oneof(
      fc
        .array(
          fc.record({ n: fc.nat(6), place: fc.constantFrom("in", "in", "lobby" as const), on: fc.boolean() }),
          {
            maxLength: 6,
          },
        )
        .map((people): Step => {
          const came = new Map(
            people.map(({ n, place, on }) => [n, { ...guest(`r${n}`, SHOWN[n] ?? "", place), cameraOn: on }]),
          );
          return { report: roster(user("r-teacher", TEACHER), ...came.values()) };
        }),
      fc
        .constantFrom<StaffCommand>(
          { press: "let-cameras-on" },
          { press: "all-others-fine" },
          { press: "names-match" },
          { press: "pause" },
          { press: "end-for-all" },
          { press: "check-pupil", pupil: "p-amara" },
          { press: "note-exception", pupil: "p-ben", reason: "no adult seen" },
          { press: "note-exception", pupil: "p-amara", reason: "name not shown" },
          ...[0, 1, 3, 5].flatMap((n): readonly StaffCommand[] => [
            { press: "recognise", person: `r${n}`, recognition: { as: "later" } },
            { press: "recognise", person: `r${n}`, recognition: { as: "stranger" } },
            { press: "recognise", person: `r${n}`, recognition: { as: "pupils", pupils: ["p-amara"] } },
            {
              press: "recognise",
              person: `r${n}`,
              recognition: { as: "pupils", pupils: ["p-ben", "p-chidi"] },
            },
          ]),
        )
        .map((press): Step => ({ by: TEACHER, press })),
    ),
    { maxLength: 14 },
  )
  .map((all) => {
    const story = arrival();
    for (const one of all) take(story, one);
    return story;
  });

/** What does not add up, in words; [] is as it should be. */
const wrongIn = (view: LessonView): readonly string[] => {
  const { counts, pupils, unknown, items } = view;
  const shown = arrange(view);
  const title = (group: Group): string => groupTitle(group, shown, view);
  const inside = pupils.filter(({ place }) => place === "in");
  const isToSort = ({ pupil }: LessonView["pupils"][number]): boolean => shown["to sort out"].includes(pupil);
  const rows = GROUPS.flatMap((group) => shown[group]);
  const wrong: string[] = [];
  const same = (what: string, one: number, other: number): void => {
    if (one !== other) wrong.push(`${what}: ${one}, and ${other}`);
  };
  const within = (what: string, part: number, whole: number): void => {
    if (part > whole) wrong.push(`${what}: ${part} of ${whole}`);
  };
  same("each row stands once", rows.length, new Set(rows).size);
  same("all have a row", rows.length, pupils.length + unknown.length);
  const isRefused = ({ noPermission }: LessonView["pupils"][number]): boolean => noPermission === true;
  // A child for whom permission was refused is not among those who are here, and not among those who are not (P2).
  same("here", counts.here, inside.filter((one) => !isRefused(one)).length);
  same("refused, inside", counts.refused ?? 0, inside.filter(isRefused).length);
  within("here", counts.here, counts.expected);
  within(`“${title("not here")}”`, figure(title("not here"), "not here") + counts.here, counts.expected);
  same("names", counts.unknown, unknown.length);
  within("known, in the lobby", shown.waiting.length, counts.waiting);
  for (const { of, done, exceptions, words } of items) {
    same(`the check “${words}” is of all who are here`, of, counts.here);
    within(`the check “${words}”`, done + exceptions, of);
    if (of > 0) same(`the check “${words}” says how many`, figure(words, `of ${of} `), done);
  }
  if (isEnded(view)) return wrong;
  const sorted = inside.filter(isToSort).length;
  same("here, by group", shown["to check"].length + shown.fine.length + sorted, inside.length);
  same(
    "the register, by group",
    rows.length - shown["to sort out"].length + pupils.filter(isToSort).length,
    pupils.length,
  );
  const sort = title("to sort out");
  if (shown["to sort out"].length > 0)
    same(
      `“${sort}”`,
      [...sort.matchAll(/\d+/g)].reduce((sum, [n]) => sum + Number(n), 0),
      shown["to sort out"].length,
    );
  const sweep = titleOf(view, "all-others-fine");
  if (sweep !== undefined) same(`“${sweep}”`, Number(/all but (\d+)/.exec(sweep)?.[1] ?? 0), sorted);
  const cameras = titleOf(view, "let-cameras-on");
  if (cameras !== undefined)
    within(
      `“${cameras}”`,
      unknown.filter(({ place }) => place === "in").length,
      figure(cameras, "not sorted out"),
    );
  return wrong;
};

/** Of an end: who came in, however they came, and those who did not are the register. */
const wrongInSummary = ({ summary = [], counts }: LessonView): readonly string[] => {
  const value = (label: string): string => summary.find((one) => one.label === label)?.value ?? "";
  const came = Number(/^\d+/.exec(value("Came"))?.[0] ?? 0);
  const arrived = value("Arrived");
  const all = [...arrived.replace(/; .*$/, "").matchAll(/\d+/g)].reduce((sum, [n]) => sum + Number(n), 0);
  return arrived === "" || came > counts.expected || all === counts.expected
    ? []
    : [`“${arrived}” is ${all} of ${counts.expected}`];
};

describe("the figures of one screen add up", () => {
  const views = Object.entries(PANEL).flatMap(([name, scene]) =>
    "view" in scene && scene.view.blank !== true ? [{ name, view: scene.view }] : [],
  );

  it.each(views)("in the gallery's “$name”", ({ view }) => {
    expect([...wrongIn(view), ...wrongInSummary(view)]).toEqual([]);
  });

  it("in whatever lesson, and the card in the chat and the page of the DSL say the same", () => {
    const met = { here: 0, toSort: 0, ended: 0 };
    fc.assert(
      fc.property(fc.oneof(steps.map(play), inRoom), ({ lesson, now }) => {
        const around = { now, timeZone: "Europe/London", phone: "01234 567890", reader: TEACHER.id };
        const view = lessonView(lesson, "organiser", [], undefined, around);
        expect(wrongIn(view)).toEqual([]);
        const { facts, checks } = checklistFace(lesson, around);
        const toSort = facts.find(([name]) => name === "To sort out")?.[1];
        const heading = groupTitle("to sort out", arrange(view), view);
        if (toSort !== undefined) {
          const sum = (words: string) =>
            [...words.matchAll(/\d+/g)].reduce((before, [n]) => before + Number(n), 0);
          expect([heading, sum(toSort)]).toEqual([heading, sum(heading)]);
        }
        if (checks !== undefined)
          expect(checks.map(({ words }) => words)).toEqual(view.items.map(({ words }) => words));
        const [on] = lessonsNow([lesson], { now, timeZone: "Europe/London", join: () => "" });
        if (on !== undefined)
          expect([on.here, on.expected]).toEqual([view.counts.here, view.counts.expected]);
        if (view.counts.here > 0) met.here += 1;
        if (view.counts.unknown > 0) met.toSort += 1;
        if (isEnded(view)) met.ended += 1;
      }),
      runs(400),
    );
    hasMet(() => expect(Object.entries(met).filter(([, many]) => many === 0)).toEqual([]));
  });
});
