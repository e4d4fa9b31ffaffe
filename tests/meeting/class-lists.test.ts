import {
  findClass,
  findGroup,
  groupsOfPerson,
  isInGroup,
  teachersOf,
} from "../../src/meeting/class-lists.ts";
import { groupId } from "../../src/practice/school/groups.ts";
import { findPerson } from "../../src/practice/school/people.ts";
import { pupils } from "../../src/practice/school/pupils.ts";
import { GraphStage } from "./support/graph.ts";
import { type PracticeGraph, startPracticeGraph } from "./support/practice-graph.ts";

const OKAFOR = findPerson("okafor")?.account?.objectId ?? "";
const SHAH = findPerson("shah")?.account?.objectId ?? "";
const WILLOW = groupId("willow");

let practice: PracticeGraph;
beforeAll(async () => {
  practice = await startPracticeGraph();
});
afterAll(() => practice.stop());
afterEach(() => {
  practice.faults.clear();
  Object.assign(practice.switches, {
    revokedRoles: [],
    pageSize: 100,
    deletedGroups: [],
    disabledAccounts: [],
  });
});

describe("a list of families from a class", () => {
  it("has its pupils with their parents and guardians, page by page, its teacher apart, and says who is left out", async () => {
    practice.switches.pageSize = 7;
    const found = await findClass(practice.graph, WILLOW, OKAFOR);
    expect(found.pupils).toHaveLength(30);
    expect(found.pupils.slice(0, 2)).toEqual([
      { name: "Amara Osei", adults: ["Ms A Osei"] },
      { name: "Oliver Bennett", adults: ["Ms A Bennett"] },
    ]);
    expect(found.teachers).toEqual([{ id: OKAFOR, name: "Ms A Okafor" }]);
    expect(found).toMatchObject({ leftOut: [], adultsUnread: 0, contactsLeftOut: 60 });
  });

  it("names no adult to a person who does not teach it, and asks Microsoft for none", async () => {
    const before = practice.ledger.after(0).at(-1)?.seq ?? 0;
    const found = await findClass(practice.graph, WILLOW, SHAH);
    expect(found.pupils.flatMap(({ adults }) => adults)).toEqual([]);
    const asked = practice.ledger
      .after(before)
      .filter(({ seq }) => seq > before)
      .map(({ operation }) => operation);
    expect(asked).toContain("graph.education.members");
    expect(asked).not.toContain("graph.education.user");
  });

  it("counts the pupils whose adults Microsoft does not give, and has all others", async () => {
    practice.faults.add({ operation: "graph.education.user", kind: 429, times: 3 });
    const found = await findClass(practice.graph, WILLOW, OKAFOR);
    expect(found.adultsUnread).toBe(3);
    expect(found.pupils.filter(({ adults }) => adults.length > 0).length).toBeGreaterThan(20);
  });

  it("is refused as Microsoft refuses it: without the permission, for a class that is gone, throttled", async () => {
    await expect(findClass(practice.graph, "gone", OKAFOR)).rejects.toMatchObject({ kind: "gone" });
    practice.faults.add({ operation: "graph.education.members", kind: 429 });
    await expect(findClass(practice.graph, WILLOW, OKAFOR)).rejects.toMatchObject({ kind: "throttled" });
    practice.switches.revokedRoles = ["EduRoster.Read.All"];
    await expect(findClass(practice.graph, WILLOW, OKAFOR)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(teachersOf(practice.graph, WILLOW)).rejects.toMatchObject({ kind: "not-allowed" });
  });
});

describe("a list of families from a group", () => {
  const staff = new Set([OKAFOR, SHAH]);

  it("has the pupils of groups inside it, too, staff apart, and no disabled account", async () => {
    practice.switches.disabledAccounts = [pupils[0]?.account.objectId ?? ""];
    const found = await findGroup(practice.graph, groupId("year-4"), staff);
    expect(found.pupils).toHaveLength(29);
    expect(found.leftOut).toEqual([{ name: "Amara Osei", why: "account disabled" }]);
    expect(found.teachers.map(({ name }) => name).toSorted()).toEqual(["Mrs P Shah", "Ms A Okafor"]);
  });

  it("is begun only from one that the person is in, and never from one that gives a role", async () => {
    const roles = new Set([groupId("staff")]);
    const own = await groupsOfPerson(practice.graph, OKAFOR, roles);
    expect(own.map(({ name }) => name)).toEqual(["Oak: all staff", "Teachers", "Year 4"]);
    expect(await isInGroup(practice.graph, OKAFOR, groupId("year-4"))).toBe(true);
    expect(await isInGroup(practice.graph, OKAFOR, groupId("dsl"))).toBe(false);
    practice.switches.deletedGroups = [groupId("year-4")];
    await expect(findGroup(practice.graph, groupId("year-4"), staff)).rejects.toMatchObject({ kind: "gone" });
  });
});

describe("what Microsoft may say of a member", () => {
  const stage = new GraphStage();
  beforeAll(() => stage.start());
  afterAll(() => stage.cloud.stop());
  beforeEach(() => stage.reset());

  const members = [
    { id: "1", displayName: "Osei, Amara", primaryRole: "student" },
    { id: "2", displayName: "Ms Okafor", primaryRole: null },
    { id: "3", displayName: "Mr Hughes (TA)", primaryRole: "none" },
    { id: "4", displayName: "Ben Price" },
    { id: "5", displayName: "Ms Doyle", primaryRole: "teacher" },
    { id: "6", displayName: " ", primaryRole: "student" },
    { id: "7", displayName: "Leo Ford", primaryRole: "student", accountEnabled: false },
  ];
  const found = async (teachers: { status: number; body: object }) => {
    stage.answer = ({ path }) =>
      path.endsWith("/teachers") ? teachers : { status: 200, body: { value: members } };
    const { pupils, teachers: apart, leftOut } = await findClass(stage.client(), "c", "x");
    return [pupils.map(({ name }) => name), apart.map(({ name }) => name), leftOut.map(({ why }) => why)];
  };

  it("without a role, they are a pupil only where the teachers are known and they are none of them", async () => {
    expect(await found({ status: 200, body: { value: [{ id: "2", displayName: "Ms Okafor" }] } })).toEqual([
      ["Amara Osei", "Ben Price"],
      ["Ms Okafor", "Ms Doyle"],
      ["no name", "account disabled", "no role"],
    ]);
    expect(await found({ status: 403, body: {} })).toEqual([
      ["Amara Osei"],
      ["Ms Doyle"],
      ["no name", "account disabled", "no role", "no role", "no role"],
    ]);
  });
});
