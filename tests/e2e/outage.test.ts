import { busy } from "../support/busy.ts";
import { cardsWith } from "./support/cards.ts";
import { nextLesson } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

const PHONE = "01632 960123";

let lesson: PracticeLesson;
let record: RecordFile;
let id = "";

/** Since when `ended` counts: the weeks share one practice school and its chats. */
let endedBefore = 0;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
});

beforeEach(async () => {
  id = await nextLesson(lesson, record, 4);
  endedBefore = (await endedForSafety()).length;
});

afterEach(async () => {
  // An outage is nothing the application did.
  expect(await lesson.practice.violations()).toEqual([]);
});

afterAll(() => lesson.stop());

const endedForSafety = () => cardsWith(lesson.practice, "dsl", "End for all was pressed in a lesson");

const stepOf = async (step: "doors" | "removal" | "alert") =>
  (await lesson.teacher.open()).end?.steps.find((one) => one.step === step)?.proof;

describe("Graph is down when a lesson is ended for all", () => {
  it("the panel says within two seconds what to press in Teams, and goes on once Graph is back", async () => {
    const { practice, teacher } = lesson;
    await practice.fault({ operation: "graph.*", kind: "outage" });
    const pressedAt = Date.now();
    await teacher.press(id, { press: "end-for-all" });
    const { end } = await lesson.shows("the doors are late", (view) => {
      const doors = view.end?.steps.find(({ step }) => step === "doors")?.proof;
      return doors?.state === "not proven" || doors?.state === "refused";
    });
    // Two seconds by the application's own clock, and a moment for the panel to ask.
    expect(Date.now() - pressedAt).toBeLessThan(4000 * busy());
    expect(end?.instruction).toContain("In Teams press the arrow beside Leave, then End meeting.");
    expect((await teacher.open()).phone).toBe(PHONE);

    // Whatever Graph does, the DSL is told: that goes another way.
    await practice.until("the DSL is told", async () => (await stepOf("alert"))?.state === "proven", 20_000);
    await lesson.shows("no one is said to be out", (view) => {
      const removal = view.end?.steps.find(({ step }) => step === "removal")?.proof;
      return removal?.state === "not proven" && view.end?.instruction.includes(PHONE) === true;
    });
    // What was read before the outage ages: the list is late after ten seconds.
    await lesson.shows(
      "no list and no call is said to be so now",
      ({ call, roster }) => call.state === "not proven" && roster.sentence.includes("Count by eye."),
      30_000,
    );

    await practice.clearFaults();
    await lesson.shows("the call is in sight again", ({ call }) => call.state === "proven", 60_000);
    await practice.until(
      "the doors are shut",
      async () => (await stepOf("doors"))?.state === "proven",
      60_000,
    );
    await practice.until(
      "the families are out",
      async () => (await stepOf("removal"))?.state === "proven",
      60_000,
    );
    const { seats } = await practice.meeting("maths");
    expect(seats.filter(({ where, person }) => where === "in" && person.startsWith("family"))).toEqual([]);
  });
});

describe("the Bot Connector is down when the DSL is to be told", () => {
  it("the alert is not told yet, with the phone number; then told once, with the same reference", async () => {
    const { practice, teacher } = lesson;
    // "Busy" answers do no work: nothing is in doubt, so nothing may come twice.
    await practice.fault({ operation: "connector.*", kind: 503, times: 10_000 });
    const { ref } = await teacher.raise(id, "child");
    const waiting = await practice.until(
      "the panel says that no one was told",
      async () => {
        const [line] = (await teacher.open()).concerns;
        return line?.sentence.includes(PHONE) ? line : undefined;
      },
      10_000,
    );
    expect(waiting.state).not.toBe("told");
    expect(waiting.sentence).toContain("not accepted the message");
    expect(await cardsWith(practice, "dsl", ref)).toEqual([]);
    await practice.until(
      "the DSLs are written to, outside Teams, and the raiser reads so",
      async () => (await teacher.open()).concerns[0]?.sentence.includes("An e-mail was sent at"),
      15_000,
    );
    const told = await practice.until(
      "after fifteen seconds the panel and the concern say: do not wait, phone",
      async () => {
        const lessonSays = (await teacher.open()).notSent;
        const concernSays = (await teacher.concern(ref))?.notSent;
        return lessonSays !== undefined && concernSays !== undefined && { lessonSays, concernSays };
      },
      20_000,
    );
    expect(told.lessonSays).toContain(`Phone the school office now on ${PHONE}.`);
    expect(told.concernSays).toContain(`Phone the school office now on ${PHONE}.`);
    const { chats } = await practice.state();
    const written = chats.filter(
      ({ kind, messages }) => kind === "mail" && messages.some(({ text }) => text.includes(ref)),
    );
    expect(written.map(({ of }) => of).toSorted()).toEqual(["evans", "grant", "lowe"]);

    await practice.clearFaults();
    await practice.until(
      "the DSL is told",
      async () => (await teacher.concern(ref))?.state === "told",
      60_000,
    );
    await practice.until(
      "it stands in the channel",
      async () => (await cardsWith(practice, "dsl", ref)).length > 0,
      60_000,
    );
    expect((await teacher.concern(ref))?.notSent).toBeUndefined();
    await record.quiet(60_000);
    expect(await cardsWith(practice, "dsl", ref)).toHaveLength(1);
    expect(record.events(`concern:${ref}`).filter(({ type }) => type === "ConcernRaised")).toHaveLength(1);
  });

  it("an alert whose answer was lost may come twice, never under another reference", async () => {
    const { practice, teacher } = lesson;
    const raisedInChannel = () => cardsWith(practice, "dsl", "A concern was raised");
    const before = (await raisedInChannel()).length;
    await practice.fault({ operation: "connector.conversation.create", kind: "lostAnswer" });
    const { ref } = await teacher.raise(id, "child");
    await practice.until(
      "the DSL is told",
      async () => (await teacher.concern(ref))?.state === "told",
      30_000,
    );
    await record.quiet(30_000);
    expect(await cardsWith(practice, "dsl", ref)).toHaveLength(2);
    expect(await raisedInChannel()).toHaveLength(before + 2);
    const told = record.events(`concern:${ref}`).filter(({ type }) => type === "Told");
    expect(told.map(({ data }) => data).filter((data) => data.includes('"channel"'))).toHaveLength(1);
  });
});

describe("the DSL channel is gone", () => {
  it("each DSL is told in their own chat, and the raiser reads so", async () => {
    const { practice, teacher } = lesson;
    const { chats } = await practice.state();
    const channel = chats.find(({ of }) => of === "dsl")?.id ?? "";
    await practice.do({ do: "install", conversation: channel, on: false });
    const { ref } = await teacher.raise(id, "child");
    for (const person of ["lowe", "grant"])
      await practice.until(
        `${person} is told in person`,
        async () => (await cardsWith(practice, person, ref)).length > 0,
        20_000,
      );
    await practice.until(
      "the raiser reads it",
      async () => (await teacher.concern(ref))?.state === "told",
      20_000,
    );
    await practice.until(
      "the channel is asked again later, and not given up",
      async () =>
        record
          .duties(`concern:${ref}`)
          .some(
            ({ kind, state, work, notBefore }) =>
              kind === "tell" &&
              state === "waiting" &&
              work.includes('"channel"') &&
              notBefore > Date.now() + 10_000,
          ),
      20_000,
    );
    expect(await cardsWith(practice, "dsl", ref)).toEqual([]);
    for (const person of ["lowe", "grant"]) expect(await cardsWith(practice, person, ref)).toHaveLength(1);
    await practice.do({ do: "install", conversation: channel, on: true });
    // This test provoked posts to a chat where the app is no longer installed.
    await practice.forgetViolations();
  });
});

describe("the directory is down", () => {
  it("what protects works with the role last known, and nothing else; nothing can be read", async () => {
    const { practice, teacher } = lesson;
    await teacher.open();
    for (const operation of ["graph.checkMemberGroups", "graph.group.*", "graph.user.get"])
      await practice.fault({ operation, kind: "outage" });
    // Roles are kept for some minutes: a fresh process has only the last known ones.
    await practice.app({ act: "kill" });
    await practice.app({ act: "start" });

    const path = `/api/lessons/${id}`;
    expect((await teacher.ask("GET", path)).status).toBe(503);
    expect((await teacher.ask("GET", `${path}/route?about=child`)).status).toBe(503);
    expect((await teacher.ask("POST", `${path}/press`, { press: "let-cameras-on" })).status).toBe(503);

    const raised = await teacher.ask<{ concern: { ref: string } }>("POST", "/api/concerns", {
      lesson: id,
      about: "child",
    });
    expect(raised.status).toBe(200);
    expect((await teacher.ask("POST", `${path}/press`, { press: "pause" })).status).toBe(200);
    expect((await teacher.ask("POST", `${path}/press`, { press: "end-for-all" })).status).toBe(200);
    expect((await lesson.as("doyle").ask("POST", `${path}/press`, { press: "pause" })).status).toBe(403);
    await practice.until(
      "the DSL is told of the concern",
      async () => (await cardsWith(practice, "dsl", raised.body.concern.ref)).length > 0,
      30_000,
    );
    await practice.until(
      "the families are out",
      async () => {
        const { seats } = await practice.meeting("maths");
        return seats.every(({ where, person }) => where !== "in" || !person.startsWith("family"));
      },
      30_000,
    );
    await practice.until(
      "the DSL is told of the end",
      async () => (await endedForSafety()).length === endedBefore + 1,
      30_000,
    );
  });
});
