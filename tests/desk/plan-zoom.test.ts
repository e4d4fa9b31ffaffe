import { zoomWays } from "../../src/desk/families/zoom-ways.ts";
import { openPlanDesk } from "../../src/desk/plan-desk.ts";
import { plannedId } from "../../src/desk/random.ts";
import { settleDuty } from "../../src/duty/attempt.ts";
import { lessonDocument } from "../../src/protocol/export/lesson-document.ts";
import { joinOf } from "../../src/teams/alert-around.ts";
import { idOf, Planning } from "./planning.ts";

let planning: Planning;
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.close());

const ADDRESS = "https://us02web.zoom.us/j/81234567890?pwd=Quillwort";
const IN_ZOOM = { day: "2026-12-01", time: "10:00", minutes: 30, zoom: `${ADDRESS}#success` } as const;

const AROUND = { now: "2026-12-16T10:00:00.000Z", timeZone: "Europe/London", school: "Oakfield" };

const goTo = (at: string): void => planning.day.wait(Date.parse(at) - Date.parse(planning.day.now()));

/** A list with one family, and its link. */
const family = async (): Promise<{ readonly list: string; readonly family: string }> => {
  const { day, teacher } = planning;
  const pupils = [{ name: "Maya Singh", adults: ["An adult"] }];
  const kept = await day.classes.keep(teacher, { name: "4 Rowan", pupils });
  if ("refused" in kept) throw new Error(kept.say);
  const [first] = (await day.classes.view(teacher, kept.class))?.families ?? [];
  const [id, adult] = [first?.family ?? "", first?.adults[0]?.adult ?? ""];
  await day.classes.press(teacher, kept.class, id, { do: "make-link", adult, digest: "d" });
  return { list: kept.class, family: id };
};

const wayOf = async (id: string) => {
  const joined = await planning.day.visits.join(id, "d", "home");
  return "way" in joined ? joined.way : joined;
};

describe("a lesson in Zoom that a teacher plans", () => {
  it("leads its families to its address at its time, and to no other time", async () => {
    const { list, family: id } = await family();
    const lesson = await planning.plan({ ...IN_ZOOM, class: list, staff: [idOf("hughes")] });
    const done = await planning.carryOut(lesson);
    expect(done.map(([kind]) => kind)).toEqual(["bring-families", "give-bot", "give-bot"]);
    expect(done.filter(([, outcome]) => !("done" in outcome))).toEqual([]);
    goTo("2026-12-01T09:50:00.000Z");
    expect(await wayOf(id)).toMatchObject({ next: { state: "to come" } });
    goTo("2026-12-01T09:56:00.000Z");
    expect(await wayOf(id)).toEqual({ in: "Zoom", address: ADDRESS });
    await planning.day.lessons.press(planning.teacher, lesson, { press: "over-by-hand" });
    expect(await wayOf(id)).toMatchObject({ next: { state: "none" } });
  });

  it("keeps its address out of every fact, index and sentence, and forgets it the day after", async () => {
    const { list } = await family();
    const lesson = await planning.plan({ ...IN_ZOOM, class: list });
    await planning.carryOut(lesson);
    const { day, teacher } = planning;
    await day.lessons.press(teacher, lesson, { press: "begin-by-hand" });
    const all = JSON.stringify([
      await day.record.read(`lesson:${lesson}`),
      await day.record.dutiesOf(`lesson:${lesson}`),
      await day.record.openLessons(),
      await day.lessons.read(lesson),
      await planning.view(lesson),
      await day.plans.planned(teacher),
    ]);
    expect(all).toContain("Zoom");
    expect(all).not.toContain("Quillwort");
    expect(all).not.toContain("81234567890");
    expect(await zoomWays(day.record).of(lesson)).toBe(ADDRESS);
    const forget = { kind: "remind", lesson, of: "forget-way" } as const;
    // It goes on: its families still need the way.
    const kept = async (): Promise<boolean> => (await zoomWays(day.record).of(lesson)) !== undefined;
    expect(await planning.work(forget)).toHaveProperty("round");
    expect(await kept()).toBe(true);
    await day.lessons.press(teacher, lesson, { press: "over-by-hand" });
    await planning.work(forget);
    expect(await kept()).toBe(true);
    goTo("2026-12-02T10:30:00.000Z");
    expect(await planning.work(forget)).toEqual({ done: true });
    expect(await kept()).toBe(false);
  });

  type Move = "over" | "go on" | { readonly to: string };
  const orders: readonly (readonly [string, readonly Move[]])[] = [
    ["no one ever presses", []],
    ["it is begun, and no one says that it is over", [{ to: "2026-12-01T09:58:00.000Z" }, "go on"]],
    ["it is begun and over", [{ to: "2026-12-01T09:58:00.000Z" }, "go on", "over"]],
    ["it is said days before not to take place", ["over"]],
    ["that is taken back at once", ["over", "go on"]],
    ["that is taken back days later", ["over", { to: "2026-11-29T09:00:00.000Z" }, "go on"]],
    ["that is taken back at its hour", ["over", { to: "2026-12-01T09:30:00.000Z" }, "go on", "go on"]],
    [
      "it is over by mistake, and goes on",
      [{ to: "2026-12-01T09:10:00.000Z" }, "go on", "over", { to: "2026-12-01T10:05:00.000Z" }, "go on"],
    ],
    [
      "it is over, goes on and is over again",
      ["over", "go on", { to: "2026-12-01T09:58:00.000Z" }, "go on", "over", "go on", "over"],
    ],
  ];

  it.each(orders)("keeps its address until a day after its end, and no longer: %s", async (_name, moves) => {
    const lesson = await planning.plan(IN_ZOOM);
    const { day, teacher } = planning;
    const way = zoomWays(day.record);
    let soFar = day.now();
    /** The clock goes on, and each duty that is due is carried out at its moment. */
    const until = async (at: string): Promise<void> => {
      for (;;) {
        const [due] = (await day.record.dutiesOf(`lesson:${lesson}`)).filter(
          ({ state, work, notBefore }) =>
            state === "waiting" &&
            work.kind === "remind" &&
            work.of === "forget-way" &&
            notBefore <= Date.parse(at),
        );
        if (due === undefined) break;
        const from = new Date(Math.max(due.notBefore, Date.parse(soFar))).toISOString();
        if (from > at) break;
        goTo(from);
        soFar = from;
        const [claimed] = (await day.records.claimDuties(Date.parse(from), 100, 60_000, "others")).filter(
          ({ id }) => id === due.id,
        );
        if (claimed === undefined) throw new Error("not claimed");
        const outcome = await planning.work(due.work);
        await settleDuty(day.records, claimed, outcome, Date.parse(from));
      }
      goTo(at);
      soFar = at;
    };
    for (const move of moves)
      if (typeof move === "object") await until(move.to);
      else
        await day.lessons.press(teacher, lesson, {
          press: move === "over" ? "over-by-hand" : "begin-by-hand",
        });
    for (const at of ["2026-12-01T10:06:00.000Z", "2026-12-02T10:29:59.000Z"]) {
      await until(at);
      expect(await way.of(lesson)).toBe(ADDRESS);
    }
    await until("2026-12-02T10:30:01.000Z");
    expect(await way.of(lesson)).toBeUndefined();
  });

  it("keeps its address for a day after it was said to be over, where that is later", async () => {
    const lesson = await planning.plan(IN_ZOOM);
    const { day, teacher } = planning;
    goTo("2026-12-01T09:58:00.000Z");
    await day.lessons.press(teacher, lesson, { press: "begin-by-hand" });
    goTo("2026-12-01T12:00:00.000Z");
    await day.lessons.press(teacher, lesson, { press: "over-by-hand" });
    goTo("2026-12-02T11:00:00.000Z");
    const forget = { kind: "remind", lesson, of: "forget-way" } as const;
    expect(await planning.work(forget)).toMatchObject({ againAfterMs: 60 * 60_000 });
    expect(await zoomWays(day.record).of(lesson)).toBe(ADDRESS);
  });

  it("is listed as planned while its address is kept, and no longer, though no one says that it is over", async () => {
    const lesson = await planning.plan(IN_ZOOM);
    const inTeams = await planning.plan({ day: "2026-12-01", time: "11:00" });
    const { day, teacher } = planning;
    const listed = async () => (await day.plans.planned(teacher)).map(({ id }) => id);
    goTo("2026-12-02T10:29:59.000Z");
    expect(await listed()).toEqual([lesson, inTeams]);
    goTo("2026-12-02T10:30:00.000Z");
    expect(await listed()).toEqual([inTeams]);
  });

  it("leaves no address where the lesson could not be recorded, and the address where it was", async () => {
    const { day, teacher } = planning;
    for (const recorded of [false, true]) {
      const plans = openPlanDesk({
        ...day,
        lessons: {
          ...day.lessons,
          report: async (id, report) => {
            if (recorded) await day.lessons.report(id, report);
            throw new Error("the disk is full");
          },
        },
      });
      const asked = planning.asked(IN_ZOOM);
      await expect(plans.plan(teacher, asked)).rejects.toThrow("the disk is full");
      const kept = await zoomWays(day.record).of(plannedId(teacher.id, asked.request));
      expect(kept).toBe(recorded ? ADDRESS : undefined);
    }
  });

  it("says what is left to its staff, asks nothing of Microsoft, and has no way in through Teams", async () => {
    const rooms = planning.practice.rooms.all.length;
    const lesson = await planning.plan({ ...IN_ZOOM, staff: [idOf("hughes")] });
    await planning.carryOut(lesson);
    const view = await planning.view(lesson);
    expect(view.inZoom).toBe(true);
    expect(view.lines.map(({ title, state }) => `${title}: ${state}`)).toEqual([
      "The link: done",
      "Calendar: your turn",
      "In Zoom: your turn",
      "During the lesson: your turn",
      "Private messages: done",
      "Families: your turn",
    ]);
    expect(view.ready).toBe(true);
    expect(planning.practice.rooms.all).toHaveLength(rooms);
    const links = { join: () => "https://teams.invalid" } as never;
    expect(joinOf({ links }, await planning.day.lessons.read(lesson))).toBeUndefined();
  });

  it("is refused with another address, and nothing of it is kept", async () => {
    const { day, teacher } = planning;
    for (const zoom of ["https://example.org/j/81234567890", "https://zoom.us/s/81234567890?zak=x", "zoom"])
      expect(await day.plans.plan(teacher, planning.asked({ ...IN_ZOOM, zoom }))).toMatchObject({
        refused: "address",
      });
    expect(await day.plans.planned(teacher)).toEqual([]);
  });

  it("every week is a lesson for each week, and leads its families there week after week", async () => {
    const { day, teacher } = planning;
    const { list, family: id } = await family();
    const asked = planning.asked({ ...IN_ZOOM, class: list, weeklyUntil: "2026-12-15" });
    expect(await day.plans.plan(teacher, asked)).toMatchObject({
      say: expect.stringContaining("3 lessons in Zoom, one each week"),
    });
    // A second press of the form, and a part of it that was lost, make none twice.
    expect(await day.plans.plan(teacher, asked)).toMatchObject({ say: "It is planned already." });
    const lessons = await day.plans.planned(teacher);
    expect(lessons.map(({ startsAt }) => startsAt)).toEqual(
      ["2026-12-01", "2026-12-08", "2026-12-15"].map((on) => `${on}T10:00:00.000Z`),
    );
    for (const lesson of lessons) await planning.carryOut(lesson.id);
    for (const lesson of lessons) {
      const on = (lesson.startsAt ?? "").slice(0, 10);
      goTo(`${on}T09:50:00.000Z`);
      expect(await wayOf(id)).toMatchObject({ next: { state: "to come", startsAt: lesson.startsAt } });
      goTo(`${on}T09:56:00.000Z`);
      expect(await wayOf(id)).toEqual({ in: "Zoom", address: ADDRESS });
      await day.lessons.press(teacher, lesson.id, { press: "begin-by-hand" });
      await day.lessons.press(teacher, lesson.id, { press: "over-by-hand" });
      const document = lessonDocument(await day.lessons.read(lesson.id), [], AROUND);
      expect(JSON.stringify(document)).toContain('["Platform","Zoom"]');
    }
    expect(await wayOf(id)).toMatchObject({ next: { state: "none" } });
    const long = planning.asked({ ...IN_ZOOM, day: "2027-01-05", weeklyUntil: "2027-06-15" });
    expect(await day.plans.plan(teacher, long)).toMatchObject({ refused: "when" });
  });

  it("that does not take place is said to its family as cancelled, and not as ended", async () => {
    const { day, teacher } = planning;
    const { list, family: id } = await family();
    const lesson = await planning.plan({ ...IN_ZOOM, class: list });
    await planning.carryOut(lesson);
    const visit = async () => day.visits.open(id, "d", "home");
    expect(await visit()).toMatchObject({ next: { state: "to come" } });
    expect(await day.plans.cancel(teacher, lesson)).toMatchObject({ say: "Noted: it does not take place." });
    expect(await visit()).toMatchObject({ next: { state: "none" }, cancelled: ["2026-12-01T10:00:00.000Z"] });
    expect(await planning.view(lesson)).toMatchObject({
      cancelled: true,
      lines: [{ title: "Calendar" }, { title: "Families" }],
    });
    await day.lessons.press(teacher, lesson, { press: "begin-by-hand" });
    expect(await visit()).toMatchObject({ cancelled: [] });
  });

  it("is pressed only by its own staff: a colleague who has no part in it is answered as anyone else", async () => {
    const lesson = await planning.plan({ ...IN_ZOOM, staff: [idOf("hughes")] });
    const { day } = planning;
    const by = (word: string) => ({ id: idOf(word), name: word, roles: ["staff"], fresh: true }) as const;
    goTo("2026-12-01T09:56:00.000Z");
    for (const press of ["begin-by-hand", "over-by-hand"] as const)
      expect(await day.lessons.press(by("doyle"), lesson, { press })).toMatchObject({ refused: "not-yours" });
    expect(await day.lessons.press(by("hughes"), lesson, { press: "begin-by-hand" })).toMatchObject({
      say: "Noted: the lesson is on.",
    });
  });
});
