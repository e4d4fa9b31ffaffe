import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import type { ClassView } from "../../../src/protocol/screen/families-view.ts";
import { unansweredWords } from "../../../src/protocol/screen/unanswered.ts";
import { FOUND, guest, roster, TEACHER, user } from "../../protocol/lesson/story.ts";
import { type Day, openDay, startedLesson } from "../school-day.ts";

let day: Day;
let list: string;

const MINUTE = 60_000;
const PUPILS = [
  { name: "Maya Singh", adults: ["Maya's mum", "Maya's dad"] },
  { name: "Oliver Bennett", adults: ["Mrs Bennett"] },
];

const teacher = () => day.caller("teacher");
const view = async (who = teacher()): Promise<ClassView> => {
  const found = await day.classes.view(who, list);
  if (found === undefined) throw new Error("there is no such list");
  return found;
};
const familyOf = async (child: string) => {
  const found = (await view()).families.find((one) => one.child === child);
  if (found === undefined) throw new Error(`${child} is not on the list`);
  return found;
};
const keep = async (pupils = PUPILS, of?: string, name = "4 Willow") => {
  const kept = await day.classes.keep(teacher(), {
    name,
    pupils,
    ...(of === undefined ? {} : { class: of }),
  });
  if ("refused" in kept) throw new Error(kept.say);
  return kept.class;
};

beforeEach(async () => {
  day = await openDay();
  list = await keep();
});
afterEach(() => day.close());

describe("a list of families", () => {
  it("is seen and changed by the staff who keep it, and is not there for anyone else", async () => {
    const { family, adults } = await familyOf("Maya Singh");
    for (const other of ["colleague", "assistant", "dsl", "head", "admin"]) {
      const caller = day.caller(other);
      expect(await day.classes.list(caller)).toEqual([]);
      expect(await day.classes.view(caller, list)).toBeUndefined();
      const press = { do: "note-answer", adult: adults[0]?.adult ?? "", answer: "given" } as const;
      expect(await day.classes.press(caller, list, family, press)).toMatchObject({ refused: "not-found" });
      expect(await day.classes.keep(caller, { class: list, name: "Mine", pupils: PUPILS })).toMatchObject({
        refused: "not-found",
      });
      expect(await day.classes.meet(caller, list, "any", { weekly: false })).toMatchObject({
        refused: "not-found",
      });
    }
    expect(await day.classes.list(teacher())).toEqual([{ class: list, name: "4 Willow" }]);
  });

  it("reaches no family of another list", async () => {
    const { family } = await familyOf("Maya Singh");
    const other = await keep([{ name: "Ada Lane", adults: ["Mr Lane"] }], undefined, "5 Oak");
    expect(
      await day.classes.press(teacher(), other, family, { do: "add-adult", name: "A stranger" }),
    ).toMatchObject({ refused: "not-found" });
  });

  it("written anew keeps each family's own record, and adds who is new", async () => {
    const before = await familyOf("Maya Singh");
    await keep(
      [
        { name: "maya singh", adults: ["Maya's mum", "Gran"] },
        { name: "Ada Lane", adults: [] },
      ],
      list,
    );
    const { families, name } = await view();
    expect(name).toBe("4 Willow");
    expect(families.map(({ child }) => child)).toEqual(["maya singh", "Ada Lane"]);
    expect(families[0]?.family).toBe(before.family);
    expect(families[0]?.adults.map(({ name: called }) => called)).toEqual([
      "Maya's mum",
      "Maya's dad",
      "Gran",
    ]);
  });

  it("says how many have not answered, to a DSL without a name where the list is not theirs", async () => {
    const dsl = day.caller("dsl");
    const counted = async () => (await day.unanswered(dsl)).find(({ class: id }) => id === list);
    const all = "3 adults of 2 children have not answered yet. For 2 children no adult has answered.";
    expect(unansweredWords(await view())).toBe(all);
    expect(await counted()).toEqual({ class: list, name: "4 Willow", keptBy: ["teacher"], words: all });
    expect(JSON.stringify(await day.unanswered(dsl))).not.toMatch(/Maya|Oliver|Bennett/);
    const [own] = await day.unanswered(teacher());
    expect(own?.text).toContain("Oliver Bennett: Mrs Bennett");
    const { family, adults } = await familyOf("Oliver Bennett");
    const adult = adults[0]?.adult ?? "";
    await day.classes.press(teacher(), list, family, { do: "note-answer", adult, answer: "given" });
    expect((await counted())?.words).toBe(
      "2 adults of 1 child have not answered yet. For 1 child no adult has answered.",
    );
  });

  it("never holds a link: only when it was made, sent and opened, and until when it works", async () => {
    const { family, adults } = await familyOf("Oliver Bennett");
    const adult = adults[0]?.adult ?? "";
    const made = await day.classes.press(teacher(), list, family, { do: "make-link", adult, digest: "d" });
    expect(made).toMatchObject({ link: { expiresAt: "2027-08-31T23:00:00.000Z" } });
    expect((await familyOf("Oliver Bennett")).adults[0]?.link).toEqual({
      state: "works",
      madeAt: day.now(),
      expiresAt: "2027-08-31T23:00:00.000Z",
      wording: "2026-11-30",
      opened: [],
    });
  });
});

describe("a refusal on file", () => {
  /** The class comes to a lesson that is on: a device called Maya waits in its lobby. */
  const lessonOn = async (): Promise<string> => {
    const lesson = await startedLesson(day, []);
    await day.classes.meet(teacher(), list, lesson, { weekly: true });
    const inLobby = guest("r-maya", "Maya Singh (Guest)", "lobby");
    await day.lessons.report(lesson, roster(user("r-teacher", TEACHER), inLobby));
    return lesson;
  };
  const warned = async (lesson: string) =>
    unknownPeople(await day.lessons.read(lesson)).map(({ person, warning }) => [person, warning]);

  it("is heard by the lesson that is on, at once, from the parent's own answer", async () => {
    const lesson = await lessonOn();
    expect(await warned(lesson)).toEqual([]);
    const { family, adults } = await familyOf("Maya Singh");
    const dad = adults[1]?.adult ?? "";
    await day.classes.press(teacher(), list, family, { do: "make-link", adult: dad, digest: "dad" });
    await day.visits.answer(family, "dad", { yes: false }, "home");
    expect(await warned(lesson)).toEqual([["r-maya", expect.stringContaining("permission was refused")]]);
    // He has changed his mind.
    await day.visits.answer(family, "dad", { yes: true }, "home");
    expect(await warned(lesson)).toEqual([]);
  });

  it("that stood before is heard by a lesson as the class is given to it", async () => {
    const { family, adults } = await familyOf("Maya Singh");
    const adult = adults[0]?.adult ?? "";
    await day.classes.press(teacher(), list, family, { do: "note-answer", adult, answer: "refused" });
    expect(await warned(await lessonOn())).toHaveLength(1);
  });

  it("is followed by recorded work: a server that dies right after the answer loses nothing", async () => {
    const lesson = await lessonOn();
    const { family, adults } = await familyOf("Maya Singh");
    const adult = adults[0]?.adult ?? "";
    // Noted by staff, and no one has told the lesson yet.
    await day.classes.press(teacher(), list, family, { do: "note-answer", adult, answer: "refused" });
    expect(await warned(lesson)).toEqual([]);
    const due = await day.records.claimDuties(Date.parse(day.now()), 20, MINUTE, "urgent");
    const follows = due.flatMap(({ work }) => (work.kind === "follow-permission" ? [work.family] : []));
    expect(follows).toEqual([family]);
    await day.refusals.tellAll();
    expect(await warned(lesson)).toHaveLength(1);
  });
});

describe("permission by joining", () => {
  it("is recorded once staff have settled the device, and lifts with nothing but an answer", async () => {
    const lesson = await startedLesson(day, []);
    await day.classes.meet(teacher(), list, lesson, { weekly: true });
    const { family, adults } = await familyOf("Oliver Bennett");
    const adult = adults[0]?.adult ?? "";
    await day.classes.press(teacher(), list, family, { do: "make-link", adult, digest: "d" });
    await day.classes.press(teacher(), list, family, { do: "sent", adult, how: "ClassDojo" });
    const joined = await day.visits.join(family, "d", "home");
    expect(joined).toHaveProperty("way", { in: "Teams", chat: "chat1" });
    await day.lessons.report(
      lesson,
      roster(user("r-teacher", TEACHER), guest("r-oliver", "Oliver Bennett (Guest)")),
    );
    await day.visits.noteJoining(lesson);
    expect((await familyOf("Oliver Bennett")).permission).toBe("not asked");
    const recognition = { as: "pupils", pupils: [family] } as const;
    await day.lessons.press(teacher(), lesson, { press: "recognise", person: "r-oliver", recognition });
    day.wait(MINUTE);
    await day.visits.noteJoining(lesson);
    await day.visits.noteJoining(lesson);
    const { permission, adults: after } = await familyOf("Oliver Bennett");
    expect([permission, after[0]?.toAsk]).toEqual(["implied by joining", true]);
    const facts = await day.record.read(`family:${family}`);
    expect(facts.filter(({ type }) => type === "PermissionImplied")).toHaveLength(1);
    await day.visits.answer(family, "d", { yes: false }, "home");
    expect((await familyOf("Oliver Bennett")).permission).toBe("withdrawn");
  });
});

describe("a child's names that are erased", () => {
  it("go with their family's adults and the places of their links, and the chain stays whole", async () => {
    const { family, adults } = await familyOf("Maya Singh");
    const adult = adults[0]?.adult ?? "";
    await day.classes.press(teacher(), list, family, { do: "make-link", adult, digest: "d" });
    await day.visits.open(family, "d", "a place");
    const erased = await day.keeping.eraseChild(day.caller("dsl"), "maya singh", "Asked by the family");
    expect(erased).toMatchObject({
      say: expect.stringContaining("and with their family's own page and links"),
    });
    const facts = await day.record.read(`family:${family}`);
    expect(JSON.stringify(facts)).not.toMatch(/Maya|\bmum\b|\bdad\b|a place/);
    expect(facts.at(-1)?.type).toBe("PersonalErased");
    expect(await day.record.verifyStream(`family:${family}`)).toMatchObject({ intact: true });
    expect((await view()).families.map(({ child }) => child)).toEqual(["(name erased)", "Oliver Bennett"]);
    // The link still says nothing of anyone else, and names no one.
    expect(await day.visits.open(family, "d", "a place")).not.toHaveProperty("child");
  });

  it("stay while the child is under a legal hold", async () => {
    await day.keeping.hold(
      day.caller("dsl"),
      { on: "pupil", name: "Maya Singh", unnamed: true },
      "A court has asked for it",
    );
    expect(
      await day.keeping.eraseChild(day.caller("dsl"), "Maya Singh", "Asked by the family"),
    ).toMatchObject({
      refused: "held",
    });
    expect((await view()).families[0]?.child).toBe("Maya Singh");
  });
});

describe("a parent's own name", () => {
  it("that staff have settled stands with the family, and in every lesson the list is used for", async () => {
    const lesson = await startedLesson(day, []);
    await day.classes.meet(teacher(), list, lesson, { weekly: true });
    const { family } = await familyOf("Maya Singh");
    await day.lessons.report(
      lesson,
      roster(user("r-teacher", TEACHER), guest("r-x", "Simran Kaur (Guest)"), guest("r-y", "iPad")),
    );
    const recognition = { as: "pupils", pupils: [family] } as const;
    for (const person of ["r-x", "r-y"])
      await day.lessons.press(teacher(), lesson, { press: "recognise", person, recognition });
    await day.visits.noteJoining(lesson);
    await day.visits.noteJoining(lesson);
    await day.classes.meet(teacher(), list, lesson, { weekly: true });
    const { register } = await day.lessons.read(lesson);
    expect(register.find(({ id }) => id === family)?.also).toEqual(["Simran Kaur"]);
  });
});

describe("the export of what is held on a child", () => {
  it("says what each adult answered and when links were used, holds no link, and warns of the other parent", async () => {
    const { family, adults } = await familyOf("Maya Singh");
    const [mum, dad] = adults;
    await day.classes.press(teacher(), list, family, {
      do: "make-link",
      adult: mum?.adult ?? "",
      digest: "digest",
    });
    await day.visits.open(family, "digest", "a place");
    const answer = { do: "note-answer", adult: dad?.adult ?? "", answer: "refused" } as const;
    await day.classes.press(teacher(), list, family, answer);
    const made = await day.exports.make(
      day.caller("dsl"),
      { of: "child", name: "Maya Singh", form: "csv" },
      { kind: "family" },
    );
    if ("refused" in made) throw new Error(made.refused);
    let text = "";
    for await (const part of made.content) text += String(part);
    expect(text).toMatch(/"Maya's dad","refused, /);
    expect(text).toMatch(/"Maya's mum","not asked"/);
    expect(text).toContain("take out the lines of adults who did not ask for it");
    expect(text).not.toMatch(/digest|a place|Oliver/);
  });
});

describe("what a list of families is told", () => {
  it("to ask again is refused for a day that has passed, and for one that is none", async () => {
    const { family } = await familyOf("Maya Singh");
    const ask = (on: string) => day.classes.press(teacher(), list, family, { do: "ask-again", on });
    for (const on of [day.now().slice(0, 10), "2020-01-01", "2027-02-30"])
      expect(await ask(on)).toMatchObject({ refused: "day" });
  });

  it("of where its links lead depends on the meeting", async () => {
    const { id } = await day.lessons.occurrence({ chatId: "chat2", meetingId: "m2" });
    const known = await startedLesson(day, []);
    await day.lessons.report(id, FOUND);
    expect(await day.classes.meet(teacher(), list, id, { weekly: true })).toMatchObject({
      say: expect.stringMatching(/once you have said what kind of lesson it is\.$/),
    });
    expect(await day.classes.meet(teacher(), list, known, { weekly: true })).toMatchObject({
      say: expect.stringMatching(/through their links from now on\.$/),
    });
  });
});
