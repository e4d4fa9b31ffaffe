import { EXCHANGE, GRAPH, RESOURCE_SPECIFIC } from "../../src/app/permissions.ts";
import { documented } from "../../src/practice/cloud/graph/contract.ts";
import { eventPermissions } from "../../src/practice/cloud/graph/roles.ts";
import { PracticeLesson } from "./support/lesson.ts";

const DECLARED = [...RESOURCE_SPECIFIC, ...GRAPH, ...EXCHANGE];
const NAMES = DECLARED.map(({ name }) => name);

/** The permissions of which one is enough, as Microsoft documents it; none where it needs none. */
const enough = (operation: string): readonly string[] => {
  const told = eventPermissions[operation];
  const { application = [], rsc = [] } = documented(operation) ?? {};
  return told === undefined ? [...application, ...rsc] : [told];
};

describe("a lesson, ended for safety, and an alert that no one takes", () => {
  let lesson: PracticeLesson;
  /** What was asked of Microsoft and what Teams told, each once, where it needs a permission. */
  let passed: readonly string[];

  const passedNow = async () => {
    const operations = (await lesson.practice.ledger())
      .filter(({ way, status }) => way !== "panel" && status !== undefined && status < 300)
      .map(({ operation }) => operation);
    return [...new Set(operations)].filter((operation) => enough(operation).length > 0);
  };

  const alertUntakenFor = async (minutes: number) => {
    const administrator = lesson.as("khan");
    const { body } = await administrator.ask<{ settings: object }>("GET", "/api/settings");
    const settings = { ...body.settings, escalateAfterMinutes: minutes };
    expect((await administrator.ask("PUT", "/api/settings", settings)).status).toBe(200);
  };

  /** A one-to-one whose parent was told: its recording goes into the school's folder (S7). */
  const recordOneToOne = async (): Promise<void> => {
    const { practice, teacher } = lesson;
    const reading = PracticeLesson.on(practice, "reading");
    await reading.recognised("one-to-one");
    const { lesson: id } = await reading.begun(1);
    await teacher.press(id, { press: "parent-cannot-stay" });
    await teacher.press(id, { press: "parent-told", reason: "at work" });
    await practice.until(
      "a recording is allowed",
      async () => (await practice.meeting("reading")).options.set.allowRecording,
    );
    await practice.do({ do: "record", meeting: "reading", person: "okafor", on: true });
    await reading.shows("the recording is seen", (view) => view.recordingTask !== undefined);
    await practice.do({ do: "end", meeting: "reading" });
    await reading.shows("it is over", (view) => view.phase === "over");
  };

  /** With a colleague who has not got the app; its meeting is there a moment after the event. */
  const planLesson = async (): Promise<void> => {
    const { practice, teacher } = lesson;
    const { chats, people } = await practice.state();
    const chat = chats.find(({ kind, of }) => kind === "private" && of === "khan")?.id ?? "";
    await practice.do({ do: "install", conversation: chat, on: false });
    await practice.switches({ meetingAfterReads: 1 });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const planned = await teacher.ask<{ view: { lesson: string } }>("POST", "/api/plans", {
      request: crypto.randomUUID(),
      kind: "class",
      title: "Year 4 science",
      day: inDays(2),
      weeklyUntil: inDays(16),
      time: "10:00",
      minutes: 45,
      staff: [people.find(({ id }) => id === "khan")?.objectId],
    });
    expect(planned.status).toBe(200);
    await practice.until("the colleague has the app", async () =>
      (await practice.state()).chats.some(({ id, installed }) => id === chat && installed),
    );
    const { lesson: id } = planned.body.view;
    const oneWeek = await teacher.ask("POST", `/api/plans/${id}`, { do: "cancel", day: inDays(9) });
    expect(oneWeek.status).toBe(200);
  };

  /** A list of families: from the teacher's own class with its adults, and from a group that they are in. */
  const beginLists = async (): Promise<void> => {
    const { teacher } = lesson;
    type Sources = Record<"classes" | "groups", readonly { readonly id: string; readonly name: string }[]>;
    const { status, body } = await teacher.ask<Sources>("GET", "/api/class-sources");
    expect([status, body]).toMatchObject([200, { classes: [{ name: "4 Willow" }] }]);
    const willow = body.classes.find(({ name }) => name === "4 Willow");
    const group = body.groups.find(({ name }) => name === "Year 4");
    const from = await teacher.ask("POST", "/api/class-sources", { class: willow?.id, name: "4 Willow" });
    expect(from).toMatchObject({
      status: 200,
      body: { found: { notes: expect.arrayContaining([expect.stringContaining("Ms A Okafor")]) } },
    });
    const of = await teacher.ask("POST", "/api/class-sources", { group: group?.id, name: "Year 4" });
    expect(of).toMatchObject({ status: 200, body: { found: { pupils: { length: 30 } } } });
  };

  beforeAll(async () => {
    lesson = await PracticeLesson.begin();
    const { practice, teacher } = lesson;
    await beginLists();
    // An administrator looks for a group by its name.
    const named = await lesson.as("khan").ask("GET", "/api/settings/groups?name=Year");
    expect(named).toMatchObject({ status: 200, body: { groups: expect.any(Array) } });
    await planLesson();
    await recordOneToOne();
    await alertUntakenFor(0.05);
    const { lesson: id, pupils } = await lesson.arrived(2);
    const [{ pupil } = { pupil: "" }] = pupils;
    await teacher.press(id, { press: "note-exception", pupil, reason: "no adult seen" });
    expect((await teacher.ask("POST", `/api/lessons/${id}/home`, { pupil })).status).toBe(200);
    await lesson.shows(
      "both are on the call's own list",
      ({ counts, roster }) => counts.here + counts.unknown === 2 && roster.state === "proven",
    );
    await teacher.press(id, { press: "pause" });
    await practice.until("they are muted", async () =>
      (await passedNow()).includes("graph.participant.mute"),
    );
    expect((await lesson.as("khan").ask("POST", "/api/set-up/check", {})).status).toBe(200);
    await practice.clock({ advanceMinutes: 16 });
    await teacher.press(id, { press: "end-for-all" });
    await practice.until("people are removed", async () =>
      (await passedNow()).includes("graph.participant.remove"),
    );
    await practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("it is over", (view) => view.phase === "over");
    const missing = async (): Promise<readonly string[]> => {
      const now = await passedNow();
      return DECLARED.flatMap(({ uses }) => uses.flatMap(({ by }) => by)).filter((one) => !now.includes(one));
    };
    await practice
      .until("everything was asked", async () => (await missing()).length === 0, 40_000)
      .catch(async (cause: unknown) => {
        throw new Error(`not asked: ${(await missing()).join(", ")}`, { cause });
      });
    passed = await passedNow();
    expect(pupils).toHaveLength(30);
  }, 300_000);

  afterAll(() => lesson.endsWell());

  it("asks for nothing that none of the declared permissions allows", () => {
    const undeclared = passed.filter((operation) => !enough(operation).some((name) => NAMES.includes(name)));
    expect(passed.length).toBeGreaterThan(15);
    expect(undeclared).toEqual([]);
  });

  it.each(NAMES)("could not do without %s", (name) => {
    const others = NAMES.filter((other) => other !== name);
    const impossible = passed.filter((operation) => !enough(operation).some((one) => others.includes(one)));
    expect(impossible).not.toEqual([]);
  });

  it.each(DECLARED.flatMap(({ name, uses }) => uses.map((use) => ({ name, ...use }))))(
    "$name is needed because it $does",
    ({ name, by }) => {
      for (const operation of by)
        expect([operation, passed.includes(operation), enough(operation)]).toEqual([
          operation,
          true,
          expect.arrayContaining([name]),
        ]);
    },
  );
});
