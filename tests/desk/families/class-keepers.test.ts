import { type Day, openDay } from "../school-day.ts";

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

const OWN = { name: "4 Willow", pupils: [{ name: "Maya Singh", adults: ["Mrs Singh"] }] };

it("a list that is taken from a class is seen and changed by its other teachers, too, and by no one else", async () => {
  const [teacher, assistant] = [day.caller("teacher"), day.caller("assistant")];
  const alone = await day.classes.keep(teacher, OWN);
  if ("refused" in alone) throw new Error(alone.say);
  const { class: list } = alone;
  expect(alone.say).toBe("1 family is on the list. Only you see it.");
  expect(await day.classes.keep(assistant, { ...OWN, class: list })).toMatchObject({ refused: "not-found" });
  const shared = await day.classes.keep(teacher, { ...OWN, class: list, staff: ["assistant", "teacher"] });
  expect(shared).toMatchObject({ say: "1 family is on the list. One colleague sees it, too." });
  expect((await day.classes.view(assistant, list))?.families).toHaveLength(1);
  expect(await day.classes.keep(assistant, { ...OWN, class: list })).toMatchObject({ class: list });
  expect(await day.classes.list(day.caller("colleague"))).toEqual([]);
  expect(await day.classes.list(teacher)).toHaveLength(1);
});
