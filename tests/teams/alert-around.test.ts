import { aroundAlert } from "../../src/teams/alert-around.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

let day: Day;
let lesson = "";

beforeEach(async () => {
  day = await openDay();
  lesson = await startedLesson(day);
});
afterEach(() => day.close());

const raise = async (): Promise<string> => {
  day.wait(60_000);
  const answer = await day.concerns.raise(day.caller("teacher"), await day.lessons.read(lesson), "child");
  if (!("concern" in answer)) throw new Error(answer.say);
  return answer.concern.ref;
};

/** Which alert of its lesson this is, as its card says to this reader; undefined where nothing is said. */
const orderFor = async (ref: string, reader?: string): Promise<number | undefined> => {
  const links = { record: () => "", join: () => "" };
  const people = { mailOf: async () => undefined };
  const { after } = await aroundAlert({ ...day, links, people }, await day.concerns.read(ref), reader);
  return after?.order;
};

it("the DSL reads one number of the same alert, in the channel and in their own chat", async () => {
  const first = await raise();
  await day.concerns.haveIt(day.caller("dsl"), first);
  const second = await raise();
  day.wait(180_000);
  expect(await day.concerns.escalate(second, 2)).toBe(true);
  expect([await orderFor(second), await orderFor(second, "dsl")]).toEqual([2, 2]);
});

it("a headteacher who was told of none of the others reads no number (X2)", async () => {
  const first = await raise();
  await day.concerns.haveIt(day.caller("dsl"), first);
  const second = await raise();
  for (const step of [2, 3]) {
    day.wait(180_000);
    await day.concerns.escalate(second, step);
  }
  const { deliveries } = await day.concerns.read(second);
  expect(deliveries.some(({ target }) => target.to === "person" && target.person === "head")).toBe(true);
  expect(await orderFor(second, "head")).toBeUndefined();
});

it("of pupils without staff the DSL can call the teacher, and a co-organiser: no one who could let no one in", async () => {
  const { lessons, concerns } = day;
  day.wait(60_000);
  await lessons.report(lesson, { report: "person-left", person: "r-teacher" });
  day.wait(20_000);
  const { aloneAlert, staffNames } = await lessons.report(lesson, { report: "alone-due" });
  expect(aloneAlert).toBeDefined();
  const links = { record: () => "", join: () => "" };
  const people = { mailOf: async (person: string) => `${person}@school.example` };
  const named = {
    ...lessons,
    read: async (id: string) => ({
      ...(await lessons.read(id)),
      staffNames: { ...staffNames, teacher: "Miss Hart", assistant: "Mr Bell" },
    }),
  };
  const concern = await concerns.read(aloneAlert?.ref ?? "");
  const around = await aroundAlert({ ...day, lessons: named, links, people }, concern, undefined);
  expect([around.call?.name, around.others?.map(({ name }) => name)]).toEqual(["Miss Hart", ["Mr Bell"]]);
  const plain = {
    ...named,
    read: async (id: string) => {
      const { staff, ...one } = await named.read(id);
      return { ...one, staff: staff.map((member) => ({ ...member, part: "member" as const })) };
    },
  };
  const alone = await aroundAlert({ ...day, lessons: plain, links, people }, concern, undefined);
  expect([alone.call?.name, alone.others]).toEqual(["Miss Hart", undefined]);
});
