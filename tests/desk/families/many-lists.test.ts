import { type Day, openDay } from "../school-day.ts";

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

it("a person keeps 60 lists at most: one that is there can be changed, and a colleague's are not counted", async () => {
  const pupils = [{ name: "Maya Singh", adults: [] }];
  const keep = (who: string, of: { readonly class?: string } = {}) =>
    day.classes.keep(day.caller(who), { name: "4 Willow", pupils, ...of });
  const first = await keep("teacher");
  if ("refused" in first) throw new Error(first.say);
  for (let kept = 1; kept < 60; kept += 1) expect(await keep("teacher")).toHaveProperty("class");
  expect(await keep("teacher")).toMatchObject({ refused: "too-many-lists" });
  expect(await keep("teacher", { class: first.class })).toHaveProperty("class", first.class);
  expect(await keep("colleague")).toHaveProperty("class");
});
