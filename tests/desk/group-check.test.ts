import { groupShown, wrongGroups, wrongGroupsOfFile } from "../../src/desk/group-check.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";

const PEOPLE = {
  teachers: ["okafor", "hughes", "shah", "doyle"],
  office: ["khan", "doyle"],
  empty: [],
} as const;

const failing = (kind: "gone" | "temporary") =>
  new CloudError({ service: "graph", operation: "read members", kind });

const people = {
  inGroup: async (group: string) => {
    if (group === "away") throw failing("temporary");
    const ids = (PEOPLE as { readonly [group: string]: readonly string[] })[group];
    if (ids === undefined) throw failing("gone");
    return { name: `All ${group}`, people: ids.map((id) => ({ id, name: `Ms ${id}` })) };
  },
};
const khan = { id: "khan" };

describe("a group that is to be chosen", () => {
  it("is shown with its name, how many people are in it, and who they are", async () => {
    expect(await groupShown(people, "teachers")).toEqual({
      group: "All teachers",
      people: 4,
      names: ["Ms okafor", "Ms hughes", "Ms shah", "Ms doyle"],
    });
  });

  it("is shown with how many of it are pupils, and none of them by name", async () => {
    expect(await groupShown(people, "teachers", new Set(["okafor", "shah", "another"]))).toMatchObject({
      people: 4,
      pupils: 2,
      names: expect.not.arrayContaining(["Ms okafor", "Ms shah"]),
    });
    expect(await groupShown(people, "teachers", new Set(["another"]))).not.toHaveProperty("pupils");
  });

  it.each([
    ["not there", "nothing", /^There is no group with this id/],
    ["empty", "empty", /^There is no one in this group/],
    ["not to be looked up", "away", /^The directory does not answer/],
  ])("is refused where it is %s, whichever role it is for", async (_what, group, why) => {
    const after = { staff: group, dsl: group, headteacher: group, administrators: group };
    const wrong = await wrongGroups(people, {}, after, khan);
    expect(Object.keys(wrong).toSorted()).toEqual([
      "groups.administrators",
      "groups.dsl",
      "groups.headteacher",
      "groups.staff",
    ]);
    for (const said of Object.values(wrong)) expect(said).toMatch(why);
  });

  it("is accepted if people are in it; a group that stays the same is not looked up", async () => {
    const before = { staff: "nothing", dsl: "away" };
    const after = { staff: "nothing", dsl: "away", headteacher: "teachers", administrators: "office" };
    expect(await wrongGroups(people, before, after, khan)).toEqual({});
  });

  it("does not lock out the administrator who chooses it; an administrator of all schools is not locked out", async () => {
    const after = { administrators: "teachers" };
    expect(await wrongGroups(people, {}, after, khan)).toEqual({
      "groups.administrators": expect.stringMatching(/^You are not in this group/),
    });
    expect(await wrongGroups(people, {}, after, { ...khan, overAll: true })).toEqual({});
  });

  it.each(["staff", "dsl", "headteacher", "administrators"] as const)(
    "of the %s cannot be taken away without another in its place",
    async (role) => {
      const before = { staff: "teachers", dsl: "office", headteacher: "office", administrators: "office" };
      const { [role]: _taken, ...after } = before;
      const wrong = { [`groups.${role}`]: expect.stringMatching(/^A group is needed here/) };
      expect(await wrongGroups(people, before, after, khan)).toEqual(wrong);
      expect(await wrongGroupsOfFile(people, before, after)).toEqual(wrong);
    },
  );

  it.each(["dsl", "headteacher"] as const)("of the %s is not the group of all staff", async (role) => {
    const before = { staff: "teachers", dsl: "office", headteacher: "office", administrators: "office" };
    const wrong = { [`groups.${role}`]: expect.stringMatching(/^This is the group of staff/) };
    const after = { ...before, [role]: "teachers" };
    expect(await wrongGroups(people, before, after, khan)).toEqual(wrong);
    expect(await wrongGroupsOfFile(people, {}, after)).toEqual(wrong);
    // Nor does the group of staff become theirs.
    const theirs = { ...before, [role]: "teachers", staff: "office" };
    const other = role === "dsl" ? "headteacher" : "dsl";
    const turned = { ...theirs, [other]: "teachers", staff: "teachers" };
    expect(Object.keys(await wrongGroups(people, theirs, turned, khan)).toSorted()).toEqual([
      "groups.dsl",
      "groups.headteacher",
    ]);
  });

  it("in a school file is refused in the same way, but the start does not wait for a directory that is away", async () => {
    const after = { staff: "nothing", dsl: "empty", headteacher: "away", administrators: "teachers" };
    expect(await wrongGroupsOfFile(people, {}, after)).toEqual({
      "groups.staff": expect.stringMatching(/^There is no group/),
      "groups.dsl": expect.stringMatching(/^There is no one/),
    });
  });
});
