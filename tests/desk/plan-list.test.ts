import { idOf, Planning } from "./planning.ts";

let planning: Planning;
beforeEach(async () => {
  planning = await Planning.open();
});
afterEach(() => planning.close());

const keep = async (...names: readonly string[]): Promise<string> => {
  const pupils = names.map((name) => ({ name, adults: ["An adult"] }));
  const kept = await planning.day.classes.keep(planning.teacher, { name: "4 Rowan", pupils });
  if ("refused" in kept) throw new Error(kept.say);
  return kept.class;
};

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
});
