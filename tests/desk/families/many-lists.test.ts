import { type Day, openDay } from "../school-day.ts";

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

it("a person keeps 60 lists at most: one that is there can be changed, and a colleague's are not counted", async () => {
  const pupils = [{ name: "Maya Singh", adults: [] }];
  const keep = (who: string, kept: number, of: { readonly class?: string } = {}) =>
    day.classes.keep(day.caller(who), { name: `${kept} Willow`, pupils, ...of });
  const first = await keep("teacher", 0);
  if ("refused" in first) throw new Error(first.say);
  for (let kept = 1; kept < 60; kept += 1) expect(await keep("teacher", kept)).toHaveProperty("class");
  expect(await keep("teacher", 60)).toMatchObject({ refused: "too-many-lists" });
  expect(await keep("teacher", 0)).toHaveProperty("class", first.class);
  expect(await keep("teacher", 0, { class: first.class })).toHaveProperty("class", first.class);
  expect(await keep("colleague", 0)).toHaveProperty("class");
});
