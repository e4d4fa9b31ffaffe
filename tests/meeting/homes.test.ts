import { createHomes, type Homes } from "../../src/meeting/homes.ts";
import { pupils } from "../../src/practice/school/pupils.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import { type PracticeGraph, startPracticeGraph } from "./support/practice-graph.ts";

let practice: PracticeGraph;
let homes: Homes;

beforeAll(async () => {
  practice = await startPracticeGraph();
  homes = createHomes(practice.graph);
});
afterAll(() => practice.stop());
beforeEach(() => Object.assign(practice.switches, usualSwitches()));

const amara = pupils.find(({ id }) => id === "amara-osei")?.account.objectId ?? "";

describe("whom to phone for a pupil, from School Data Sync", () => {
  it("is found by the name, whatever its letters and accents, and says the class", async () => {
    for (const name of ["Amara Osei", "amara  OSEI", "Amára Osei"])
      expect(await homes.pupilsNamed(name)).toEqual([
        { id: amara, name: "Amara Osei", classes: ["4 Willow"] },
      ]);
    expect(await homes.pupilsNamed("Amara")).toEqual([]);
    expect(await homes.pupilsNamed("Ms Okafor")).toEqual([]);
  });

  it("is each pupil of one name, for a person to choose", async () => {
    practice.switches.namesake = true;
    const found = await homes.pupilsNamed("Amara Osei");
    expect(found.map(({ classes }) => classes)).toEqual([["4 Willow"], ["5 Oak"]]);
    const [first, second] = await Promise.all(found.map(({ id }) => homes.of(id)));
    expect(first?.address).not.toBe(second?.address);
  });

  it("has parents first, with number and address, and no doctor", async () => {
    expect(await homes.of(amara)).toEqual({
      name: "Amara Osei",
      contacts: [
        { name: "Ms A Osei", relation: "parent", phone: "07700 900100", mail: "a.osei@example.org" },
        { name: "Gran Osei", relation: "relative", phone: "07700 900500", notToBeTold: true },
      ],
      address: "1 Mill Lane, Oakfield, OX1 1AA",
    });
  });

  it("is empty where School Data Sync has no contacts, and nothing for a pupil who is not there", async () => {
    practice.switches.contacts = false;
    expect(await homes.of(amara)).toEqual({ name: "Amara Osei", contacts: [] });
    expect(await homes.of("0f8c1f2e-7f3b-4f6e-9a57-2a1d4c1c9b10")).toBeUndefined();
  });

  it("is refused without the permission, and a teacher's account is no pupil's", async () => {
    practice.switches.revokedRoles = ["EduRoster.Read.All"];
    await expect(homes.pupilsNamed("Amara Osei")).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(homes.of(amara)).rejects.toMatchObject({
      kind: "not-allowed",
      operation: "read whom to phone",
    });
  });

  it("asks in no address for a name", async () => {
    const before = practice.ledger.after(0).at(-1)?.seq ?? 0;
    await homes.pupilsNamed("Amara Osei");
    await homes.of(amara);
    const asked = practice.ledger.after(before).map(({ path, query }) => `${path}?${query}`);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((one) => /amara|osei/i.test(one))).toEqual([]);
  });
});
