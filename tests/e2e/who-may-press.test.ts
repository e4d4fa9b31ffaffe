import { pupils } from "../../src/practice/school/pupils.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import { PLAIN_PRESSES } from "../../src/protocol/lesson/presses.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { cardsWith, chatOf } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";
import type { Panel } from "./support/panel.ts";
import { RecordFile } from "./support/record-file.ts";

/** Where families read along, and to guests: the same for everyone. */
const NEUTRAL = "This is for the staff of the lesson. You do not need it to take part.";
/** In their own chat they read why they may not, by who they are. */
const WHY =
  /^Not done: (your account is not in the staff group\. Phone the school office on|this is for the staff of that lesson)/;
const STAFF_NAMES = ["Okafor", "Hughes", "Shah", "Lowe", "Grant", "Evans", "Bell", "Khan", "Doyle"];

/** Everyone with a school account who has no part in this lesson. */
const OUTSIDERS = [
  ["a pupil who is signed in", "ethan"],
  ["a colleague who teaches another lesson", "doyle"],
  ["the DSL, who has no part in it", "lowe"],
  ["the headteacher, who has no part in it", "evans"],
  ["the administrator, who has no part in it", "khan"],
] as const;

/** DSL and headteacher are told of a concern about a child side by side (X3): that concern is theirs. */
const isTold = (person: string): boolean => person === "lowe" || person === "evans";

/** Guests can press in the meeting chat only. */
const GUESTS = [
  ["a parent", "family-01"],
  ["an impostor under the teacher's name", "impostor"],
  ["a stranger", "stranger"],
] as const;

const CARD_VERBS = [...PLAIN_PRESSES, "tell-dsl", "about-adult", "choose-kind"] as const;

let lesson: PracticeLesson;
let record: RecordFile;
let view: LessonView;
let card = "";
let ref = "";
let alert = "";

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  const { practice, teacher } = lesson;
  // At Microsoft's pace all of this takes longer than the three minutes after which the next person is told.
  await lesson.recognised();
  const administrator = lesson.as("khan");
  const { body } = await administrator.ask<{ settings: SchoolSettings }>("GET", "/api/settings");
  const saved = await administrator.ask("PUT", "/api/settings", {
    ...body.settings,
    escalateAfterMinutes: 10,
  });
  expect(saved.status).toBe(200);
  await lesson.begun(6);
  for (const person of ["ethan", "impostor", "stranger"])
    await practice.do({ do: "arrive", meeting: "maths", person });
  await practice.do({ do: "admitAll", meeting: "maths" });
  view = await lesson.shows("everyone is in", ({ unknown }) =>
    ["Ms A Okafor", "xx_dark_xx"].every((name) => unknown.some((one) => one.shown === name)),
  );
  ({ ref } = await teacher.raise(view.lesson, "child"));
  await practice.until("the DSL is told", async () => (await teacher.concern(ref))?.state === "told");
  alert = (await cardsWith(practice, "dsl", ref))[0]?.id ?? "";
  card = (await cardsWith(practice, "okafor", "let-cameras-on"))[0]?.id ?? "";
  expect([alert, card]).not.toContain("");
});

afterAll(() => lesson.endsWell());

/** Neither staff nor pupils are named in the answers, and nothing of it is in the record. */
const leavesNoTrace = async (ask: () => Promise<readonly unknown[]>): Promise<void> => {
  await record.quiet();
  const before = record.mark();
  const answers = await ask();
  expect(answers).not.toEqual([]);
  const said = JSON.stringify(answers);
  for (const name of [...STAFF_NAMES, ...pupils.flatMap((pupil) => pupil.name.split(" "))])
    expect(said).not.toContain(name);
  await record.quiet();
  expect(record.since(before)).toEqual([]);
};

/** Every command of the side panel: method, path, body. */
const commands = (): readonly (readonly [string, object])[] => {
  const press = `/api/lessons/${view.lesson}/press`;
  const pupil = view.pupils[0]?.pupil ?? "";
  const person = view.unknown[0]?.person ?? "";
  const reason = "name not shown";
  return [
    [press, { press: "choose-kind", kind: "group" }],
    ...["all-others-fine", "let-cameras-on", "cameras-off", "let-mics-on", "mics-off"].map(
      (word) => [press, { press: word }] as const,
    ),
    [press, { press: "check-pupil", pupil }],
    [press, { press: "note-exception", pupil, reason }],
    [press, { press: "put-right", pupil, reason }],
    [press, { press: "recognise", person, as: "pupils", pupils: [pupil] }],
    [press, { press: "recognise", person, as: "stranger" }],
    [press, { press: "undo-press", of: view.now }],
    [press, { press: "remove", person }],
    [`/api/lessons/${view.lesson}/register`, { source: "csv", pupils: [{ name: "A B", also: [] }] }],
    [`/api/lessons/${view.lesson}/register`, { source: "class", class: "any" }],
    [`/api/lessons/${view.lesson}/register/preview`, { csv: "name\nA B\n" }],
    ["/api/concerns", { lesson: view.lesson, about: "child" }],
    ["/api/concerns", { lesson: view.lesson, about: "adult" }],
    ...["pause", "resume", "end-for-all", "undo-end"].map((word) => [press, { press: word }] as const),
  ];
};

/** Of a one-to-one, which this lesson is not. */
const ofOneToOne = (): readonly (readonly [string, object])[] =>
  [
    { press: "parent-stays" },
    { press: "parent-cannot-stay" },
    { press: "parent-told", reason: "at work" },
    { press: "parent-not-told", why: "objects" },
  ].map((body) => [`/api/lessons/${view.lesson}/press`, body]);

const refusesEach = async (panel: Panel): Promise<readonly unknown[]> => {
  const answers: unknown[] = [];
  for (const [path, body] of [...commands(), ...ofOneToOne()]) {
    const answer = await panel.ask<{ error: { say: string } }>("POST", path, body);
    expect([body, answer.status]).toEqual([body, 403]);
    // A press that protects children also says whom to phone.
    expect(answer.body.error.say).toMatch(
      /^This is for the staff of the lesson\.( If a child is at risk, phone .*)?$/,
    );
    answers.push(answer.body);
  }
  return answers;
};

describe("the panel", () => {
  it.each(OUTSIDERS)("refuses every command of %s", (_what, person) =>
    leavesNoTrace(() => refusesEach(lesson.as(person))),
  );

  it("goes by the directory's id, not by the name in the token", () =>
    leavesNoTrace(async () => {
      const { practice } = lesson;
      const claims = { name: "Ms A Okafor", preferred_username: "a.okafor@oakfield.example.sch.uk" };
      const token = await practice.token({ kind: "panel", person: "ethan", claims });
      const [path = "", body] = commands()[0] ?? [];
      const response = await fetch(`${practice.running.gateway}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(403);
      return [await response.json()];
    }));

  it.each(OUTSIDERS)("shows %s nothing of the lesson", (_what, person) =>
    leavesNoTrace(async () => {
      const panel = lesson.as(person);
      const answers: unknown[] = [];
      const { threadId } = await lesson.practice.meeting("maths");
      const own = `/api/lessons/${view.lesson}`;
      for (const path of [
        `/api/meetings?chat=${encodeURIComponent(threadId)}`,
        own,
        `${own}/classes`,
        `${own}/route?about=child`,
        `${own}/route?about=adult`,
      ]) {
        const answer = await panel.ask("GET", path);
        expect([path, answer.status]).toEqual([path, 403]);
        answers.push(answer.body);
      }
      const list = await panel.ask<{ lessons?: readonly { lesson: string }[] }>("GET", "/api/lessons");
      expect(list.body.lessons?.map((one) => one.lesson) ?? []).not.toContain(view.lesson);
      return [...answers, list.body];
    }),
  );

  it.each(OUTSIDERS.filter(([, person]) => !isTold(person)))(
    "answers %s about a concern as about one that does not exist",
    (_what, person) =>
      leavesNoTrace(async () => {
        const panel = lesson.as(person);
        const none = await panel.ask("GET", "/api/concerns/ZZZZ9999");
        expect(none.status).toBe(404);
        expect(await panel.ask("GET", `/api/concerns/${ref}`)).toEqual(none);
        for (const [act, body] of [
          ["have-it", {}],
          ["details", { words: "some words" }],
          ["close", { decision: "none", reason: "none" }],
        ] as const)
          expect(await panel.ask("POST", `/api/concerns/${ref}/${act}`, body)).toEqual(none);
        const list = await panel.ask<{ concerns?: readonly object[] }>("GET", "/api/concerns");
        expect(list.body.concerns ?? []).toEqual([]);
        return [none, list];
      }),
  );

  it("answers the DSL about a concern about an adult as about one that does not exist", async () => {
    const { ref: aboutAdult } = await lesson.teacher.raise(view.lesson, "adult");
    await lesson.practice.until(
      "the headteacher is told",
      async () => (await lesson.teacher.concern(aboutAdult))?.state === "told",
      15_000,
    );
    await leavesNoTrace(async () => {
      const panel = lesson.as("lowe");
      const none = await panel.ask("GET", "/api/concerns/ZZZZ9999");
      expect(none.status).toBe(404);
      expect(await panel.ask("GET", `/api/concerns/${aboutAdult}`)).toEqual(none);
      expect(await panel.ask("POST", `/api/concerns/${aboutAdult}/have-it`, {})).toEqual(none);
      return [none];
    });
    // Their own list holds what they may see: that they looked is recorded.
    const list = await lesson.as("lowe").ask("GET", "/api/concerns");
    expect(list.status).toBe(200);
    expect(JSON.stringify(list.body)).toContain(ref);
    expect(JSON.stringify(list.body)).not.toContain(aboutAdult);
  });

  it.each(["okafor", "hughes", "ethan", "doyle", "lowe", "evans"])(
    "keeps the school's settings from %s",
    (person) =>
      leavesNoTrace(async () => {
        const panel = lesson.as(person);
        const answers = [
          await panel.ask("GET", "/api/settings"),
          await panel.ask("PUT", "/api/settings", { name: "Another school" }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([403, 403]);
        return answers;
      }),
  );
});

describe("live updates", () => {
  const opens = async (person: string, stop: AbortSignal): Promise<Response> => {
    const { practice } = lesson;
    const token = await practice.token({ kind: "panel", person });
    return fetch(`${practice.running.gateway}/api/live`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop,
    });
  };

  it("are refused to a pupil", async () => {
    const stop = new AbortController();
    expect((await opens("ethan", stop.signal)).status).toBe(403);
    stop.abort();
  });

  it("tell a colleague, the DSL and the administrator nothing of the lesson", async () => {
    const stop = new AbortController();
    const heard: Record<string, string> = {};
    for (const person of ["okafor", "doyle", "lowe", "khan", "evans"]) {
      const response = await opens(person, stop.signal);
      expect(response.status).toBe(200);
      heard[person] = "";
      void (async () => {
        const words = new TextDecoder();
        try {
          for await (const chunk of response.body ?? []) heard[person] += words.decode(chunk);
        } catch (error) {
          if (!stop.signal.aborted) throw error;
        }
      })();
    }
    const topic = `lesson:${view.lesson}`;
    await lesson.teacher.press(view.lesson, { press: "let-mics-on" });
    await lesson.practice.until("the teacher hears of it", async () => heard["okafor"]?.includes(topic));
    await lesson.teacher.press(view.lesson, { press: "mics-off" });
    await record.quiet();
    stop.abort();
    for (const person of ["doyle", "lowe", "khan", "evans"]) expect(heard[person]).not.toContain("lesson:");
  });
});

describe("a card", () => {
  const presses = async (
    person: string,
    action: string,
    conversation: string,
    trigger: "manual" | "automatic" = "manual",
  ): Promise<unknown> => {
    const data = { lesson: view.lesson, ref, kind: "group" };
    const message = action === "have-it" ? alert : card;
    const { status, body } = await lesson.practice.press({
      person,
      message,
      action,
      data,
      conversation,
      trigger,
    });
    const own = conversation === (await chatOf(lesson.practice, person).catch(() => undefined))?.id;
    const value = own && trigger === "manual" ? expect.stringMatching(WHY) : NEUTRAL;
    expect({ action, status, body }).toEqual({
      action,
      status: 200,
      body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value },
    });
    return body;
  };

  const everyVerb = (
    person: string,
    conversation: string,
    trigger?: "automatic",
    verbs: readonly string[] = [...CARD_VERBS, "have-it", "unheard-of"],
  ): Promise<void> =>
    leavesNoTrace(async () => {
      const answers: unknown[] = [];
      for (const verb of verbs) answers.push(await presses(person, verb, conversation, trigger));
      return answers;
    });

  it.each(GUESTS)("does nothing when copied to the meeting chat and pressed by %s", async (_what, person) =>
    everyVerb(person, (await chatOf(lesson.practice, "maths")).id),
  );

  it.each([...OUTSIDERS, ["the teacher", "okafor"], ["an assistant", "hughes"]] as const)(
    "does nothing when copied to the meeting chat and pressed by %s",
    async (_what, person) => everyVerb(person, (await chatOf(lesson.practice, "maths")).id),
  );

  it.each(OUTSIDERS.filter(([, person]) => !isTold(person)))(
    "does nothing when copied to the own chat of %s",
    async (_what, person) => everyVerb(person, (await chatOf(lesson.practice, person)).id),
  );

  it("does nothing when copied to the headteacher's own chat, but for the alert itself", async () =>
    everyVerb("evans", (await chatOf(lesson.practice, "evans")).id, undefined, [
      ...CARD_VERBS,
      "unheard-of",
    ]));

  it("does nothing when copied to the DSL channel, but for the alert itself", async () => {
    const { id } = await chatOf(lesson.practice, "dsl");
    await leavesNoTrace(async () => {
      const answers: unknown[] = [];
      for (const verb of CARD_VERBS) answers.push(await presses("lowe", verb, id));
      return answers;
    });
  });

  it("of an alert does nothing for a colleague who is not a DSL", async () => {
    const { id } = await chatOf(lesson.practice, "dsl");
    await leavesNoTrace(async () => [await presses("doyle", "have-it", id)]);
  });

  it("does nothing by itself: a client that refreshes makes no press", async () =>
    everyVerb("okafor", (await chatOf(lesson.practice, "okafor")).id, "automatic"));
});

it("a teacher whom a setting makes no staff any more reads nothing, and still protects the lesson that is on", async () => {
  const { teacher } = lesson;
  const administrator = lesson.as("khan");
  const { body } = await administrator.ask<{ settings: SchoolSettings }>("GET", "/api/settings");
  const { settings } = body;
  const groups = { ...settings.groups, staff: settings.groups.administrators };
  // More than the usual 4 seconds: a busy machine may stand still for so long.
  const saved = await administrator.ask("PUT", "/api/settings", { ...settings, groups, undoSeconds: 20 });
  expect(saved.status).toBe(200);
  const unknown = { ...settings.groups, staff: "00000000-0000-4000-8000-000000000000" };
  const refused = await administrator.ask<{ error: { fields: object } }>("PUT", "/api/settings", {
    ...settings,
    groups: unknown,
  });
  expect([refused.status, refused.body.error.fields]).toEqual([
    400,
    { "groups.staff": expect.stringMatching(/^There is no group with this id/) },
  ]);

  const path = `/api/lessons/${view.lesson}`;
  const read = await teacher.ask<{ error: { code: string } }>("GET", path);
  expect([read.status, read.body.error.code]).toEqual([403, "protect-only"]);
  const paused = await teacher.ask("POST", `${path}/press`, { press: "pause" });
  expect([paused.status, paused.body]).toEqual([200, { say: expect.any(String) }]);
  const opened = await teacher.ask("POST", `${path}/press`, { press: "let-mics-on", turn: 0 });
  expect(opened.status).toBe(403);
  const raised = await teacher.ask("POST", "/api/concerns", { lesson: view.lesson, about: "child" });
  expect(raised.status).toBe(200);
  const ended = await teacher.ask("POST", `${path}/press`, { press: "end-for-all" });
  expect(ended.body).toEqual({ say: expect.stringContaining("Press Undo"), undoUntil: expect.any(String) });
  const undone = await teacher.ask("POST", `${path}/press`, { press: "undo-end" });
  expect([undone.status, undone.body]).toEqual([200, { say: expect.stringMatching(/^Undone\./) }]);
  const stranger = await lesson.as("doyle").ask("POST", `${path}/press`, { press: "pause" });
  expect(stranger.status).toBe(403);

  expect((await administrator.ask("PUT", "/api/settings", settings)).status).toBe(200);
  expect((await teacher.ask("GET", path)).status).toBe(200);
  await teacher.press(view.lesson, { press: "resume" });
});

// The same presses by those who may: otherwise the tests above could not fail.
it("all of it works for the teacher, and the alert for the DSL", async () => {
  const { practice, teacher } = lesson;
  const answers = new Map<string, number>();
  for (const [path, body] of commands()) {
    // Only the newest press can be taken back.
    const of = "of" in body ? { of: (await teacher.open()).undo?.of } : {};
    const { status } = await teacher.ask("POST", path, { ...body, ...of });
    answers.set(JSON.stringify(body), status);
  }
  expect([...answers].filter(([body, status]) => status !== 200 && !body.includes('"any"'))).toEqual([]);
  const { id } = await chatOf(practice, "dsl");
  await practice.press({
    person: "lowe",
    message: alert,
    action: "have-it",
    data: { ref },
    conversation: id,
  });
  await practice.until("it is seen", async () => (await teacher.concern(ref))?.state === "seen");
});
