import { wrongCover } from "../../src/desk/cover-check.ts";
import { openDay } from "./school-day.ts";

describe("cover", () => {
  it("is refused where it names a person who holds no role, and left where the directory does not answer", async () => {
    const day = await openDay();
    const before = day.school.settings();
    const stint = { away: "dsl", by: "deputy", from: "2026-12-01", until: "2026-12-02" };
    const covering = (by: string) => ({ ...before, cover: { stints: [stint, { ...stint, by }] } });
    expect(await wrongCover(day.people, before, covering("deputy"))).toEqual({});
    expect(Object.keys(await wrongCover(day.people, before, covering("colleague")))).toEqual([
      "cover.stints.1.by",
    ]);
    expect(await wrongCover(day.people, covering("colleague"), covering("colleague"))).toEqual({});
    const away = { holders: async () => ({ dsl: [], headteacher: [], unanswered: true as const }) };
    expect(await wrongCover(away, before, covering("colleague"))).toEqual({});
    await day.close();
  });
});
