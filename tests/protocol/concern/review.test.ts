import { reviewOn } from "../../../src/protocol/concern/review.ts";
import { type Concern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";

const raised = (about: Concern["about"], raisedAt: string, until?: string): Concern => ({
  ...NO_CONCERN,
  about,
  raisedAt,
  keeping: { ...NO_CONCERN.keeping, ...(until === undefined ? {} : { until }) },
});

describe("when a concern comes up for review", () => {
  it.each([
    ["a child's, after 21 years", raised("child", "2026-11-24T10:00:00.000Z"), "2047-11-24"],
    ["an ended lesson's, as a child's", raised("ended", "2026-11-24T10:00:00.000Z"), "2047-11-24"],
    ["one about an adult, after ten", raised("adult", "2026-11-24T10:00:00.000Z"), "2036-11-24"],
    ["raised on a leap day, on 1 March", raised("adult", "2028-02-29T10:00:00.000Z"), "2038-03-01"],
    [
      "on the day the last review named",
      raised("child", "2026-11-24T10:00:00.000Z", "2030-09-01"),
      "2030-09-01",
    ],
  ])("%s", (_what, concern, day) => {
    expect(reviewOn(concern)).toBe(day);
  });

  it("after the years that the school keeps", () => {
    const years = { reviewChildYears: 25, reviewStaffYears: 6 } as never;
    expect(reviewOn(raised("child", "2026-11-24T10:00:00.000Z"), years)).toBe("2051-11-24");
    expect(reviewOn(raised("adult", "2026-11-24T10:00:00.000Z"), years)).toBe("2032-11-24");
  });
});
