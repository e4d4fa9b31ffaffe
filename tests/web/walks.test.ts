import { createWalks, WALK } from "../../src/web/walks.ts";

const MINUTE = 60_000;

describe("a walk through references", () => {
  const walking = () => {
    let at = 0;
    const walks = createWalks(() => at);
    return {
      step: (reference: string, person = "p") => walks.refused(person, reference),
      pass: (ms: number) => {
        at += ms;
      },
    };
  };
  /** @returns at which steps it was told of */
  const walk = (steps: number, each: (n: number) => boolean): readonly number[] =>
    Array.from({ length: steps }, (_, n) => n + 1).filter(each);

  it("is told of at the twentieth, and not again within the window", () => {
    const { step, pass } = walking();
    expect(walk(60, (n) => step(`ref ${n}`).isWalk)).toEqual([WALK.references]);
    pass(WALK.minutes * MINUTE);
    expect(walk(25, (n) => step(`more ${n}`).isWalk)).toEqual([WALK.references]);
  });

  it("is told of every ten minutes while it goes on", () => {
    const { step, pass } = walking();
    const told = walk(100, (n) => {
      pass(15_000);
      return step(`ref ${n}`).isWalk;
    });
    expect(told).toEqual([20, 60, 100]);
  });

  it("is none where one page asks for the same again and again", () => {
    const { step } = walking();
    expect(walk(100, (n) => step(`ref ${n % 19}`).isWalk)).toEqual([]);
  });

  it("is none where it takes longer, or where it is several people's", () => {
    const { step, pass } = walking();
    expect(
      walk(100, (n) => {
        pass(WALK.minutes * MINUTE * 0.06);
        return step(`ref ${n}`).isWalk;
      }),
    ).toEqual([]);
    expect(walk(100, (n) => step(`other ${n}`, `person ${n % 6}`).isWalk)).toEqual([]);
  });

  it("counts what is different within the window alone", () => {
    const { step, pass } = walking();
    expect([step("a"), step("a"), step("b")].map(({ references }) => references)).toEqual([1, 1, 2]);
    pass(WALK.minutes * MINUTE);
    expect(step("c").references).toBe(1);
  });

  it("forgets people who have been quiet, and no others", () => {
    const { step, pass } = walking();
    for (let n = 0; n < 19; n += 1) step(`ref ${n}`, "old");
    pass(WALK.minutes * MINUTE);
    for (let n = 0; n < 19; n += 1) step(`ref ${n}`, "new");
    for (let n = 0; n < 600; n += 1) step("one", `person ${n}`);
    expect(step("one more", "new").isWalk).toBe(true);
    expect(step("one more", "old").references).toBe(1);
  });
});
