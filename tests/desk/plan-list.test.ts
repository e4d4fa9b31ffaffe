import { openPlanDesk } from "../../src/desk/plan-desk.ts";
import { FOUND } from "../protocol/lesson/story.ts";
import { idOf, Planning } from "./planning.ts";

let planning: Planning;
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.close());

const keep = async (...names: readonly string[]): Promise<string> => {
  const pupils = names.map((name) => ({ name, adults: ["An adult"] }));
  const kept = await planning.day.classes.keep(planning.teacher, { name: names.join(", "), pupils });
  if ("refused" in kept) throw new Error(kept.say);
  return kept.class;
};

describe("a one-to-one", () => {
  it("is not planned with a list of several children, and says what to choose; with one child it is", async () => {
    const { day, teacher } = planning;
    const four = await keep("Amara Osei", "May Lewis", "Noah Clarke", "Maya Singh");
    const asked = { kind: "one-to-one", title: "Reading", class: four } as const;
    expect(await day.plans.plan(teacher, planning.asked(asked))).toMatchObject({
      refused: "not-a-one-to-one",
      say: expect.stringMatching(/one child, and this list has 4\./),
    });
    expect(await day.plans.planned(teacher)).toEqual([]);
    await planning.plan({ ...asked, class: await keep("Noah Clarke") });
    await planning.plan({ ...asked, class: four, kind: "group" });
    expect(await day.plans.planned(teacher)).toHaveLength(2);
  });
});

describe("a title that names a child of the list", () => {
  it("is refused with words that repeat no name, and nothing is planned; a month is no child", async () => {
    const { day, teacher } = planning;
    const list = await keep("Amara Osei", "May Lewis");
    for (const title of ["Amara Osei reading", "Amara’s phonics", "May Lewis maths"])
      expect(await day.plans.plan(teacher, planning.asked({ class: list, title }))).toEqual({
        refused: "title",
        say: "The title names a child of this list. Write what the lesson is about.",
      });
    expect(await day.plans.planned(teacher)).toEqual([]);
    await planning.plan({ class: list, title: "May maths", staff: [idOf("hughes")] });
    expect((await day.plans.planned(teacher)).map(({ title }) => title)).toEqual(["May maths"]);
  });

  it("is refused of every child whom the person teaches: of another list, of a lesson, and where no list is chosen", async () => {
    const { day, teacher } = planning;
    const said = "The title names a child whom you teach. Write what the lesson is about.";
    const list = await keep("Noah Clarke");
    const other = await keep("Maya Singh");
    const maths = await planning.plan({ title: "Year 4 maths" });
    await day.lessons.press(teacher, maths, {
      press: "set-register",
      source: "csv",
      register: [{ id: "p1", name: "Zofia Nowak", also: [] }],
    });
    for (const asked of [
      { title: "Reading with Noah Clarke" },
      { title: "Reading with Noah", kind: "one-to-one" as const },
      { title: "Noah’s phonics", class: other },
      { title: "Zofia: spelling", class: list },
    ])
      expect(await day.plans.plan(teacher, planning.asked(asked))).toEqual({ refused: "title", say: said });
    // A colleague's children are not theirs to be asked about.
    const colleague = { ...teacher, id: idOf("hughes") };
    expect(await day.plans.plan(colleague, planning.asked({ title: "Noah’s Ark" }))).toHaveProperty("lesson");
  });
});

describe("the links of a list for which two lessons are planned", () => {
  const HOUR = 60 * 60_000;
  const SOONER = { day: "2026-12-01", time: "10:00" };
  const LATER = { day: "2026-12-03", time: "10:00" };
  const goTo = (at: string): void => planning.day.wait(Date.parse(at) - Date.parse(planning.day.now()));
  const chatOf = async (lesson: string) => (await planning.day.lessons.read(lesson)).chatId;
  const planned = async (more: Parameters<Planning["plan"]>[0]): Promise<string> => {
    const id = await planning.plan(more);
    await planning.carryOut(id);
    return id;
  };
  const linkFor = async (list: string): Promise<string> => {
    const { day, teacher } = planning;
    const [first] = (await day.classes.view(teacher, list))?.families ?? [];
    const [family, adult] = [first?.family ?? "", first?.adults[0]?.adult ?? ""];
    await day.classes.press(teacher, list, family, { do: "make-link", adult, digest: "d" });
    return family;
  };
  const nextOf = async (family: string) => {
    const seen = await planning.day.visits.open(family, "d", "home");
    return "not" in seen ? seen : seen.next;
  };
  const chatFor = async (family: string) => {
    const joined = await planning.day.visits.join(family, "d", "home");
    return "way" in joined && joined.way.in === "Teams" ? joined.way.chat : joined;
  };

  it.each([
    ["in their order", [SOONER, LATER]],
    ["the later one first", [LATER, SOONER]],
  ])("lead to the sooner one until it is over, then to the other: %s", async (_order, days) => {
    const list = await keep("Maya Singh");
    const family = await linkFor(list);
    const ids = new Map<string, string>();
    for (const one of days) ids.set(one.day, await planned({ class: list, ...one }));
    expect(await nextOf(family)).toMatchObject({ state: "to come", startsAt: "2026-12-01T10:00:00.000Z" });
    goTo("2026-12-01T10:20:00.000Z");
    expect(await chatFor(family)).toBe(await chatOf(ids.get(SOONER.day) ?? ""));
    goTo("2026-12-01T11:00:00.000Z");
    expect(await nextOf(family)).toMatchObject({ state: "to come", startsAt: "2026-12-03T10:00:00.000Z" });
    goTo("2026-12-03T09:56:00.000Z");
    expect(await chatFor(family)).toBe(await chatOf(ids.get(LATER.day) ?? ""));
  });

  it("stay with a lesson that is on while another is planned, and both lessons hear of a refusal", async () => {
    const { day, teacher } = planning;
    const list = await keep("Maya Singh");
    const family = await linkFor(list);
    const sooner = await planned({ class: list, ...SOONER });
    goTo("2026-12-01T10:10:00.000Z");
    const later = await planned({ class: list, ...LATER });
    expect(await chatFor(family)).toBe(await chatOf(sooner));
    const adult = (await day.classes.view(teacher, list))?.families[0]?.adults[0]?.adult ?? "";
    await day.classes.press(teacher, list, family, { do: "note-answer", adult, answer: "refused" });
    await day.refusals.tellAll();
    for (const id of [sooner, later]) expect((await day.lessons.read(id)).refusals).toEqual([family]);
  });

  it("lead to no lesson of a series after its last day", async () => {
    const list = await keep("Maya Singh");
    const family = await linkFor(list);
    await planned({ class: list, ...SOONER, weeklyUntil: "2026-12-08" });
    await planned({ class: list, day: "2026-12-17", time: "10:00" });
    goTo("2026-12-02T10:00:00.000Z");
    expect(await nextOf(family)).toMatchObject({ startsAt: "2026-12-08T10:00:00.000Z" });
    planning.day.wait(6 * 24 * HOUR + 2 * HOUR);
    expect(await nextOf(family)).toMatchObject({ startsAt: "2026-12-17T10:00:00.000Z" });
  });

  it("lead to the next of all that were chosen or planned; to one alone where that was chosen", async () => {
    const { day, teacher } = planning;
    const list = await keep("Maya Singh");
    const family = await linkFor(list);
    await planned({ class: list, ...SOONER });
    const later = await planned(LATER);
    const meet = (alone: boolean) => day.classes.meet(teacher, list, later, { weekly: false, alone });
    expect(await meet(false)).toMatchObject({
      say: expect.stringMatching(/to this one when its turn comes/),
    });
    expect(await nextOf(family)).toMatchObject({ startsAt: "2026-12-01T10:00:00.000Z" });
    expect(await meet(true)).toMatchObject({ say: expect.stringMatching(/from now on\.$/) });
    expect(await nextOf(family)).toMatchObject({ startsAt: "2026-12-03T10:00:00.000Z" });
  });

  const cancelled = async () => {
    const lesson = await planned(LATER);
    await planning.day.plans.cancel(planning.teacher, lesson);
    return lesson;
  };
  const over = async () => {
    const lesson = await planned({ day: "2026-12-01", time: "08:00" });
    goTo("2026-12-01T09:30:00.000Z");
    return lesson;
  };
  const found = () => {
    const { id } = planning.teacher;
    return { ...FOUND, organiser: id, staff: [{ person: id, part: "organiser" as const }] };
  };
  const noLesson = async () => {
    const { day, teacher } = planning;
    const { id } = await day.lessons.occurrence({ chatId: "none", meetingId: "none" });
    await day.lessons.report(id, found());
    await day.lessons.press(teacher, id, { press: "choose-kind", kind: "not a lesson" });
    return id;
  };
  const beyondReach = async () => {
    const { id } = await planning.day.lessons.occurrence({ chatId: "far", meetingId: "far" });
    await planning.day.lessons.report(id, { ...found(), protectable: false });
    return id;
  };

  it.each([
    ["was cancelled", cancelled, /^This lesson was cancelled\. Nothing was changed/],
    ["is past", over, /^This lesson is over\. Nothing was changed/],
    ["is no lesson", noLesson, /^This is marked as not a lesson\. Nothing was changed/],
    ["cannot be reached", beyondReach, /^Lesson Guard cannot reach this meeting\. Nothing was changed/],
  ])(
    "are given to no lesson that %s: it is not offered, and is refused in words",
    async (_what, made, say) => {
      const { day, teacher } = planning;
      const list = await keep("Maya Singh");
      const family = await linkFor(list);
      await planned({ class: list, ...SOONER });
      const lesson = await made();
      const before = await nextOf(family);
      expect(day.classes.mayCome(await day.lessons.read(lesson))).toBe(false);
      for (const alone of [false, true])
        expect(await day.classes.meet(teacher, list, lesson, { weekly: false, alone })).toMatchObject({
          refused: "none-come",
          say: expect.stringMatching(say),
        });
      expect(await nextOf(family)).toEqual(before);
      expect((await day.lessons.read(lesson)).register).toEqual([]);
      // To a stranger every lesson is the same.
      const stranger = { ...teacher, id: idOf("shah") };
      const other = await day.classes.keep(stranger, {
        name: "4 Oak",
        pupils: [{ name: "Leo", adults: [] }],
      });
      if ("refused" in other) throw new Error(other.say);
      const met = await day.classes.meet(stranger, other.class, lesson, { weekly: false });
      expect(met).not.toMatchObject({ refused: "none-come" });
      expect(met).toHaveProperty("refused");
    },
  );

  it("are said to be done by the plan once each adult has one that was sent, and while they lead there", async () => {
    const { day, teacher } = planning;
    const list = await keep("Maya Singh", "Leo Hart");
    const lesson = await planned({ class: list, ...SOONER });
    const state = async () => (await planning.line(lesson, "Families"))?.state;
    for (const { family, adults } of (await day.classes.view(teacher, list))?.families ?? [])
      for (const { adult } of adults) {
        expect(await state()).toBe("your turn");
        await day.classes.press(teacher, list, family, { do: "make-link", adult, digest: family });
        expect(await state()).toBe("your turn");
        await day.classes.press(teacher, list, family, { do: "sent", adult, how: "e-mail" });
      }
    expect(await state()).toBe("done");
    await day.classes.meet(teacher, list, await planned(LATER), { weekly: false, alone: true });
    expect(await state()).toBe("your turn");
  });

  it("are said to lead to a lesson only while one is on or to come", async () => {
    const { day, teacher } = planning;
    const list = await keep("Maya Singh");
    const lesson = await planned({ class: list, ...SOONER });
    expect(await day.classes.view(teacher, list)).toMatchObject({ meets: true });
    await day.plans.cancel(teacher, lesson);
    expect(await day.classes.view(teacher, list)).toMatchObject({ meets: false });
  });
});

describe("lessons that a person has planned and that are still to come", () => {
  it("are 200 at most: then no more is planned, and one that is planned already is said to be", async () => {
    const { day, teacher } = planning;
    const lesson = await planning.plan();
    const known = await day.lessons.read(lesson);
    const withPlans = (many: number) =>
      openPlanDesk({
        ...day,
        lessons: { ...day.lessons, read: async (id) => (id === "planned" ? known : day.lessons.read(id)) },
        record: {
          setting: day.record.setting,
          saveSetting: day.record.saveSetting,
          lessonByChat: day.record.lessonByChat,
          lessonsOfStaff: async () =>
            Array.from({ length: many }, () => ({ lesson: "planned", overAt: null })) as never,
        },
      });
    const asked = planning.asked();
    expect(await withPlans(200).plan(teacher, asked)).toMatchObject({ refused: "too-many-plans" });
    expect(await withPlans(199).plan(teacher, asked)).toHaveProperty("lesson");
    expect(await withPlans(200).plan(teacher, asked)).toMatchObject({ say: "It is planned already." });
  });
});
