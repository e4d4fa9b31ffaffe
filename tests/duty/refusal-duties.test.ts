import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { tellRefusal } from "../../src/duty/handlers/refusal-duties.ts";
import { errorFromAnswer } from "../../src/meeting/cloud-error.ts";
import type { DutyWork } from "../../src/protocol/work/duty.ts";
import { linksTo } from "../../src/teams/cards/links.ts";
import { type Day, openDay } from "../desk/school-day.ts";

// P1: a parent's no reaches those who may know of it.

const MINUTE = 60_000;
const CALL = { service: "connector", operation: "open chat", repeatable: true } as const;

let day: Day;
let list: string;
let family: string;
let told: { to: string; card: string }[];
/** Whose chat does not open. */
let closed: Readonly<Record<string, Error>>;

beforeEach(async () => {
  [told, closed] = [[], {}];
  day = await openDay();
  const kept = await day.classes.keep(day.caller("teacher"), {
    name: "4 Willow",
    pupils: [{ name: "Maya Singh", adults: ["Maya's mum", "Maya's dad"] }],
  });
  if ("refused" in kept) throw new Error(kept.say);
  list = kept.class;
  family = (await day.classes.view(day.caller("teacher"), list))?.families[0]?.family ?? "";
  const adult = await adultOf(0);
  await day.classes.press(day.caller("teacher"), list, family, { do: "make-link", adult, digest: "mum" });
});
afterEach(() => day.close());

const adultOf = async (n: number): Promise<string> =>
  (await day.classes.view(day.caller("teacher"), list))?.families[0]?.adults[n]?.adult ?? "";

type Work = Extract<DutyWork, { readonly kind: "tell-refusal" }>;

/** The work that the record holds to tell of a no. */
const recorded = async (): Promise<readonly Work[]> =>
  (await day.records.claimDuties(Date.parse(day.now()), 50, MINUTE, "others")).flatMap(({ work }) =>
    work.kind === "tell-refusal" ? [work] : [],
  );

const carryOut = async (work: Work | undefined): Promise<unknown> => {
  if (work === undefined) throw new Error("no one is to be told");
  const services = {
    ...day,
    links: linksTo("app", "tenant"),
    sender: {
      openPersonal: async (person: string) => {
        const error = closed[person];
        if (error !== undefined) throw error;
        return person;
      },
      send: async (to: string, card: object) => {
        told.push({ to, card: JSON.stringify(card) });
        return { activityId: `${to}-${told.length}` };
      },
      update: async () => undefined,
    },
  } as unknown as DutyServices;
  return tellRefusal(services)(work, {} as Parameters<ReturnType<typeof tellRefusal>>[1]);
};

const sayNo = async (): Promise<Work | undefined> => {
  await day.visits.answer(family, "mum", { yes: false }, "home");
  return (await recorded())[0];
};

it("is told to the member of staff who keeps the list: a reference and the way to it, and no name", async () => {
  expect(await carryOut(await sayNo())).toEqual({ done: true });
  expect(told.map(({ to }) => to)).toEqual(["teacher"]);
  const card = told[0]?.card ?? "";
  expect(card).toContain("A parent refused permission for live lessons");
  const shown = (await day.classes.view(day.caller("teacher"), list))?.families[0]?.ref ?? "";
  expect(shown).toMatch(/^[0-9A-F]{6}$/);
  expect(card).toContain(`"${shown}"`);
  expect(card).toContain(encodeURIComponent(JSON.stringify({ subEntityId: `${list}/${family}` })));
  expect(card).not.toMatch(/Maya|Singh|Willow/);
});

it("is told as taken back where they had said yes before", async () => {
  await day.visits.answer(family, "mum", { yes: true }, "home");
  expect(await recorded()).toEqual([]);
  await carryOut(await sayNo());
  expect(told[0]?.card).toContain("A parent withdrew permission for live lessons");
});

it("is not told once they have said yes again, nor where staff noted it themselves", async () => {
  const work = await sayNo();
  await day.visits.answer(family, "mum", { yes: true }, "home");
  expect(await carryOut(work)).toEqual({ done: true });
  const press = { do: "note-answer", adult: await adultOf(1), answer: "refused" } as const;
  await day.classes.press(day.caller("teacher"), list, family, press);
  expect(await recorded()).toEqual([]);
  expect(told).toEqual([]);
});

it("is told to the headteacher where no one who keeps the list is staff any more", async () => {
  const work = await sayNo();
  day.staffing.roles = { ...day.staffing.roles, teacher: [] };
  expect(await carryOut(work)).toEqual({ done: true });
  expect(told.map(({ to }) => to)).toEqual(["head"]);
  expect(told[0]?.card).toContain("not in the staff group any more");
  expect(told[0]?.card).not.toMatch(/Maya|Willow|Open Families/);
});

it("says to the headteacher that the family is on no list, where it was taken from the last one", async () => {
  const work = await sayNo();
  const kept = await day.classes.keep(day.caller("teacher"), {
    class: list,
    name: "4 Willow",
    pupils: [{ name: "Ben Price", adults: [] }],
  });
  expect(kept).not.toHaveProperty("refused");
  expect(await carryOut(work)).toEqual({ done: true });
  expect(told).toHaveLength(1);
  expect(told[0]?.card).toContain("on no list any more");
  expect(told[0]?.card).not.toMatch(/staff group|Maya/);
});

it("waits where the directory cannot say who is staff: no one is told that they are not", async () => {
  const work = await sayNo();
  day.staffing.away = "fails";
  expect(await carryOut(work)).toEqual({ reason: "the directory cannot be asked" });
  day.staffing.away = "no";
  expect(await carryOut(work)).toEqual({ done: true });
  expect(told.map(({ to }) => to)).toEqual(["teacher"]);
});

it("is tried again where Teams is busy, and goes to the headteacher where Teams lets no one else be told", async () => {
  const work = await sayNo();
  closed = { teacher: errorFromAnswer(CALL, { status: 429, code: "Throttled" }) };
  expect(await carryOut(work)).toMatchObject({ reason: "Throttled" });
  expect(told).toEqual([]);
  closed = { teacher: errorFromAnswer(CALL, { status: 403, code: "BotNotInstalled" }) };
  expect(await carryOut(work)).toEqual({ done: true });
  expect(told.map(({ to }) => to)).toEqual(["head"]);
  expect(told[0]?.card).toContain("could not reach the member of staff who keeps the family’s list");
});

it("is failed work, which the program shows, where neither has a chat that opens", async () => {
  const refused = errorFromAnswer(CALL, { status: 403, code: "BotNotInstalled" });
  closed = { teacher: refused, head: refused };
  expect(await carryOut(await sayNo())).toEqual({ failed: "no one who may know of it could be told" });
});
