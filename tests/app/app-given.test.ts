import type { Look } from "../../src/app/preflight/look.ts";
import { PEOPLE_CHECKS } from "../../src/app/preflight/people-checks.ts";
import { setUpView } from "../../src/app/set-up/set-up-view.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import { AT, lines, VALUES } from "../panel/support/set-up.ts";

const check = PEOPLE_CHECKS.find(({ id }) => id === "chats:staff");

/** @param without whose chat cannot be opened */
const looked = async (many: number, without = "") => {
  const asked: string[] = [];
  const sender = {
    openPersonal: async (id: string) => {
      asked.push(id);
      if (id === without)
        throw new CloudError({ service: "connector", operation: "open chat", kind: "not-allowed" });
      return "chat";
    },
  };
  const staff = Array.from({ length: many }, (_, n) => ({ id: `p${n}`, name: `Person ${n}` }));
  const look = { sender, found: { people: { staff }, chats: new Map() } } as unknown as Look;
  const finding = await check?.look(look);
  return { finding, asked };
};

describe("whether staff have the app", () => {
  it("says all only where each was tried", async () => {
    expect((await looked(9)).finding).toEqual({ state: "green", says: "all 9 people have the app" });
    expect((await looked(1)).finding).toEqual({ state: "green", says: "1 of 1 has the app" });
  });

  it("says of a large school how many were tried and how many were not, and tries some from all of the list", async () => {
    const { finding, asked } = await looked(45);
    expect(finding?.says).toBe("10 of 45 people were tried, and have the app; the other 35 were not tried");
    expect(asked).toHaveLength(10);
    expect(asked.filter((id) => Number(id.slice(1)) >= 30).length).toBeGreaterThan(2);
    expect((await looked(45, asked[9])).finding).toMatchObject({
      state: "amber",
      says: expect.stringMatching(/^1 of the 10 people who were tried, of 45, is without the app: /),
    });
  });

  it("says the same beside the step: no more than was seen", async () => {
    const { finding } = await looked(45);
    const view = setUpView(VALUES, { at: AT, lines: lines({ "chats:staff": finding ?? {} }) });
    expect(view.steps.find(({ id }) => id === "staff")?.stateSays).toBe(
      "Staff: 10 of 45 people were tried, and have the app; the other 35 were not tried. Who else may have it cannot be read: look at it once",
    );
  });
});
