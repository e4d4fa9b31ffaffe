import type { Look } from "../../src/app/preflight/look.ts";
import { MEETING_CHECKS } from "../../src/app/preflight/meeting-checks.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";

const check = MEETING_CHECKS.find(({ id }) => id === "access-policy");
const staff = (many: number) =>
  Array.from({ length: many }, (_, n) => ({ id: `p${n}`, name: `Person ${n}` }));

/** @param without whose meetings are closed @param tookMs for each row of twenty */
const looked = async (many: number, { without = "", tookMs = 0 } = {}) => {
  const clock = jest.spyOn(performance, "now");
  let [now, asked] = [1_000, 0];
  clock.mockImplementation(() => now);
  try {
    const graph = {
      request: async ({ path }: { path: string }) => {
        asked += 1;
        if (asked % 20 === 0) now += tookMs;
        if (without !== "" && path.includes(without))
          throw new CloudError({ service: "graph", operation: "find meeting", kind: "not-allowed" });
        return {};
      },
    };
    const look = { graph, found: { people: { staff: staff(many) }, chats: new Map() } } as unknown as Look;
    return { ...(await check?.look(look)), asked };
  } finally {
    clock.mockRestore();
  }
};

describe("the access to the meetings of staff", () => {
  it("is tried of each, and not of the first twenty alone", async () => {
    expect(await looked(95)).toEqual({ state: "green", says: "all 95 members of staff have it", asked: 95 });
    expect(await looked(95, { without: "p94" })).toMatchObject({
      state: "red",
      says: "1 of the 95 members of staff does not have it: Person 94",
    });
  });

  it("is not green for those for whom there was no time", async () => {
    expect(await looked(95, { tookMs: 2_000 })).toMatchObject({
      state: "amber",
      says: "all 40 members of staff who were tried, of 95, have it; there was no time for the others",
      asked: 40,
    });
  });
});
