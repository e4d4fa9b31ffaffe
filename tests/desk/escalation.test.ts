import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openConcernDesk } from "../../src/desk/concern-desk.ts";
import { peopleIn } from "../../src/desk/people.ts";
import { NEW_SCHOOL, openSchool } from "../../src/desk/school.ts";
import { type AuditorSetup, startAuditor } from "../../src/duty/auditor.ts";
import { isMessage } from "../../src/protocol/work/duty.ts";
import { RecordAwayError } from "../../src/record/engine/away.ts";
import { until } from "../duty/setting.ts";
import { openRecord } from "../support/opened.ts";
import { type Day, openDay, STAFFING, startedLesson } from "./school-day.ts";

let day: Day;
let lesson = "";

beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day);
});

afterEach(async () => {
  await day.close();
});

const raise = async (about: "child" | "adult" = "child"): Promise<string> => {
  const answer = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), about);
  if (!("concern" in answer)) throw new Error(answer.say);
  return answer.concern.ref;
};

const timers = async (ref: string): Promise<readonly string[]> =>
  (await day.record.dutiesOf(`concern:${ref}`)).flatMap(({ work, state }) =>
    work.kind === "escalate" ? [`${work.step} ${state}`] : [],
  );

const askedAt = async (ref: string, step: number): Promise<readonly string[]> =>
  (await day.concerns.read(ref)).deliveries
    .filter((one) => one.step === step && isMessage(one.target))
    .map(({ target }) => (target.to === "channel" ? "channel" : target.person));

describe("the timer of a concern", () => {
  it("stands in the record with the concern, at the time the school has set", async () => {
    const ref = await raise();
    const [timer] = (await day.record.dutiesOf(`concern:${ref}`)).filter(
      ({ work }) => work.kind === "escalate",
    );
    const { raisedAt } = await day.concerns.read(ref);
    expect(timer).toMatchObject({
      state: "waiting",
      urgent: true,
      notBefore: Date.parse(raisedAt) + 180_000,
    });
  });

  it("of an ended lesson stands there too", async () => {
    await day.lessons.press(day.caller("teacher"), lesson, { press: "end-for-all" });
    day.wait(5_000);
    const { end } = await day.lessons.report(lesson, { report: "end-window-passed" });
    expect(await timers(end?.alert ?? "")).toEqual(["2 waiting"]);
  });

  it("is due at once where no holder could be looked up, and is tried again until one can", async () => {
    const other = await openDay(undefined, "none");
    try {
      const { concerns, lessons, staffing } = other;
      const id = await startedLesson(other);
      staffing.away = "fails";
      const raised = await concerns.raise(other.caller("teacher"), await lessons.read(id), "adult");
      const adult = "concern" in raised ? raised.concern.ref : "";
      await lessons.press(other.caller("teacher"), id, { press: "end-for-all" });
      other.wait(5_000);
      const ended = (await lessons.report(id, { report: "end-window-passed" })).end?.alert ?? "";
      const due = async (ref: string, store: Day["record"]): Promise<readonly number[]> => {
        const since = Date.parse((await concerns.read(ref)).raisedAt);
        const work = await store.dutiesOf(`concern:${ref}`);
        return work.flatMap((one) => (one.work.kind === "escalate" ? [one.notBefore - since] : []));
      };
      expect(await due(adult, other.staffMatters)).toEqual([0]);
      expect(await due(ended, other.record)).toEqual([0]);
      expect(await concerns.escalate(ended, 2)).toBe(false);
      staffing.away = "no";
      for (const ref of [adult, ended]) expect(await concerns.escalate(ref, 2)).toBe(true);
      const told = async (ref: string) =>
        (await concerns.read(ref)).deliveries.flatMap(({ target }) =>
          target.to === "person" ? [target.person] : [],
        );
      expect(await told(adult)).toEqual(["head"]);
      expect(await told(ended)).toEqual(["dsl", "deputy"]);
    } finally {
      await other.close();
    }
  });

  it("is taken back in the same moment as the concern is taken", async () => {
    const ref = await raise();
    await day.concerns.haveIt(day.caller("dsl"), ref);
    expect(await timers(ref)).toEqual(["2 cancelled"]);
    expect(await day.concerns.escalate(ref, 2)).toBe(true);
    expect(await askedAt(ref, 2)).toEqual([]);
  });

  it("makes way for the next one", async () => {
    const ref = await raise();
    await day.concerns.escalate(ref, 2);
    expect(await askedAt(ref, 2)).toEqual(["dsl", "deputy"]);
    expect((await timers(ref)).toSorted()).toEqual(["2 cancelled", "3 waiting"]);
  });

  it("asks the holders of that moment, from the last that are known while the directory is away", async () => {
    const ref = await raise();
    day.staffing.roles = { ...STAFFING, "new deputy": ["staff", "dsl"] };
    await day.concerns.escalate(ref, 2);
    expect(await askedAt(ref, 2)).toContain("new deputy");
    day.staffing.away = "fails";
    await day.concerns.escalate(ref, 3);
    expect(await askedAt(ref, 3)).toEqual(["head"]);
  });

  it("finds each person once, however often they were told", async () => {
    const ref = await raise();
    for (const step of [2, 3, 4, 5]) await day.concerns.escalate(ref, step);
    const row = await day.record.concernRow(ref);
    expect(row?.people.filter(({ person }) => person === "head")).toEqual([
      { person: "head", why: "headteacher" },
    ]);
    expect((await day.concerns.readable(day.caller("head"))).map((one) => one.ref)).toEqual([ref]);
  });
});

describe("handing on", () => {
  it("is for recipients asked in their own chat; for others there is nothing there", async () => {
    const ref = await raise();
    await day.concerns.escalate(ref, 2);
    for (const person of ["colleague", "admin", "head"])
      expect(await day.concerns.handOn(day.caller(person), ref)).toMatchObject({ refused: "not-found" });
    expect(await day.concerns.handOn(day.caller("dsl"), ref)).toMatchObject({
      say: "Thank you. The next person is being told now.",
    });
    expect(await askedAt(ref, 3)).toEqual(["head"]);
  });

  it("two presses and the timer at once make one step each for what they mean, never two for one", async () => {
    const ref = await raise();
    await day.concerns.escalate(ref, 2);
    const dsl = day.caller("dsl");
    await Promise.all([
      day.concerns.handOn(dsl, ref),
      day.concerns.handOn(dsl, ref),
      day.concerns.escalate(ref, 3),
      day.concerns.escalate(ref, 3),
    ]);
    const { steps, handedOn } = await day.concerns.read(ref);
    expect(steps.map(({ step }) => step)).toEqual(steps.map((_, n) => n + 2));
    expect(handedOn.length).toBeLessThanOrEqual(1);
    expect(steps.length).toBeLessThanOrEqual(3);
  });

  it("and taking it at once: it goes no further after a person has it", async () => {
    const ref = await raise();
    await day.concerns.escalate(ref, 2);
    await Promise.all([
      day.concerns.handOn(day.caller("dsl"), ref),
      day.concerns.haveIt(day.caller("deputy"), ref),
    ]);
    const types = (await day.record.read(`concern:${ref}`)).map(({ type }) => type);
    expect(types.slice(types.indexOf("Acknowledged"))).toEqual(["Acknowledged"]);
    expect((await timers(ref)).filter((one) => one.endsWith("waiting"))).toEqual([]);
  });
});

describe("the auditor", () => {
  const alarms: string[] = [];
  const audit = (parts: Pick<AuditorSetup, "records" | "at">) =>
    startAuditor({
      ...parts,
      log: { error: (fields, message) => alarms.push(JSON.stringify({ ...fields, message })) },
      everyMs: 50,
    });

  beforeEach(() => {
    alarms.length = 0;
  });

  it("leaves alone what is on its way, taken, closed or at its end", async () => {
    const ref = await raise();
    expect(await day.concerns.putRight(ref)).toEqual({ missing: [], overdue: false });
    await day.concerns.haveIt(day.caller("dsl"), ref);
    expect(await day.concerns.putRight(ref)).toEqual({ missing: [], overdue: false });
    expect(await day.records.openConcerns()).toEqual([]);
  });

  it("says each time that a step is overdue though its work is there, and adds none", async () => {
    const ref = await raise();
    day.wait(180_000 + 60_001);
    const auditor = audit({ records: day.records, at: async () => day });
    try {
      await until(() => alarms.length > 1);
    } finally {
      await auditor.stop();
    }
    expect(await timers(ref)).toEqual(["2 waiting"]);
    expect([...new Set(alarms)]).toEqual([
      JSON.stringify({
        overdue: "escalate",
        message: "the next step of an open concern is more than a minute late",
      }),
    ]);
  });

  it("gives a concern back the work it has lost, once, and says so without saying which it was", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "auditor-"));
    const record = await openRecord({ dataDir });
    const now = (): string => new Date().toISOString();
    const school = await openSchool(record, now, async () => []);
    await school.change({ ...NEW_SCHOOL, dslChannel: { teamId: "t", channelId: "c" } }, "admin");
    const people = peopleIn(
      {
        rolesOf: async () => ({ roles: ["staff"], fresh: true, at: 0 }),
        membersOf: async (role) => [{ id: role, name: role }],
        inGroup: async () => ({ name: "", people: [] }),
        groupsNamed: async () => [],
        nameOf: async (id) => id,
        mailOf: async () => undefined,
      },
      record,
    );
    const concerns = openConcernDesk({ record, staffMatters: record.staffMatters, school, people, now });
    const raised = await concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
    if (!("concern" in raised)) throw new Error(raised.say);
    const { ref } = raised.concern;
    const stream = `concern:${ref}`;
    const auditor = audit({ records: record.records, at: async () => ({ concerns }) });
    try {
      const file = new Database(join(dataDir, "record.sqlite"));
      file.prepare("delete from duties where stream = ? and kind in ('escalate', 'tell')").run(stream);
      file.close();
      await until(() => alarms.length > 0);
      await new Promise((later) => setTimeout(later, 200));
      const work = (await record.dutiesOf(stream)).filter(({ state }) => state === "waiting");
      expect(work.map((one) => one.work.kind).toSorted()).toEqual([
        "escalate",
        "tell",
        "tell",
        "tell-raiser",
      ]);
      expect(work.find((one) => one.work.kind === "escalate")?.notBefore).toBe(
        Date.parse(raised.concern.raisedAt) + 180_000,
      );
      expect(alarms).toEqual([
        JSON.stringify({
          missing: "escalate, tell, tell",
          message: "an open concern was off track and has been put right",
        }),
      ]);
    } finally {
      await auditor.stop();
      await record.close();
      await rm(dataDir, { recursive: true });
    }
  });

  it("says that the record cannot be written, whether or not anyone asks for the health", async () => {
    const beat = async () => {
      throw new RecordAwayError({ code: "SQLITE_FULL" });
    };
    const auditor = audit({ records: { openConcerns: async () => [], beat }, at: async () => day });
    await until(() => alarms.length > 1);
    await auditor.stop();
    expect(alarms[0]).toBe(
      JSON.stringify({
        error: "RecordAwayError SQLITE_FULL",
        message: "the record cannot be written, or lives on room kept back for that",
      }),
    );
  });
});
