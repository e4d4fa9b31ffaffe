import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { byHandView } from "../../../src/protocol/screen/by-hand-view.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { guest, roster, TEACHER, user } from "../../protocol/lesson/story.ts";
import { type Day, openDay, startedLesson } from "../school-day.ts";

// P2: a refusal stands for the child, on whichever list or register they are.

const MINUTE = 60_000;
const ZONE = "Europe/London";

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

type Listed = { readonly name: string; readonly adults: readonly string[] };

const keep = async (who: string, name: string, pupils: readonly Listed[], list?: string) => {
  const kept = await day.classes.keep(day.caller(who), {
    name,
    pupils,
    ...(list === undefined ? {} : { class: list }),
  });
  if ("refused" in kept) throw new Error(kept.say);
  return kept.class;
};
const familyIn = async (who: string, list: string, n = 0) => {
  const found = (await day.classes.view(day.caller(who), list))?.families[n];
  if (found === undefined) throw new Error("there is no such family");
  return found;
};
const note = async (who: string, list: string, answer: "given" | "refused" | "withdrawn") => {
  const { family, adults } = await familyIn(who, list);
  const adult = adults[0]?.adult ?? "";
  await day.classes.press(day.caller(who), list, family, { do: "note-answer", adult, answer });
};
const link = async (who: string, list: string, digest: string): Promise<string> => {
  const { family, adults } = await familyIn(who, list);
  const adult = adults[0]?.adult ?? "";
  await day.classes.press(day.caller(who), list, family, { do: "make-link", adult, digest });
  await day.classes.press(day.caller(who), list, family, { do: "sent", adult, how: "e-mail" });
  return family;
};
/** The work that is due now and concerns refusals, carried out. */
const carryOut = async (): Promise<readonly string[]> => {
  const due = await day.records.claimDuties(Date.parse(day.now()), 50, MINUTE, "urgent");
  const kinds = due.map(({ work }) => work.kind);
  for (const { work } of due) {
    if (work.kind === "follow-permission") await day.refusals.tellAll();
    if (work.kind === "find-refusals") await day.refusals.tell(work.lesson);
  }
  return kinds;
};

const MAYA = [{ name: "Maya Singh", adults: ["Maya's mum"] }];
const READING = [{ name: "SINGH, Maya", adults: ["Maya's dad"] }];

describe("a refusal on one list", () => {
  let [first, second]: string[] = [];
  beforeEach(async () => {
    first = await keep("teacher", "4 Willow", MAYA);
    await note("teacher", first, "refused");
    second = await keep("colleague", "Reading", READING);
  });

  it("is seen on the other, which does not say whose it was, nor count the child as not answered", async () => {
    const view = await day.classes.view(day.caller("colleague"), second ?? "");
    expect(view).toMatchObject({
      families: [{ permission: "refused", elsewhere: true, adults: [{ permission: "not asked" }] }],
    });
    expect(JSON.stringify(view)).not.toContain("mum");
    expect(await familyIn("teacher", first ?? "")).not.toHaveProperty("elsewhere");
    await note("teacher", first ?? "", "given");
    const { permission } = await familyIn("colleague", second ?? "");
    expect(permission).toBe("not asked");
  });

  it("closes the other's links, whatever their own adult answers", async () => {
    const family = await link("colleague", second ?? "", "dad");
    expect(await day.visits.open(family, "dad", "home")).toMatchObject({ next: { state: "none" } });
    expect(await day.visits.answer(family, "dad", { yes: true }, "home")).toMatchObject({
      permission: "given",
      next: { state: "none" },
    });
  });

  it("is heard by a lesson of the other list, also one that had the list before, and ends with it", async () => {
    await note("teacher", first ?? "", "given");
    const lesson = await startedLesson(day, []);
    await day.classes.meet(day.caller("teacher"), await keep("teacher", "Group", READING), lesson, {
      weekly: false,
    });
    await day.lessons.report(
      lesson,
      roster(user("r-teacher", TEACHER), guest("r-maya", "Maya Singh (Guest)", "lobby")),
    );
    const warned = async () => {
      await carryOut();
      return unknownPeople(await day.lessons.read(lesson)).map(({ person }) => person);
    };
    expect(await warned()).toEqual([]);
    await note("teacher", first ?? "", "withdrawn");
    expect(await warned()).toEqual(["r-maya"]);
    await note("teacher", first ?? "", "given");
    expect(await warned()).toEqual([]);
  });

  it("is heard by a lesson whose register is a file or a group, and stays until it is taken back", async () => {
    const lesson = await startedLesson(day, []);
    const press = (name: string) =>
      day.lessons.press(day.caller("teacher"), lesson, {
        press: "set-register",
        source: "csv",
        register: [
          { id: "c1", name, also: [] },
          { id: "c2", name: "Maya Thomas", also: [] },
        ],
      });
    await press("Maya Singh");
    expect(await carryOut()).toContain("find-refusals");
    const refusals = async () => (await day.lessons.read(lesson)).refusals;
    expect(await refusals()).toEqual(["c1"]);
    // A shorter register of the same lesson: the same children.
    await press("Maya");
    await carryOut();
    expect(await refusals()).toEqual(["c1"]);
    await note("teacher", first ?? "", "given");
    await carryOut();
    expect(await refusals()).toEqual([]);
  });

  it("implies nothing where the other list's adult joins", async () => {
    const lesson = await startedLesson(day, []);
    const list = await keep("teacher", "Group", READING);
    const family = await link("teacher", list, "dad");
    await note("teacher", first ?? "", "given");
    await day.classes.meet(day.caller("teacher"), list, lesson, { weekly: false });
    expect(await day.visits.join(family, "dad", "home")).toHaveProperty("way");
    await note("teacher", first ?? "", "withdrawn");
    await day.lessons.report(lesson, roster(user("r-teacher", TEACHER), guest("r-dad", "Tablet")));
    const recognition = { as: "pupils", pupils: [family] } as const;
    await day.lessons.press(day.caller("teacher"), lesson, {
      press: "recognise",
      person: "r-dad",
      recognition,
    });
    await day.visits.noteJoining(lesson);
    expect((await familyIn("teacher", list)).adults[0]?.permission).toBe("not asked");
  });

  it("stands where the child was taken from the list on which it was said", async () => {
    await keep("teacher", "4 Willow", [{ name: "Ben Price", adults: [] }], first);
    expect(await familyIn("colleague", second ?? "")).toMatchObject({ permission: "refused" });
  });

  it("is told to those who keep the other, each with their own reference", async () => {
    const family = await link("teacher", first ?? "", "mum");
    await note("teacher", first ?? "", "given");
    await day.visits.answer(family, "mum", { yes: false }, "home");
    const adult = (await familyIn("teacher", first ?? "")).adults[0]?.adult ?? "";
    const other = (await familyIn("colleague", second ?? "")).family;
    expect(await day.refusals.of(family, adult)).toEqual({
      answer: "withdrawn",
      lists: [
        { class: first, family, staff: ["teacher"] },
        { class: second, family: other, staff: ["colleague"] },
      ],
    });
  });
});

describe("a child of a like name", () => {
  it.each([
    ["Maya Singh", "colleague", "Maya", "not asked"],
    ["Maya Singh", "teacher", "Maya", "refused"],
    ["Maya", "colleague", "Maya", "not asked"],
    ["Maya Singh", "colleague", "Maya Singh-Patel", "refused"],
    ["Maya Singh", "colleague", "Maya Patel", "not asked"],
    ["Maya Singh", "teacher", "Anna Singh", "not asked"],
    ["Ann Lee", "colleague", "Joann Lee", "not asked"],
  ])("“%s” refused, and on the list of the %s “%s”: %s", async (refused, who, name, permission) => {
    const first = await keep("teacher", "4 Willow", [{ name: refused, adults: ["Mum"] }]);
    await note("teacher", first, "refused");
    const second = await keep(who, "Reading", [{ name, adults: ["Dad"] }]);
    expect(await familyIn(who, second)).toMatchObject({ permission });
  });
});

it("a lesson in Zoom hears of it, too", async () => {
  const first = await keep("teacher", "4 Willow", MAYA);
  await note("teacher", first, "refused");
  const planned = await day.plans.plan(day.caller("colleague"), {
    request: "r1",
    kind: "group",
    title: "Reading",
    day: "2026-12-01",
    time: "10:00",
    minutes: 30,
    class: await keep("colleague", "Reading", READING),
    staff: [],
    zoom: "https://us04web.zoom.us/j/81234567890?pwd=abc",
  });
  if ("refused" in planned) throw new Error(planned.say);
  await carryOut();
  const around = { reader: "colleague", timeZone: ZONE, phone: "", now: day.now() };
  const lesson = await day.lessons.read(planned.lesson.id);
  expect(byHandView(lesson, [], around as never).pupils[0]).toMatchObject({
    name: "SINGH, Maya",
    refused: expect.stringContaining("Leave them in the waiting room, and do not press Admit all"),
  });
  day.wait(Date.parse("2026-12-01T09:45:00.000Z") - Date.parse(day.now()));
  await day.lessons.press(day.caller("colleague"), lesson.id, { press: "begin-by-hand" });
  const check = { press: "check-pupil", pupil: lesson.register[0]?.id ?? "" } as const;
  expect(await day.lessons.press(day.caller("colleague"), lesson.id, check)).toMatchObject({
    refused: "no-permission",
  });
  expect(noticesOf(lesson, ZONE)).toEqual([]);
});
