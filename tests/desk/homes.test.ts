import type { HomeDesk } from "../../src/desk/homes.ts";
import { createHomes, type Homes } from "../../src/meeting/homes.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import type { Caller } from "../../src/protocol/who/caller.ts";
import { exportStreams } from "../../src/record/seal/export-streams.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

let practice: PracticeGraph;
let homes: Homes;
let day: Day;
let lesson: string;

beforeAll(async () => {
  practice = await startPracticeGraph();
  homes = createHomes(practice.graph);
});
afterAll(() => practice.stop());
beforeEach(async () => {
  Object.assign(practice.switches, usualSwitches());
  practice.faults.clear();
  day = await openDay();
  const settings = { ...day.school.settings(), phone: "01632 960123" };
  await day.school.change(settings, "admin");
  lesson = await startedLesson(day, []);
  const register = [
    { id: "p-amara", name: "Amara Osei", also: [] },
    { id: "p-none", name: "Nora Elsewhere", also: [] },
  ];
  await day.lessons.press(day.caller("teacher"), lesson, { press: "set-register", source: "csv", register });
});
afterEach(() => day.close());

const NUMBER = "07700 900100";

const raise = async (about: "child" | "adult" = "child", by = "assistant"): Promise<string> => {
  const raised = await day.concerns.raise(day.caller(by), await day.lessons.read(lesson), about);
  if ("refused" in raised) throw new Error(raised.refused);
  const { ref } = raised.concern;
  await day.concerns.addDetail(day.caller(by), ref, { children: ["Amara Osei", "Nora Elsewhere"] });
  return ref;
};
const beside = (
  who: string,
  ref: string,
  of: Parameters<HomeDesk["beside"]>[2] = { child: "Amara Osei" },
  caller: Caller = day.caller(who),
) => day.homes.beside(caller, ref, of, homes);
const inLesson = (who: string, pupil = "p-amara", chosen?: string) =>
  day.homes.inLesson(day.caller(who), lesson, { pupil, ...(chosen === undefined ? {} : { chosen }) }, homes);
const notSeen = (pupil = "p-amara") =>
  day.lessons.press(day.caller("teacher"), lesson, {
    press: "note-exception",
    pupil,
    reason: "no adult seen",
  });
const looksOf = async (ref: string) =>
  (await day.readings.of(await day.concerns.read(ref)))
    .filter(({ surface }) => surface === "home")
    .map(({ by, child }) => [by, child]);
/** All that both stores hold, names and words included. */
const everything = async (): Promise<string> => {
  const lines: string[] = [];
  for (const record of [day.record, day.staffMatters])
    for await (const line of exportStreams(record, { streams: "all", at: day.now() })) lines.push(line);
  return lines.join("\n");
};

describe("beside a concern", () => {
  it("those who were told see number and address; each look is noted with who and for which child", async () => {
    const ref = await raise();
    for (const who of ["dsl", "dsl", "deputy"])
      expect(await beside(who, ref)).toMatchObject({
        say: "Amara Osei, 4 Willow: read from the school directory at 10:00. Lesson Guard does not keep it.",
        contacts: [
          { name: "Ms A Osei", phone: NUMBER },
          { name: "Gran Osei", note: expect.stringContaining("tell them nothing more") },
        ],
        address: "1 Mill Lane, Oakfield, OX1 1AA",
      });
    expect(await looksOf(ref)).toEqual([
      ["dsl", "Amara Osei"],
      ["dsl", "Amara Osei"],
      ["deputy", "Amara Osei"],
    ]);
  });

  it("no number and no address stands anywhere in the record, in an export or on a page of it", async () => {
    const ref = await raise();
    expect(JSON.stringify(await beside("dsl", ref))).toContain(NUMBER);
    await notSeen();
    expect(JSON.stringify(await inLesson("teacher"))).toContain(NUMBER);
    const held = await everything();
    expect(held).toContain("HomeLookedUp");
    const made = await day.exports.make(
      day.caller("dsl"),
      { of: "concern", ref, form: "text" },
      { kind: "cpoms" },
    );
    const texts = [
      held,
      JSON.stringify(made),
      JSON.stringify(await day.readings.of(await day.concerns.read(ref))),
    ];
    for (const text of texts) expect(text).not.toMatch(/07700 9|0 900100|Mill Lane|OX1|Ms A Osei|Gran Osei/);
  });

  it("its raiser, staff of the lesson and everyone else see nothing, and no look is noted", async () => {
    const ref = await raise();
    expect(await beside("assistant", ref)).toMatchObject({ refused: "raiser" });
    for (const who of ["teacher", "colleague", "admin"])
      expect(await beside(who, ref)).toEqual({
        refused: "not-found",
        say: "There is nothing here for you.",
      });
    expect(await beside("dsl", "ZZZ999")).toMatchObject({ refused: "not-found" });
    expect(await beside("dsl", ref, undefined, day.caller("dsl", false))).toMatchObject({
      refused: "directory-away",
    });
    expect(await looksOf(ref)).toEqual([]);
  });

  it("a concern about an adult at school shows no family's number, to the headteacher neither", async () => {
    const ref = await raise("adult");
    expect(await beside("head", ref)).toMatchObject({ refused: "adult" });
    expect(await beside("dsl", ref)).toMatchObject({ refused: "not-found" });
    expect(await looksOf(ref)).toEqual([]);
  });

  it("only of a child that it names", async () => {
    const ref = await raise();
    expect(await beside("dsl", ref, { child: "Oliver Bennett" })).toMatchObject({ refused: "no-pupil" });
    await day.concerns.followUp(day.caller("dsl"), ref, { do: "link-child", child: "Oliver Bennett" });
    expect(await beside("dsl", ref, { child: "Oliver Bennett" })).toHaveProperty("contacts");
    expect(await looksOf(ref)).toEqual([["dsl", "Oliver Bennett"]]);
  });

  it("where two pupils have the name, a person chooses, and no other pupil can be chosen", async () => {
    practice.switches.namesake = true;
    const ref = await raise();
    const given = await beside("dsl", ref);
    expect(given).toMatchObject({
      say: "2 pupils have this name. Choose the right one.",
      pupils: [{ words: "Amara Osei, 4 Willow" }, { words: "Amara Osei, 5 Oak" }],
    });
    expect(given).not.toHaveProperty("contacts");
    const { pupils: [, second] = [] } = given as { readonly pupils?: readonly { readonly pupil: string }[] };
    expect(await beside("dsl", ref, { child: "Amara Osei", pupil: second?.pupil ?? "" })).toMatchObject({
      address: "31 Mill Lane, Oakfield, OX1 1AA",
    });
    const [other] = await homes.pupilsNamed("Oliver Bennett");
    expect(await beside("dsl", ref, { child: "Amara Osei", pupil: other?.id ?? "" })).toHaveProperty(
      "pupils",
    );
  });

  it("says what to do where the directory has nothing, refuses or does not answer", async () => {
    const ref = await raise();
    const office = "If a child is at risk, phone the school office now on 01632 960123.";
    const said = async (child = "Amara Osei", from: Homes | undefined = homes) => {
      const given = await day.homes.beside(day.caller("dsl"), ref, { child }, from);
      expect(Object.keys(given)).toEqual(["say"]);
      return given.say;
    };
    expect(await said("Nora Elsewhere")).toBe(
      `No class in the school directory has a pupil of this name. Check the name, or look in the school’s own list of contacts. ${office}`,
    );
    practice.switches.contacts = false;
    expect(await said()).toBe(
      `The school directory has no number for this pupil. Look in the school’s own list of contacts. ${office}`,
    );
    practice.switches.contacts = true;
    practice.switches.revokedRoles = ["EduRoster.Read.All"];
    expect(await said()).toContain("An administrator can allow it: EduRoster.Read.All.");
    practice.switches.revokedRoles = [];
    for (const operation of ["graph.education.classes", "graph.education.members", "graph.education.user"]) {
      practice.faults.add({ operation, kind: 503 });
      expect(await said()).toBe(
        `The school directory does not answer. Look in the school’s own list of contacts, or press again. ${office}`,
      );
      practice.faults.clear();
    }
    const none = await day.homes.beside(day.caller("dsl"), ref, { child: "Amara Osei" }, undefined);
    expect(none.say).toContain("With several schools, contacts are not read from the directory.");
    // Each was a look, whatever came of it.
    expect(await looksOf(ref)).toHaveLength(7);
  });
});

describe("in a lesson", () => {
  it("staff see it only while “no adult seen” stands for that pupil, and each look is a fact", async () => {
    expect(await inLesson("teacher")).toMatchObject({ refused: "nothing" });
    await notSeen();
    expect(await inLesson("teacher")).toMatchObject({ contacts: [{ phone: NUMBER }, {}] });
    expect(await inLesson("assistant")).toHaveProperty("contacts");
    expect(await inLesson("teacher", "p-none")).toMatchObject({ refused: "nothing" });
    await day.lessons.press(day.caller("teacher"), lesson, { press: "undo-press", of: day.now() });
    expect(await inLesson("teacher")).toMatchObject({ refused: "nothing" });
    const facts = (await everything()).match(/"type":"HomeLookedUp"[^\n]*/g) ?? [];
    expect(facts).toHaveLength(2);
    expect(facts[0]).toMatch(/"by":"teacher".*"pupil":"p-amara".*"why":"no adult seen"/);
  });

  it("is the pupil's whose id the register has from the directory, however many have the name; else the class is said", async () => {
    Object.assign(practice.switches, { namesake: true });
    const both = await homes.pupilsNamed("Amara Osei");
    expect(both).toHaveLength(2);
    for (const { id } of both) {
      const register = [{ id, name: "Amara Osei", also: [] }];
      await day.lessons.press(day.caller("teacher"), lesson, {
        press: "set-register",
        source: "class",
        register,
      });
      await notSeen(id);
      const seen = await inLesson("teacher", id);
      if ("refused" in seen) throw new Error(seen.say);
      expect(seen.address).toBe((await homes.of(id))?.address);
      expect(seen.pupils).toBeUndefined();
    }
    // The id of one who is not in the directory any more, or of another name, decides nothing.
    const gone = [{ id: both[0]?.id ?? "", name: "Nora Elsewhere", also: [] }];
    await day.lessons.press(day.caller("teacher"), lesson, {
      press: "set-register",
      source: "class",
      register: gone,
    });
    await notSeen(both[0]?.id ?? "");
    expect(await inLesson("teacher", both[0]?.id ?? "")).not.toHaveProperty("contacts");
  });

  it("no one without a part in the lesson sees it, a DSL neither, and none once it is over", async () => {
    await notSeen();
    for (const who of ["colleague", "dsl", "head", "admin"])
      expect(await inLesson(who)).toMatchObject({ refused: "not-yours" });
    await day.lessons.report(lesson, { report: "meeting-ended" });
    expect(await inLesson("teacher")).toMatchObject({ refused: "over" });
    expect(await everything()).not.toContain("HomeLookedUp");
  });

  it("of a register that was taken from a class, no name decides", async () => {
    practice.switches.namesake = true;
    const [, second] = await homes.pupilsNamed("Amara Osei");
    const register = [{ id: second?.id ?? "", name: "Amara Osei", also: [] }];
    await day.lessons.press(day.caller("teacher"), lesson, {
      press: "set-register",
      source: "class",
      register,
    });
    await notSeen(second?.id);
    expect(await inLesson("teacher", second?.id)).toMatchObject({
      address: "31 Mill Lane, Oakfield, OX1 1AA",
    });
  });
});
