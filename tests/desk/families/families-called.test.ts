import { familiesCalled } from "../../../src/desk/families/families-called.ts";
import { type Day, openDay } from "../school-day.ts";

describe("the families of a child of a name, among all lists of a trust", () => {
  const MANY = 120;
  let day: Day;

  beforeEach(async () => {
    day = await openDay();
    const pupils = Array.from({ length: MANY }, (_, n) => ({ name: `Pupil Number${n}`, adults: [] }));
    await day.classes.keep(day.caller("teacher"), { name: "Many", pupils });
  });

  afterEach(() => day.close());

  it("are looked through one after the other: whatever comes in between is answered", async () => {
    let between = 0;
    let over = false;
    const others = (): void => {
      between += 1;
      if (!over) setImmediate(others);
    };
    setImmediate(others);
    const found = await familiesCalled(day.record, "Pupil Number7");
    over = true;
    expect(found.map(({ child }) => child)).toEqual(["Pupil Number7"]);
    expect(between).toBeGreaterThanOrEqual(MANY);
  });
});
