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
    expect(body.waiting).toMatchObject([{ of: "dsl", asked: "dsl", to: administrators }]);
    expect(body.say).toContain("who is DSL");
    const { body: waits } = await lowe.ask<Proposals>("GET", "/api/proposals");
    expect(waits.proposals).toMatchObject([{ from: before.settings.groups.dsl, byName: "Mr R Khan" }]);
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
