import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { followHolders, redrawCards } from "../../src/duty/handlers/follow-holders.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { concernLine } from "../../src/protocol/screen/lesson-view.ts";
import { checklistKey } from "../../src/protocol/work/card-keys.ts";
import { schoolStream } from "../../src/record/log/streams.ts";
import { alertCard } from "../../src/teams/cards/alert-card.ts";
import { toldBefore } from "../../src/teams/told-before.ts";
import { TEACHER } from "../protocol/lesson/story.ts";
import { type Day, openDay, STAFFING, startedLesson } from "./school-day.ts";

const ATTEMPT = {
  id: "school/cards/1",
  stream: "school",
  store: "general" as const,
  number: 1,
  deadlineAt: 0,
  expiresAt: 0,
  signal: new AbortController().signal,
};

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day, []);
});
afterEach(() => day.close());

/** The staff's card and an alert's, as they would be drawn now. */
const drawn = async (ref: string): Promise<string> => {
  const { timeZone, phone = "" } = day.school.settings();
  const found = await day.lessons.read(lesson);
  const around = { now: day.now(), timeZone, phone };
  const told = await toldBefore(day.concerns, TEACHER.id, found);
  const concern = await day.concerns.read(ref);
  return JSON.stringify([
    checklistFace(found, { ...around, told }),
    alertCard(concern, { ...around, recordUrl: "" }, "dsl"),
    concernLine(concern, around),
  ]);
};

const redraws = async (): Promise<number> =>
  (await day.record.dutiesOf(schoolStream("school"))).filter(({ work }) => work.kind === "redraw-cards")
    .length;

const VARIED: { readonly [Of in keyof SchoolSettings]-?: SchoolSettings[Of] } = {
  name: "Another",
  timeZone: "Pacific/Auckland",
  phone: "09876",
  groups: { staff: "s2", dsl: "d2", headteacher: "h2" },
  dslChannel: { teamId: "t2", channelId: "c2" },
  headteacherPerson: "head",
  firstTold: "headteacher-first",
  mailFrom: "office@example.org",
  chairMail: "chair@example.org",
  lado: "01782 123456",
  familyNote: "Your own link: {link}",
  cover: { hours: { days: [], opens: "08:00", closes: "16:00", contacts: ["deputy"] } },
  recordings: { folder: "Recordings", keepDays: 9 },
  sealAt: "17:00",
  retention: { schoolYearEnds: "07-31", keepYears: 3 },
  escalateAfterMinutes: 9,
  undoSeconds: 8,
  aloneSeconds: 30,
  aloneMinutes: 9,
  recheckMinutes: 9,
  lessons: { recognise: "all", titles: [], defaultKind: "group", arriveMinutesBefore: [3] },
};

it.each(Object.keys(VARIED) as (keyof SchoolSettings)[])(
  "a change of the setting %s that a card would show carries its redraw",
  async (of) => {
    const found = await day.lessons.read(lesson);
    const raised = await day.concerns.raise(day.caller(TEACHER.id), found, "child");
    if ("refused" in raised) throw new Error(raised.say);
    const { ref } = raised.concern;
    const [before, known] = [await drawn(ref), await redraws()];
    await day.school.change({ ...day.school.settings(), [of]: VARIED[of] }, "admin");
    // A change of who is told takes approval first, here by those who hold the role.
    for (const { proposal } of day.school.proposals())
      for (const who of ["dsl", "head"])
        await day.school.answer(day.caller(who), { proposal, answer: "yes" }, await day.people.holders());
    if (["timeZone", "firstTold"].includes(of)) expect(await drawn(ref)).not.toBe(before);
    if ((await drawn(ref)) !== before) expect(await redraws()).toBeGreaterThan(known);
  },
);

it("another DSL in the directory, and cover that begins with the clock, are found with the next round, once", async () => {
  await followHolders(day);
  const known = await redraws();
  await followHolders(day);
  expect(await redraws()).toBe(known);
  day.wait(1000);
  day.staffing.roles = { ...STAFFING, newcomer: ["staff", "dsl"] };
  await followHolders(day);
  expect(await redraws()).toBe(known + 1);
  day.wait(1000);
  const opens = { days: [2], opens: "08:00", closes: "12:00", contacts: ["deputy", "head"] };
  await day.school.change({ ...day.school.settings(), cover: { hours: opens } }, "admin");
  await followHolders(day);
  const inHours = await redraws();
  day.wait(3 * 60 * 60_000);
  await followHolders(day);
  expect(await redraws()).toBe(inHours + 1);
});

it("each card that stands is drawn once more, and none that was never sent", async () => {
  const key = checklistKey(lesson, TEACHER.id);
  const of = async () => (await day.record.dutiesOf(`lesson:${lesson}`)).map(({ id }) => id);
  const services = day as unknown as DutyServices;
  const known = await of();
  await redrawCards(services)({ kind: "redraw-cards" }, ATTEMPT);
  expect(await of()).toEqual(known);
  await day.record.saveSentCard({ key, conversationId: "c", activityId: "a", at: day.now() });
  await redrawCards(services)({ kind: "redraw-cards" }, ATTEMPT);
  expect((await of()).filter((id) => id.startsWith(ATTEMPT.id))).toHaveLength(1);
});
