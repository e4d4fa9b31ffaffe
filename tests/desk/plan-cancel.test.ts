import { cancelledAt } from "../../src/protocol/lesson/cancelled.ts";
import { standingOf } from "../../src/protocol/screen/standing.ts";
import { startOn } from "../../src/protocol/screen/tomorrow.ts";
import { idOf, Planning } from "./planning.ts";

let planning: Planning;
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.close());

const TITLE = "Quillwort";
const events = async () => (await planning.day.record.lessonsOfStaff(idOf("okafor"))).length;
const cancel = (lesson: string, who = planning.teacher) => planning.day.plans.cancel(who, lesson);
const doCancel = (lesson: string, number = 1) => planning.work({ kind: "cancel-meeting", lesson }, number);
const stands = () => planning.practice.rooms.all.filter(({ meeting }) => meeting.subject === TITLE).length;

/** A list with one family and its link, and a lesson planned for it whose meeting stands. */
const planned = async (more: object = {}) => {
  const { day, teacher } = planning;
  const kept = await day.classes.keep(teacher, {
    name: "4 Rowan",
    pupils: [{ name: "Maya Singh", adults: ["An adult"] }],
  });
  if ("refused" in kept) throw new Error(kept.say);
  const [first] = (await day.classes.view(teacher, kept.class))?.families ?? [];
  const [family, adult] = [first?.family ?? "", first?.adults[0]?.adult ?? ""];
  await day.classes.press(teacher, kept.class, family, { do: "make-link", adult, digest: "d" });
  const lesson = await planning.plan({ class: kept.class, staff: [idOf("hughes")], title: TITLE, ...more });
  await planning.carryOut(lesson);
  return { lesson, family, list: kept.class };
};

describe("a planned lesson that is cancelled", () => {
  it("goes from the calendar, its family's page says so, and it is neither to come nor over", async () => {
    const { day } = planning;
    const { lesson, family } = await planned();
    expect(stands()).toBe(1);
    expect(await day.visits.open(family, "d", "home")).toMatchObject({ next: { state: "to come" } });
    expect(await cancel(lesson)).toMatchObject({ say: expect.stringMatching(/^Cancelled\./) });
    expect(await cancel(lesson)).toMatchObject({ say: "It is cancelled already." });
    expect(await planning.line(lesson, "Calendar")).toMatchObject({ state: "not yet" });
    expect(await doCancel(lesson)).toEqual({ done: true });
    expect(stands()).toBe(0);
    expect(await planning.view(lesson)).toMatchObject({
      cancelled: true,
      ready: true,
      text: { subject: expect.stringContaining("is cancelled") },
      lines: [
        { title: "Calendar", state: "done", words: expect.stringContaining("out of your calendar") },
        { title: "Families", state: "your turn" },
      ],
    });
    expect(await planning.view(lesson)).not.toHaveProperty("mayCancel");
    const { text } = await planning.view(lesson);
    expect(`${text.subject}\n${text.body}`).not.toMatch(/Maya|https?:|Quillwort/);
    expect(await day.visits.open(family, "d", "home")).toMatchObject({
      next: { state: "none" },
      cancelled: ["2026-12-01T10:00:00.000Z"],
    });
    const state = await day.lessons.read(lesson);
    const around = { now: day.now(), timeZone: "Europe/London" };
    expect(standingOf(state, around.now, around.timeZone).words).toMatch(/^Cancelled /);
    expect(startOn(state, false, "2026-12-01", around)).toBeUndefined();
    expect([state.phase, state.overAt, state.end]).toEqual(["planned", undefined, undefined]);
    // Minutes before the start nothing is set, and no one is asked.
    await day.lessons.report(lesson, { report: "get-ready" });
    expect((await day.lessons.read(lesson)).gettingReadyAt).toBeUndefined();
    // Once its time has passed, nothing is said of it any more.
    day.wait(Date.parse("2026-12-01T10:46:00.000Z") - Date.parse(day.now()));
    expect(await day.visits.open(family, "d", "home")).toMatchObject({ cancelled: [] });
    expect(await day.plans.planned(planning.teacher)).toEqual([]);
  });

  it("in whatever moment it is cancelled, no event is left in the calendar", async () => {
    const { day } = planning;
    // Before its meeting is made: the work that would make it does nothing more.
    const early = await planning.plan({ title: TITLE });
    await cancel(early);
    expect(await planning.work({ kind: "make-meeting", lesson: early })).toEqual({ done: true });
    expect(await doCancel(early)).toMatchObject({ retryAfterMs: 5_000 });
    expect(await doCancel(early, 4)).toEqual({ done: true });
    expect(stands()).toBe(0);
    // While it is being made: the event stands, and its id is in no record yet.
    const between = await planning.plan({ title: TITLE });
    const making = {
      ...planning.services,
      lessons: {
        ...day.lessons,
        report: async (...one: Parameters<typeof day.lessons.report>) => {
          if (one[1].report === "plan-step-done") await cancel(between);
          throw new Error("the program ends here");
        },
      },
    };
    await expect(planning.workWith(making, { kind: "make-meeting", lesson: between })).rejects.toThrow(
      "ends here",
    );
    expect([stands(), (await day.lessons.read(between)).plan?.event]).toEqual([1, undefined]);
    expect(await doCancel(between)).toEqual({ done: true });
    expect(stands()).toBe(0);
    // A second time finds nothing, and that is as good.
    const { lesson } = await planned();
    await cancel(lesson);
    await doCancel(lesson);
    expect(await doCancel(lesson)).toEqual({ done: true });
  });

  it("says what to do where Microsoft does not let Lesson Guard, and tries again", async () => {
    const { lesson } = await planned();
    await cancel(lesson);
    planning.practice.switches.calendars = "none";
    expect(await doCancel(lesson)).toMatchObject({ retryAfterMs: 30_000 });
    expect(await planning.line(lesson, "Calendar")).toMatchObject({
      state: "your turn",
      words: expect.stringContaining("Delete the meeting in your Teams calendar"),
    });
    planning.reset();
    expect(await doCancel(lesson)).toEqual({ done: true });
    expect(await planning.line(lesson, "Calendar")).toMatchObject({ state: "done" });
  });

  it("is cancelled by the person who planned it alone, and not once it has begun", async () => {
    const { day } = planning;
    const { lesson } = await planned();
    const before = await events();
    const colleague = { ...planning.teacher, id: idOf("hughes") };
    expect(await cancel(lesson, colleague)).toMatchObject({ refused: "not-found" });
    await day.lessons.report(lesson, { report: "meeting-started", source: "event" });
    expect(await cancel(lesson)).toMatchObject({ refused: "lesson-on" });
    expect(cancelledAt(await day.lessons.read(lesson))).toBeUndefined();
    expect(await events()).toBe(before);
  });

  it("is a lesson like any other where Teams shows that it was started all the same", async () => {
    const { day } = planning;
    const { lesson, family } = await planned();
    await cancel(lesson);
    await day.lessons.report(lesson, { report: "meeting-started", source: "event" });
    const state = await day.lessons.read(lesson);
    expect([state.phase, state.kind, cancelledAt(state)]).toEqual(["arrival", "class", undefined]);
    expect(await day.visits.open(family, "d", "home")).toMatchObject({ next: { state: "open" } });
  });
});

describe("a lesson at the time of another one", () => {
  const plan = (more: object) =>
    planning.day.plans.plan(planning.teacher, planning.asked({ overlapping: undefined, ...more }));

  it("is planned only once that was said: of the person, a colleague, or the list", async () => {
    const { list } = await planned();
    const other = { time: "10:30", title: "Another one" };
    const you = `You have another lesson then: “${TITLE}”, 1 December 2026, 10:00 to 10:45.`;
    expect(await plan(other)).toMatchObject({
      refused: "overlaps",
      say: `Nothing is planned yet. ${you}`,
    });
    const all = await plan({ ...other, staff: [idOf("hughes")], class: list });
    expect(all).toMatchObject({
      refused: "overlaps",
      say: expect.stringMatching(
        /You have another.* has another lesson then: .*The families of this list have another/,
      ),
    });
    // To a colleague who has no part in it, its title is not said.
    const colleague = { ...planning.teacher, id: idOf("shah") };
    const said = await planning.day.plans.plan(
      colleague,
      planning.asked({ overlapping: undefined, ...other, staff: [idOf("hughes")] }),
    );
    expect(said).toMatchObject({
      say: expect.stringMatching(/ has another lesson then: a class lesson, 1 December 2026, 10:00 to 10:45/),
    });
    expect(JSON.stringify(said)).not.toContain(TITLE);
    expect(await plan({ ...other, overlapping: true })).toHaveProperty("lesson");
  });

  it("is no overlap where one begins as the other ends, or the other was cancelled", async () => {
    const { lesson } = await planned();
    expect(await plan({ time: "10:45" })).toHaveProperty("lesson");
    expect(await plan({ time: "09:15" })).toHaveProperty("lesson");
    await cancel(lesson);
    expect(await plan({ time: "10:00" })).toHaveProperty("lesson");
  });

  it("is found in any week of a series, by the clock on the wall", async () => {
    await planned({ weeklyUntil: "2027-04-06" });
    // Summer time has begun by then: 10:00 is an hour earlier.
    expect(await plan({ day: "2027-04-06", time: "10:20" })).toMatchObject({
      say: `Nothing is planned yet. You have another lesson then: “${TITLE}”, 6 April 2027, 10:00 to 10:45.`,
    });
    expect(await plan({ day: "2027-04-06", time: "11:00" })).toHaveProperty("lesson");
    expect(await plan({ day: "2027-04-13", time: "10:20" })).toHaveProperty("lesson");
    expect(await plan({ day: "2026-11-26", time: "10:20", weeklyUntil: "2026-12-30" })).toHaveProperty(
      "lesson",
    );
  });
});
