import { tell } from "../../src/duty/handlers/alert-duties.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import type { OtherWay } from "../../src/protocol/work/duty.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

const MANY = 30;
const OWN = 3;

let day: Day;
let lesson: string;
let mails: string[];

beforeEach(async () => {
  day = await openDay();
  await day.school.change({ ...day.school.settings(), mailFrom: "safeguarding@oak.example" }, "admin");
  lesson = await startedLesson(day);
  mails = [];
});
afterEach(() => day.close());

const raise = async (): Promise<string> => {
  // A finger that slips within three seconds is no second alert.
  day.wait(4_000);
  const raised = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
  if ("refused" in raised) throw new Error(raised.refused);
  return raised.concern.ref;
};

/** The e-mails, or feed entries, that it is to go out by: one for each person. */
const ways = async (ref: string, to: OtherWay["to"]) =>
  (await day.concerns.read(ref)).deliveries.filter(({ target }) => target.to === to);

const send = async (ref: string, to: OtherWay["to"]): Promise<readonly string[]> => {
  const services = {
    ...day,
    people: { ...day.people, mailOf: async (person: string) => `${person}@oak.example` },
    mailer: async ({ to: who, text }: { to: string; text: string }) => void mails.push(`${who}\n${text}`),
    notify: async ({ person, preview }: { person: string; preview: string }) =>
      void mails.push(`${person}@oak.example\n${preview}`),
    links: { record: () => "https://teams.example" },
  } as unknown as DutyServices;
  const found = await ways(ref, to);
  const answers = await Promise.all(
    found.map(({ target, step }) =>
      tell(services)({ kind: "tell", ref, target, step }, { store: "general" } as never),
    ),
  );
  return answers.map((answer) => Object.keys(answer)[0] ?? "");
};

const people = (): readonly string[] => [...new Set(mails.map((one) => one.split("\n")[0] ?? ""))];
const mailsTo = (who: string): readonly string[] => mails.filter((one) => one.startsWith(`${who}\n`));

it.each([
  ["as they were raised", (refs: readonly string[]) => refs],
  ["the newest first", (refs: readonly string[]) => refs.toReversed()],
])(
  "of a colleague's many alerts a person gets three e-mails and then one a minute, with each by reference: %s",
  async (_, inOrder) => {
    const refs: string[] = [];
    for (let n = 0; n < MANY; n += 1) refs.push(await raise());
    // Teams takes none of them: each goes to people, and by e-mail, as it is late.
    for (const ref of inOrder(refs)) {
      await day.concerns.escalate(ref, 2);
      await send(ref, "mail");
    }
    const each = people();
    expect(each.length).toBeGreaterThan(0);
    for (const who of each) expect(mailsTo(who).length).toBeLessThanOrEqual(OWN + 1);
    day.wait(61_000);
    await Promise.all(refs.map((ref) => send(ref, "mail")));
    for (const who of each) {
      expect(mailsTo(who).length).toBeLessThanOrEqual(OWN + 2);
      const all = mailsTo(who).join("\n");
      expect(refs.filter((ref) => !all.includes(ref))).toEqual([]);
      // Named once: an alert that an e-mail has named gets none of its own.
      for (const ref of refs) expect(all.split(`\n${ref}, `).length).toBeLessThanOrEqual(2);
    }
    for (const ref of refs)
      for (const { state } of await ways(ref, "mail")) expect([ref, state]).toEqual([ref, "told"]);
  },
  60_000,
);

it("one alert by itself is said to be one", async () => {
  const ref = await raise();
  await day.concerns.escalate(ref, 2);
  expect(new Set(await send(ref, "mail"))).toEqual(new Set(["done"]));
  for (const who of people())
    expect(mailsTo(who).join()).toContain(`A message with the reference ${ref} has waited`);
});
