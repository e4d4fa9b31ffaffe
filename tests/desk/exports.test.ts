import { join } from "node:path";
import { openConcernDesk, type Words } from "../../src/desk/concern-desk.ts";
import { openExpiries } from "../../src/desk/expiry.ts";
import type { MadeFile, Wanted } from "../../src/desk/export/wanted.ts";
import { type ExportDesk, openExportDesk } from "../../src/desk/export-desk.ts";
import { noteRestore } from "../../src/record/copy/note-restore.ts";
import { writePdf } from "../../src/record/export/pdf.ts";
import { concernStream, keepingStream, lessonStream } from "../../src/record/log/streams.ts";
import type { SchoolRecord } from "../../src/record/school-record.ts";
import { checkExport } from "../../src/record/seal/check/check-export.ts";
import { openSealer } from "../../src/record/seal/sealer.ts";
import { AT, guest } from "../protocol/lesson/story.ts";
import { newKey } from "../record/seal/sealed-record.ts";
import { type Day, openDay, startedLesson } from "./school-day.ts";

const PURPOSE = { kind: "safeguarding", words: "Asked by the trust" } as const;
const PERIOD = { from: "2026-11-24", to: "2026-11-24" } as const;

const textOf = async ({ content }: MadeFile): Promise<string> => {
  if (typeof content === "string") return content;
  if (Buffer.isBuffer(content)) return content.toString("latin1");
  const lines: string[] = [];
  for await (const line of content) lines.push(line);
  return lines.join("\n");
};

describe("taking something out of the record", () => {
  let day: Day;
  let exports: ExportDesk;
  let lesson: string;
  let child: string;
  let adult: string;

  beforeAll(async () => {
    day = await openDay();
    const now = () => AT;
    const fonts = join(process.cwd(), "node_modules/dejavu-fonts-ttf/ttf");
    exports = openExportDesk({ ...day, now, print: (document) => writePdf(document, fonts) });
    lesson = await startedLesson(day);
    const raise = async (by: string, about: "child" | "adult", who: string) => {
      const answer = await day.concerns.raise(day.caller(by), await day.lessons.read(lesson), about);
      if ("refused" in answer) throw new Error(answer.say);
      await day.concerns.addDetail(day.caller(by), answer.concern.ref, { who, words: `${about} words` });
      return answer.concern.ref;
    };
    child = await raise("teacher", "child", "Amara Okafor");
    adult = await raise("assistant", "adult", "Amara Okafor was there");
    const key = newKey();
    for (const record of [day.record, day.staffMatters])
      await openSealer({ record, key, now }).seal(() => []);
  });
  afterAll(() => day.close());

  const make = async (person: string, wanted: Wanted, fresh = true) =>
    exports.make(day.caller(person, fresh), wanted, PURPOSE);
  const made = async (person: string, wanted: Wanted): Promise<MadeFile> => {
    const answer = await make(person, wanted);
    if ("refused" in answer) throw new Error(answer.say);
    return answer;
  };
  const refusedFor = (answer: Awaited<ReturnType<typeof make>>) =>
    "refused" in answer ? answer.refused : "made";

  const EACH: readonly Wanted[] = [
    { of: "lesson", lesson: "", form: "csv" },
    { of: "child", name: "Amara Okafor", form: "csv" },
    { of: "sample", ...PERIOD, lessons: 3, form: "csv" },
    { of: "record", ...PERIOD, form: "sealed" },
  ];

  it.each(EACH.map((wanted) => [wanted.of, wanted] as const))(
    "is for the DSL and the headteacher alone: %s",
    async (_, wanted) => {
      const asked = wanted.of === "lesson" ? { ...wanted, lesson } : wanted;
      const before = (await day.record.read(keepingStream("school"))).length;
      for (const other of ["teacher", "assistant", "colleague", "admin", "stranger"])
        expect(refusedFor(await make(other, asked))).toBe("not-for-you");
      expect(refusedFor(await make("dsl", asked, false))).toBe("not-for-you");
      expect((await day.record.read(keepingStream("school"))).length).toBe(before);
      expect(refusedFor(await make("dsl", asked))).toBe("made");
      expect(refusedFor(await make("head", asked))).toBe("made");
      expect((await day.record.read(keepingStream("school"))).length).toBe(before + 2);
    },
  );

  it("of a concern is for its recipients, and for everyone else as if there were none", async () => {
    const wanted = (ref: string) => ({ of: "concern", ref, form: "text" }) as const;
    for (const other of ["teacher", "colleague", "admin", "head"])
      expect(refusedFor(await make(other, wanted(child)))).toBe("not-found");
    for (const other of ["assistant", "dsl", "deputy", "teacher", "admin"])
      expect(refusedFor(await make(other, wanted(adult)))).toBe("not-found");
    expect(await make("dsl", wanted(adult))).toEqual(await make("dsl", wanted("ZZZZZZ")));
    expect(await textOf(await made("dsl", wanted(child)))).toContain("Who: Amara Okafor");
    expect(await textOf(await made("head", wanted(adult)))).toContain("adult words");
  });

  it("of a concern that is not theirs asks the record no more than of none at all", async () => {
    let asked: string[] = [];
    const watched = (name: string, record: SchoolRecord): SchoolRecord =>
      new Proxy(record, {
        get: (of, what: keyof SchoolRecord) => {
          asked.push(`${name}.${what}`);
          return of[what];
        },
      });
    const stores = {
      record: watched("record", day.record),
      staffMatters: watched("staff matters", day.staffMatters),
    };
    const { now } = day;
    const concerns = openConcernDesk({ ...day, ...stores });
    const watching = openExportDesk({ ...day, ...stores, concerns, now, print: async () => Buffer.alloc(0) });
    const askedBy = async (person: string, ref: string): Promise<readonly string[]> => {
      asked = [];
      await watching.make(day.caller(person), { of: "concern", ref, form: "text" }, PURPOSE);
      return asked;
    };
    for (const [person, ref] of [
      ["dsl", adult],
      ["colleague", adult],
      ["colleague", child],
      ["admin", child],
    ] as const)
      for (const one of [ref, "ZZZZZZ"])
        expect([person, await askedBy(person, one)]).toEqual([
          person,
          ["record.isConcernOf", "staff matters.isConcernOf", "record.addCount"],
        ]);
    expect(await askedBy("dsl", child)).toContain("record.append");
  });

  it("is recorded where those who may read it see it, and no one else", async () => {
    await made("dsl", { of: "concern", ref: child, form: "pdf" });
    const facts = await day.record.read(concernStream(child));
    expect(facts.at(-1)).toMatchObject({
      type: "ConcernExported",
      data: { by: "dsl", form: "pdf", purpose: "safeguarding" },
      personal: { byName: "Name of dsl", words: "Asked by the trust" },
    });
    await made("dsl", { of: "lesson", lesson, form: "pdf" });
    // The lesson's own stream says nothing: its staff do not learn that a person looks into it.
    expect((await day.record.read(lessonStream(lesson))).map(({ type }) => type)).not.toContain("ExportMade");
    const [last] = (await exports.kept()).made;
    expect(last).toMatchObject({ of: "lesson", lesson, by: "dsl", words: "Asked by the trust" });
    expect((await exports.lessons(PERIOD.from, PERIOD.to)).map(({ id }) => id)).toEqual([lesson]);
  });

  it("never puts a matter about staff into what a child's family or an inspector gets", async () => {
    for (const person of ["dsl", "head"]) {
      for (const wanted of EACH.slice(1)) {
        const text = await textOf(await made(person, wanted));
        expect(text).not.toContain(adult);
        expect(text).not.toContain("adult words");
      }
    }
    const dsl = await textOf(await made("dsl", EACH[1] as Wanted));
    expect(dsl).toContain("child words");
    // The headteacher has not been told of this concern: it is not part of their export.
    expect(await textOf(await made("head", EACH[1] as Wanted))).not.toContain("child words");
  });

  it("names the file by its kind and day alone", async () => {
    for (const wanted of EACH.slice(1))
      expect((await made("dsl", wanted)).name).toMatch(
        /^(one-child|inspection-sample|sealed-record)-2026-11-24\.(csv|jsonl)$/,
      );
  });

  it("says that there is nothing for an unknown child, and records nothing", async () => {
    const before = (await day.record.read(keepingStream("school"))).length;
    expect(refusedFor(await make("dsl", { of: "child", name: "Nobody Here", form: "pdf" }))).toBe("nothing");
    expect((await day.record.read(keepingStream("school"))).length).toBe(before);
  });

  it.each([
    ["dsl", (): Wanted => ({ of: "lesson", lesson, form: "sealed" })],
    ["dsl", (): Wanted => ({ of: "record", ...PERIOD, form: "sealed" })],
    ["head", (): Wanted => ({ of: "concern", ref: adult, form: "sealed" })],
  ])("a sealed export passes the check of a stranger (%s, %#)", async (person, wanted) => {
    const text = await textOf(await made(person, wanted()));
    const findings = checkExport(Buffer.from(text), undefined);
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.map(({ say }) => say).join("\n")).toContain("each leading to its seal");
  });

  // The last test here: what it notes is in every export that follows.
  it("says on the page and in each document that the record was restored, and which time is missing", async () => {
    const witness = { known: () => undefined };
    const restored = {
      at: "2026-11-24T12:40:00.000Z",
      of: "2026-11-24T10:15:00.000Z",
      witness,
      version: "1",
    };
    await noteRestore(day.records, { ...restored, until: "2026-11-24T12:31:00.000Z" });
    const sentence =
      "The record was restored on 24 November 2026, 12:40 from a copy of 24 November 2026, 10:15: what was recorded between then and 24 November 2026, 12:31 is not in it.";
    expect((await exports.kept()).stepsBack).toEqual([sentence]);
    expect(await textOf(await made("dsl", { of: "lesson", lesson, form: "csv" }))).toContain(sentence);
    expect(await textOf(await made("dsl", { of: "child", name: "Amara Okafor", form: "csv" }))).toContain(
      sentence,
    );
    expect(await textOf(await made("dsl", { of: "lesson", lesson, form: "sealed" }))).toContain(
      "RecordRestored",
    );
  });
});

describe("one child, for the family", () => {
  const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
  let day: Day;
  let lesson: string;

  beforeEach(async () => {
    day = await openDay();
    lesson = await startedLesson(day, FAMILIES);
  });
  afterEach(() => day.close());

  const setRegister = (...names: readonly string[]) =>
    day.lessons.press(day.caller("teacher"), lesson, {
      press: "set-register",
      source: "csv",
      register: names.map((name) => ({ id: `new ${name}`, name, also: [] })),
    });
  const raise = async (words: Words) => {
    const answer = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
    if ("refused" in answer) throw new Error(answer.say);
    await day.concerns.addDetail(day.caller("teacher"), answer.concern.ref, words);
    return answer.concern.ref;
  };
  const expire = async () => {
    await day.lessons.report(lesson, { report: "meeting-ended" });
    const key = newKey();
    for (const record of [day.record, day.staffMatters])
      await openSealer({ record, key, now: day.now }).seal(() => []);
    day.wait(2 * 365 * 24 * 60 * 60 * 1000);
    const expiries = openExpiries(day);
    while (await expiries.some());
    expect((await day.lessons.read(lesson)).version).toBe(0);
  };
  const made = async (name: string): Promise<string> => {
    const answer = await day.exports.make(day.caller("dsl"), { of: "child", name, form: "csv" }, PURPOSE);
    if ("refused" in answer) throw new Error(answer.say);
    return textOf(answer);
  };
  const WORDS = { who: "Amara Okafor, Ben Price", words: "Ben Price laughed, and Chidi too" } as const;

  it("marks the pupils of a register that was replaced since", async () => {
    const ref = await raise(WORDS);
    await setRegister("Amara Okafor", "Zoë Ng");
    const text = await made("Amara Okafor");
    expect(text).toContain(ref);
    expect(text).toContain("Amara Okafor");
    expect(text).not.toMatch(/Ben|Price|Chidi/);
  });

  it("marks the pupils of a concern's lesson that has expired", async () => {
    const ref = await raise(WORDS);
    await expire();
    const text = await made("Amara Okafor");
    expect(text).toContain(ref);
    expect(text).not.toMatch(/Ben|Price|Chidi/);
  });

  it("holds a lesson in which the child stood on a register that was replaced since", async () => {
    await day.lessons.press(day.caller("teacher"), lesson, {
      press: "note-exception",
      pupil: "p-amara",
      reason: "not a family room",
    });
    await setRegister("Ben Price", "Zoë Ng");
    const text = await made("Amara Okafor");
    expect(text).toContain("Amara Okafor (Guest); not on the register at the end");
    expect(text).toContain("not a family room");
    expect(text).not.toMatch(/Ben|Zoë/);
  });

  it("holds no concern of a child whose name holds theirs, and each that spells theirs otherwise", async () => {
    await setRegister("Ann Lee", "Joann Lee", "Mary Ann Lee", "Eve");
    const others = [
      await raise({ who: "Joann Lee", words: "She did not say even one word" }),
      await raise({ words: "Then mary ann lee cried" }),
    ];
    const own = [await raise({ who: "Ánn  Lee" }), await raise({ words: "ANN\u00a0LEE cried" })];
    const text = await made("Ann Lee");
    for (const ref of own) expect(text).toContain(ref);
    for (const ref of others) expect(text).not.toContain(ref);
    expect(text).not.toMatch(/joann|mary/i);
    for (const ref of others) expect(await made("Eve")).not.toContain(ref);
  });
});
