import { type Day, openDay } from "../school-day.ts";

let day: Day;
beforeEach(async () => {
  day = await openDay();
});
afterEach(() => day.close());

const MAYA = { name: "Maya Singh", adults: ["Mrs Singh"] };
const OLIVER = { name: "Oliver Bennett", adults: [] };
type Child = { readonly name: string; readonly adults: readonly string[] };
const keep = (name: string, pupils: readonly Child[], who = "teacher") =>
  day.classes.keep(day.caller(who), { name, pupils });
const names = async (who = "teacher") => (await day.classes.list(day.caller(who))).map(({ name }) => name);

it("a list that is saved twice is there once, also where both presses come at once", async () => {
  const both = await Promise.all([keep("4 Willow", [MAYA, OLIVER]), keep("4 Willow", [MAYA, OLIVER])]);
  const third = await keep("4 Willow", [MAYA, OLIVER]);
  const said = [...both, third].map(({ say }) => say).toSorted();
  expect(said).toEqual([
    "2 families are on the list. Only you see it.",
    "The list is saved already, as it is here: 2 families are on it. Only you see it.",
    "The list is saved already, as it is here: 2 families are on it. Only you see it.",
  ]);
  expect(new Set([...both, third].map((one) => ("class" in one ? one.class : "none"))).size).toBe(1);
  expect(await names()).toEqual(["4 Willow"]);
});

it("another list of that name is not saved beside it, where the page could not tell the two apart", async () => {
  await keep("4 Willow", [MAYA]);
  for (const [name, pupils] of [
    ["4 Willow", [MAYA, OLIVER]],
    ["4 willow ", [MAYA]],
    ["4 Willow", [{ ...MAYA, adults: ["Mrs Singh", "Mr Singh"] }]],
  ] as const)
    expect(await keep(name, pupils)).toMatchObject({ refused: "list-there" });
  expect(await names()).toEqual(["4 Willow"]);
  // A colleague's is their own.
  expect(await keep("4 Willow", [OLIVER], "colleague")).toHaveProperty("class");
  expect(await keep("5 Oak", [MAYA])).toHaveProperty("class");
});
