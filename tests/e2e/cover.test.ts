import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { daysInWords } from "../../src/protocol/time/moments.ts";
import { cardsWith, chatOf } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";

type Settings = { readonly cover?: { readonly stints?: readonly object[] } };
type Saved = { readonly settings: Settings; readonly say: string; readonly waiting: readonly object[] };
type Proposals = {
  readonly proposals: readonly { readonly proposal: string; readonly to: string; readonly why?: string }[];
};

/** The school's own day: at midnight it is another one than UTC's. */
const dayOfSchool = (at: number): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(at);
const TODAY = dayOfSchool(Date.now());
/** The last day away, so that midnight may pass while this runs. */
const TOMORROW = dayOfSchool(Date.now() + 86_400_000);

let lesson: PracticeLesson;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
});

afterAll(() => lesson.endsWell());

const idOf = async (person: string): Promise<string> => {
  const { people } = await lesson.practice.state();
  return people.find(({ id }) => id === person)?.objectId ?? "";
};

const reads = (person: string, words: string): Promise<true> =>
  lesson.practice.until(`${person} reads "${words}"`, async () => {
    const chat = await chatOf(lesson.practice, person).catch(() => undefined);
    return JSON.stringify(chat?.messages ?? []).includes(words);
  });

const answer = async (person: string, proposal: string) =>
  (await lesson.as(person).ask("POST", `/api/proposals/${proposal}`, { answer: "yes" })).status;

it("while the DSL is away the deputy is asked first, and a headteacher is not set away without their yes", async () => {
  const khan = lesson.as("khan");
  const { body: before } = await khan.ask<Saved>("GET", "/api/settings");
  const leave = async (away: string) => ({
    away: await idOf(away),
    by: await idOf("grant"),
    from: TODAY,
    until: TOMORROW,
  });
  const [lowe, evans] = [await leave("lowe"), await leave("evans")];
  // Never a school day today, so that the channel is not read; the headteachers are asked out of hours too.
  const hours = {
    days: [(new Date().getDay() + 2) % 7 || 7],
    opens: "08:00",
    closes: "17:00",
    contacts: await Promise.all(["grant", "evans", "bell"].map(idOf)),
  };
  const { body: saved } = await khan.ask<Saved>("PUT", "/api/settings", {
    ...before.settings,
    cover: { stints: [lowe, evans], hours },
  });
  expect(saved.settings.cover).toEqual({ stints: [lowe], hours });
  expect(saved.waiting).toMatchObject([{ of: "cover", asked: "headteacher" }]);
  expect(saved.say).toContain("who covers for a headteacher: until it is approved");
  await reads("evans", "Open the record to answer.");

  const { body: waits } = await lesson.as("evans").ask<Proposals>("GET", "/api/proposals");
  const [{ proposal, to, why } = { proposal: "", to: "" }] = waits.proposals;
  expect([to, why]).toEqual([expect.stringContaining(`away ${daysInWords(TODAY, TOMORROW)}`), undefined]);
  expect([await answer("khan", proposal), await answer("lowe", proposal)]).toEqual([409, 404]);

  const { lesson: id } = await lesson.recognised();
  await lesson.practice.do({ do: "start", meeting: "maths" });
  await lesson.shows("it runs", ({ phase }) => phase === "arrival");
  const { ref } = await lesson.teacher.raise(id, "child");
  await lesson.practice.until(
    "the deputy is asked in their own chat",
    async () => (await cardsWith(lesson.practice, "grant", ref)).length > 0,
  );
  for (const other of ["lowe", "dsl"])
    expect([other, await cardsWith(lesson.practice, other, ref).catch(() => [])]).toEqual([other, []]);
  const toldWords = /^Told \d\d:\d\d\. Not seen yet\.$/;
  await lesson.shows("the DSL was told", ({ concerns }) =>
    concerns.some(({ ref: of, sentence }) => of === ref && toldWords.test(sentence)),
  );
  const { body } = await lesson.as("grant").ask<{ concerns: readonly ConcernView[] }>("GET", "/api/concerns");
  expect(body.concerns.map(({ ref: of, deliveries }) => [of, deliveries])).toEqual([
    [
      ref,
      expect.arrayContaining([expect.objectContaining({ to: "Mr T Grant, DSL, own chat", state: "told" })]),
    ],
  ]);
  // The DSL who is away keeps their role: they may look, and take it; but no one asked them to hand on.
  const { body: handed } = await lesson
    .as("lowe")
    .ask<{ say: string }>("POST", `/api/concerns/${ref}/hand-on`, {});
  expect(handed.say).toContain("there is nothing to hand on");
  const { status } = await lesson.as("grant").ask("POST", `/api/concerns/${ref}/have-it`, {});
  expect(status).toBe(200);
  await lesson.shows("the raiser reads that a person has it", ({ concerns }) =>
    concerns.some((one) => one.ref === ref && !one.sentence.includes("Not seen yet")),
  );

  expect(await answer("evans", proposal)).toBe(200);
  const { body: after } = await khan.ask<Saved>("GET", "/api/settings");
  expect(after).toMatchObject({ settings: { cover: { stints: [lowe, evans], hours } }, waiting: [] });
});
