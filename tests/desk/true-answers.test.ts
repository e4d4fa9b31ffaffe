import { openKeepingDesk } from "../../src/desk/keeping-desk.ts";
import type { FamilyCommand } from "../../src/protocol/families/decide.ts";
import type { KeepingCommand } from "../../src/protocol/keeping/decide.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";
import {
  CONCERNS,
  dsl,
  NOT_THERE,
  REASON,
  type Said,
  type Scene,
  type Tried,
  teacher,
} from "./tried-concerns.ts";

// A "done" that does not depend on what was found is a false one: each press of the school's pages is pressed on what
// is there, on the same again, and on what is not there, or is another school's.

const keeping = ({ day }: Scene) => openKeepingDesk(day);

const KEEPING: { readonly [Does in KeepingCommand["do"] | "erase-child"]: Tried } = {
  hold: {
    first: (scene) => keeping(scene).hold(dsl(scene), { on: "lesson", lesson: scene.lesson }, REASON),
    again: (scene) => keeping(scene).hold(dsl(scene), { on: "lesson", lesson: scene.lesson }, REASON),
    missing: [
      (scene) => keeping(scene).hold(dsl(scene), { on: "lesson", lesson: NOT_THERE }, REASON),
      (scene) => keeping(scene).hold(dsl(scene), { on: "pupil", name: "Amarra Okafor" }, REASON),
    ],
  },
  "lift-hold": {
    before: (scene) => keeping(scene).hold(dsl(scene), { on: "pupil", name: "Amara Okafor" }, REASON),
    first: async (scene) =>
      keeping(scene).lift(dsl(scene), (await keeping(scene).read()).holds[0]?.hold ?? "", REASON),
    again: (scene) => keeping(scene).lift(dsl(scene), NOT_THERE, REASON),
    missing: [(scene) => keeping(scene).lift(dsl(scene), NOT_THERE, REASON)],
  },
  "erase-child": {
    before: ({ day, lesson }) => day.lessons.report(lesson, { report: "meeting-ended" }),
    first: (scene) => keeping(scene).eraseChild(dsl(scene), "Amara Okafor", REASON),
    again: (scene) => keeping(scene).eraseChild(dsl(scene), "Amara Okafor", REASON),
    missing: [(scene) => keeping(scene).eraseChild(dsl(scene), "Amarra Okafor", REASON)],
  },
};

/** A press on a family of the teacher's list, and the same on an adult, a family or a list that is not there. */
const onFamily = (
  press: (adult: string) => Parameters<Day["classes"]["press"]>[3],
  before?: Tried["before"],
): Tried => {
  const run = (scene: Scene, { list = scene.list, family = scene.family, adult = scene.adult }) =>
    scene.day.classes.press(teacher(scene), list, family, press(adult));
  const ofAdult = JSON.stringify(press("a")) !== JSON.stringify(press("b"));
  return {
    ...(before === undefined ? {} : { before }),
    first: (scene) => run(scene, {}),
    again: (scene) => run(scene, {}),
    missing: [
      (scene) => run(scene, { list: NOT_THERE }),
      (scene) => run(scene, { family: NOT_THERE }),
      ...(ofAdult ? [(scene: Scene) => run(scene, { adult: NOT_THERE })] : []),
    ],
  };
};

const withLink: Tried["before"] = ({ day, list, family, adult }) =>
  day.classes.press(day.caller("teacher"), list, family, { do: "make-link", adult, digest: "d" });

const OAK = { name: "5 Oak", pupils: [{ name: "Ada Lane", adults: ["Ms Lane"] }] };

const FAMILIES: { readonly [Does in Exclude<FamilyCommand["do"], "list"> | "keep" | "meet"]: Tried } = {
  "add-adult": onFamily(() => ({ do: "add-adult", name: "Gran" })),
  "make-link": onFamily((adult) => ({ do: "make-link", adult, digest: "d" })),
  sent: onFamily((adult) => ({ do: "sent", adult, how: "ClassDojo" }), withLink),
  revoke: onFamily((adult) => ({ do: "revoke", adult }), withLink),
  "note-answer": onFamily((adult) => ({ do: "note-answer", adult, answer: "given" })),
  "ask-again": onFamily(() => ({ do: "ask-again", on: "2027-01-01" })),
  keep: {
    first: (scene) => scene.day.classes.keep(teacher(scene), OAK),
    again: (scene) => scene.day.classes.keep(teacher(scene), OAK),
    missing: [
      (scene) =>
        scene.day.classes.keep(teacher(scene), {
          class: NOT_THERE,
          name: "5 Oak",
          pupils: [{ name: "Ada Lane", adults: [] }],
        }),
      (scene) =>
        scene.day.classes.keep(teacher(scene), {
          name: "5 Oak",
          pupils: [
            { name: "Ada Lane", adults: [] },
            { name: "ada lane", adults: [] },
          ],
        }),
    ],
  },
  meet: {
    first: (scene) => scene.day.classes.meet(teacher(scene), scene.list, scene.lesson, { weekly: true }),
    again: (scene) => scene.day.classes.meet(teacher(scene), scene.list, scene.lesson, { weekly: true }),
    missing: [
      (scene) => scene.day.classes.meet(teacher(scene), NOT_THERE, scene.lesson, { weekly: true }),
      (scene) => scene.day.classes.meet(teacher(scene), scene.list, NOT_THERE, { weekly: true }),
    ],
  },
};

const signOut = async ({ day }: Scene, person: string, out: boolean): Promise<Said> =>
  day.school.signOut(
    day.caller("head"),
    { person, out },
    await day.people.holders(),
    (await day.people.everyone()).map(({ id }) => id),
  );

const SCHOOL: { readonly [Does in "sign out" | "let in"]: Tried } = {
  "sign out": {
    first: (scene) => signOut(scene, "colleague", true),
    again: (scene) => signOut(scene, "colleague", true),
    missing: [(scene) => signOut(scene, NOT_THERE, true)],
  },
  "let in": {
    before: (scene) => signOut(scene, "colleague", true),
    first: (scene) => signOut(scene, "colleague", false),
    again: (scene) => signOut(scene, "colleague", false),
    missing: [(scene) => signOut(scene, NOT_THERE, false)],
  },
};

let scene: Scene;
/** How often something was recorded; that a person has read a concern is not what they pressed. */
let recorded = 0;

const begin = async (): Promise<Scene> => {
  const day = await openDay();
  recorded = 0;
  day.records.onAppended((_scope, streams) => {
    if (streams.some((one) => !one.startsWith("reads:"))) recorded += 1;
  });
  const lesson = await startedLesson(day, []);
  const kept = await day.classes.keep(day.caller("teacher"), {
    name: "4 Willow",
    pupils: [{ name: "Maya Singh", adults: ["Maya's mum"] }],
  });
  if ("refused" in kept) throw new Error(kept.say);
  const found = await day.classes.view(day.caller("teacher"), kept.class);
  const [first] = found?.families ?? [];
  return {
    day,
    lesson,
    list: kept.class,
    family: first?.family ?? "",
    adult: first?.adults[0]?.adult ?? "",
  };
};

beforeEach(async () => {
  scene = await begin();
});
afterEach(() => scene.day.close());

describe.each([
  ["a concern", CONCERNS],
  ["the record", KEEPING],
  ["a family", FAMILIES],
  ["the school's people", SCHOOL],
])("what a press on %s is answered", (_of, all) => {
  it.each(Object.entries(all as Readonly<Record<string, Tried>>))(
    "%s: done where something was found and done, and otherwise not the same sentence",
    async (_does, { before, first, again, missing }) => {
      await before?.(scene);
      for (const press of missing) {
        const known = recorded;
        const said = await press(scene);
        // "This person is not signed out" is no success either, and says what is so.
        expect("refused" in said ? "refused" : said.say).toMatch(/^refused$|\bnot\b/);
        expect(recorded).toBe(known);
      }
      const known = recorded;
      const done = await first(scene);
      expect(done).not.toHaveProperty("refused");
      expect(recorded).toBeGreaterThan(known);
      if (again === undefined) return;
      const after = recorded;
      // Also where both presses come at once, as those of a double press do.
      const both = await Promise.all([again(scene), again(scene)]);
      expect(both.map(({ say }) => say)).not.toContain(done.say);
      expect(recorded).toBe(after);
    },
  );
});
