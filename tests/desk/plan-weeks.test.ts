import { idOf, Planning } from "./planning.ts";

let planning: Planning;
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.close());

const CANCELLED = "2026-12-08";
const cancel = (lesson: string, day = CANCELLED, who = planning.teacher) =>
  planning.day.plans.cancel(who, lesson, day);
const work = (lesson: string, number = 1) =>
  planning.work({ kind: "cancel-meeting", lesson, day: CANCELLED }, number);
const waitUntil = (iso: string): void => planning.day.wait(Date.parse(iso) - Date.parse(planning.day.now()));
const weekOf = async (lesson: string, day = CANCELLED) =>
  (await planning.view(lesson)).weeks?.find((one) => one.day === day);

/** A series of three Tuesdays, with one family and its link. */
const series = async () => {
  const { day, teacher } = planning;
  const kept = await day.classes.keep(teacher, {
    name: "4 Rowan",
    pupils: [{ name: "Maya Singh", adults: ["An adult"] }],
  });
  if ("refused" in kept) throw new Error(kept.say);
  const [first] = (await day.classes.view(teacher, kept.class))?.families ?? [];
  const [family, adult] = [first?.family ?? "", first?.adults[0]?.adult ?? ""];
  await day.classes.press(teacher, kept.class, family, { do: "make-link", adult, digest: "d" });
  const lesson = await planning.plan({ class: kept.class, weeklyUntil: "2026-12-18" });
  await planning.carryOut(lesson);
  return { lesson, page: () => day.visits.open(family, "d", "home") };
};

describe("one lesson of a weekly series", () => {
  it("is cancelled alone: its family reads which, the calendar loses it, and the others stay", async () => {
    const { lesson, page } = await series();
    expect((await planning.view(lesson)).weeks?.map(({ day }) => day)).toEqual([
      "2026-12-01",
      CANCELLED,
      "2026-12-15",
    ]);
    expect(await cancel(lesson)).toMatchObject({
      say: expect.stringMatching(/^Cancelled, this one alone\./),
    });
    expect(await cancel(lesson)).toMatchObject({ say: "It is cancelled already." });
    expect(await weekOf(lesson)).toMatchObject({ cancelled: { state: "not yet" } });
    expect((await planning.view(lesson)).ready).toBe(false);
    expect(await work(lesson)).toEqual({ done: true });
    // A second time finds nothing, and that is as good.
    expect(await work(lesson)).toEqual({ done: true });
    const week = await weekOf(lesson);
    expect(week).toMatchObject({
      cancelled: {
        state: "done",
        text: { subject: expect.stringContaining("8 December 2026 is cancelled") },
      },
    });
    expect(JSON.stringify(week)).not.toMatch(/Maya|https?:/);
    expect((await planning.view(lesson)).when).toBe(
      "Tuesday 1 December 2026, 10:00 to 10:45, every week until 15 December 2026; not on 8 December 2026",
    );
    // The first is still the next; then the third.
    expect(await page()).toMatchObject({
      next: { startsAt: "2026-12-01T10:00:00.000Z" },
      cancelled: ["2026-12-08T10:00:00.000Z"],
    });
  });

  it("is cancelled after the first was held, too, and each later lesson knows of it", async () => {
    const { lesson, page } = await series();
    const { day, teacher } = planning;
    waitUntil("2026-12-01T10:00:00.000Z");
    await day.lessons.report(lesson, { report: "meeting-started", source: "event" });
    waitUntil("2026-12-01T10:45:00.000Z");
    await day.lessons.report(lesson, { report: "meeting-ended" });
    expect((await day.lessons.read(lesson)).phase).toBe("over");
    waitUntil("2026-12-03T10:00:00.000Z");
    expect((await day.plans.planned(teacher)).map(({ id }) => id)).toEqual([lesson]);
    expect(await cancel(lesson)).toMatchObject({ say: expect.stringMatching(/^Cancelled/) });
    expect(await work(lesson)).toEqual({ done: true });
    expect(await page()).toMatchObject({
      next: { state: "to come", startsAt: "2026-12-15T10:00:00.000Z" },
      cancelled: ["2026-12-08T10:00:00.000Z"],
    });
    // On its day no way leads to it; the week after it does.
    waitUntil("2026-12-08T09:57:00.000Z");
    expect(await page()).toMatchObject({ next: { state: "to come" } });
    waitUntil("2026-12-15T09:57:00.000Z");
    expect(await page()).toMatchObject({ next: { state: "open" }, cancelled: [] });
    const { chatId } = await day.lessons.read(lesson);
    const later = await day.lessons.occurrence({ chatId, meetingId: "", at: day.now(), heard: "start" });
    expect([later.id === lesson, later.skipped]).toEqual([false, [CANCELLED]]);
  });

  it("is no lesson on another day, not one that has begun, and no colleague's to cancel", async () => {
    const { lesson } = await series();
    expect(await cancel(lesson, "2026-12-09")).toMatchObject({ refused: "when" });
    expect(await cancel(lesson, "2026-12-22")).toMatchObject({ refused: "when" });
    const colleague = { ...planning.teacher, id: idOf("hughes") };
    expect(await cancel(lesson, CANCELLED, colleague)).toMatchObject({ refused: "not-found" });
    waitUntil("2026-12-08T10:01:00.000Z");
    expect(await cancel(lesson)).toMatchObject({ refused: "lesson-on" });
    expect((await planning.day.lessons.read(lesson)).skipped).toBeUndefined();
  });

  it("says what to do where Microsoft does not let Lesson Guard, and tries again", async () => {
    const { lesson } = await series();
    await cancel(lesson);
    planning.practice.switches.calendars = "none";
    expect(await work(lesson)).toMatchObject({ retryAfterMs: 30_000 });
    expect(await weekOf(lesson)).toMatchObject({
      cancelled: { state: "your turn", words: expect.stringContaining("Delete this one lesson") },
    });
    planning.reset();
    expect(await work(lesson)).toEqual({ done: true });
    expect(await weekOf(lesson)).toMatchObject({ cancelled: { state: "done" } });
  });
});
