import { groupId } from "../../src/practice/school/groups.ts";
import { chatOf } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";

type Settings = { readonly groups: { readonly dsl: string }; readonly undoSeconds: number };
type Saved = { readonly settings: Settings; readonly say: string; readonly waiting: readonly object[] };
type Proposals = { readonly proposals: readonly { readonly proposal: string; readonly why?: string }[] };

let lesson: PracticeLesson;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
});

afterAll(() => lesson.endsWell());

/** Waits until a message with these words is in a person's own chat. */
const hears = (person: string, words: string): Promise<true> =>
  lesson.practice.until(`${person} reads "${words}"`, async () => {
    const chat = await chatOf(lesson.practice, person).catch(() => undefined);
    return JSON.stringify(chat?.messages ?? []).includes(words);
  });

it("an administrator cannot turn the alerts to themselves: the DSL says no, and later yes", async () => {
  const khan = lesson.as("khan");
  const lowe = lesson.as("lowe");
  const { body: before } = await khan.ask<Saved>("GET", "/api/settings");
  const { administrators } = before.settings.groups as unknown as { administrators: string };
  const own = {
    ...before.settings,
    undoSeconds: 9,
    groups: { ...before.settings.groups, dsl: administrators },
  };
  const propose = async (): Promise<string> => {
    const { body } = await khan.ask<Saved>("PUT", "/api/settings", own);
    expect(body.settings).toEqual({ ...before.settings, undoSeconds: 9 });
    expect(body.waiting).toMatchObject([
      { of: "dsl", asked: "dsl", to: "“Lesson Guard administrators”, 1 member" },
    ]);
    expect(body.say).toContain("who is DSL");
    const { body: waits } = await lowe.ask<Proposals>("GET", "/api/proposals");
    expect(waits.proposals).toMatchObject([{ from: "“Safeguarding leads”, 2 members", byName: "Mr R Khan" }]);
    return waits.proposals[0]?.proposal ?? "";
  };
  const answer = async (person: string, proposal: string, word: "yes" | "no") =>
    (await lesson.as(person).ask("POST", `/api/proposals/${proposal}`, { answer: word })).status;

  const first = await propose();
  await Promise.all([
    hears("lowe", "Open the record to answer."),
    hears("grant", "Open the record to answer."),
    hears("evans", "Open the record to see it."),
  ]);
  expect(await answer("khan", first, "yes")).toBe(409);
  expect(await answer("evans", first, "yes")).toBe(409);
  expect(await answer("okafor", first, "yes")).toBe(403);
  expect(await answer("lowe", first, "no")).toBe(200);
  expect(await answer("grant", first, "yes")).toBe(409);
  await hears("evans", "was rejected");

  const second = await propose();
  expect(await answer("grant", second, "yes")).toBe(200);
  await hears("evans", "was approved");
  const { body: after } = await khan.ask<Saved>("GET", "/api/settings");
  expect(after).toMatchObject({ settings: own, waiting: [] });
  // The person who approved it is no longer a DSL.
  expect((await lowe.ask("GET", "/api/proposals")).status).toBe(403);
});

it("nor whom teachers phone: the headteacher approves it, through a stop of the program, and reads what was changed", async () => {
  const { practice } = lesson;
  const [khan, evans] = [lesson.as("khan"), lesson.as("evans")];
  type Phone = {
    readonly settings: { readonly phone: string; readonly groups: object };
  } & Saved;
  const { body: before } = await khan.ask<Phone>("GET", "/api/settings");
  const next = {
    ...before.settings,
    phone: "01632 960199",
    groups: { ...before.settings.groups, staff: groupId("teachers") },
  };
  const { body } = await khan.ask<Phone>("PUT", "/api/settings", next);
  expect(body.settings.phone).toBe(before.settings.phone);
  expect(body.waiting).toMatchObject([{ of: "phone", asked: "headteacher", to: "01632 960199" }]);
  expect(body.say).toContain("until it is approved, what was saved before stays in force");
  expect(body.say).toContain("told of the change: the group of staff");
  await Promise.all([
    hears("evans", "change of the school’s phone number"),
    hears("evans", "was changed on"),
    hears("khan", "was changed on"),
  ]);
  await practice.app({ act: "stop" });
  await practice.app({ act: "start" });
  await practice.until("it is up", async () => (await practice.state()).app.up, 60_000);
  type Waiting = Proposals & { readonly made: readonly object[] };
  const { body: waits } = await evans.ask<Waiting>("GET", "/api/proposals");
  expect(waits.made).toMatchObject([
    {
      of: "staff",
      from: "“All staff”, 9 members",
      to: "“Teachers”, 3 members",
      byName: "Mr R Khan",
    },
  ]);
  const [asked] = waits.proposals;
  expect(asked).toMatchObject({ of: "phone", from: before.settings.phone, to: "01632 960199" });
  const path = `/api/proposals/${asked?.proposal}`;
  expect((await khan.ask("POST", path, { answer: "yes" })).status).toBe(409);
  expect((await evans.ask("POST", path, { answer: "yes" })).status).toBe(200);
  const { body: after } = await khan.ask<Phone>("GET", "/api/settings");
  expect(after.settings.phone).toBe("01632 960199");
});
