import { listClasses, listPupils } from "../../src/meeting/classes.ts";
import { createDirectory, rolesByGroup } from "../../src/meeting/directory.ts";
import { createMemberships } from "../../src/meeting/memberships.ts";
import type { SchoolSettings } from "../../src/protocol/holders/school.ts";
import { GraphStage } from "./support/graph.ts";

const stage = new GraphStage();
beforeAll(() => stage.start());
afterAll(() => stage.cloud.stop());
beforeEach(() => stage.reset());

const MINUTE = 60_000;
const ALL = { staff: "g-staff", dsl: "g-dsl", headteacher: "g-head", administrators: "g-admin" };

const directory = (groups: SchoolSettings["groups"] = ALL, adminGroupId?: string) => {
  const at = { now: 0, groups, others: [] as string[] };
  const memberships = createMemberships({
    graph: stage.client(),
    groups: () => [
      ...rolesByGroup(at.groups).map(([, group]) => group),
      ...(adminGroupId === undefined ? [] : [adminGroupId]),
      ...at.others,
    ],
    now: () => at.now,
  });
  const made = createDirectory({ memberships, groups: () => at.groups, adminGroupId });
  return { at, ...made };
};

/** Questions about groups; beside each the account is read. */
const checks = () => stage.asked.filter(({ method }) => method === "POST");

const memberOf = (...groups: string[]) => {
  stage.answer = () => ({ status: 200, body: { value: groups } });
};

describe("roles come from Entra groups", () => {
  it("asked in one request for all groups, nested ones included", async () => {
    memberOf("G-STAFF", "g-dsl");
    expect(await directory().rolesOf("p1")).toEqual({ roles: ["staff", "dsl"], fresh: true, at: 0 });
    expect(checks()).toHaveLength(1);
    expect(checks()[0]).toMatchObject({
      method: "POST",
      path: "/v1.0/users/p1/checkMemberGroups",
      body: { groupIds: ["g-staff", "g-dsl", "g-head", "g-admin"] },
    });
  });

  it("and the first administrators from their own group", async () => {
    memberOf("g-first");
    expect((await directory({}, "g-first").rolesOf("p1")).roles).toEqual(["administrator"]);
  });

  it("asked for all of a person's groups where there are more than one request takes", async () => {
    memberOf("G-STAFF", "g-of-no-school", "g-other-3");
    const { at, rolesOf } = directory();
    at.others = Array.from({ length: 5000 }, (_, n) => `g-other-${n}`);
    expect((await rolesOf("p1")).roles).toEqual(["staff"]);
    expect(checks()).toMatchObject([
      { method: "POST", path: "/v1.0/users/p1/getMemberGroups", body: { securityEnabledOnly: false } },
    ]);
  });

  it("no one has a role where no group is named, or the person is not of this directory", async () => {
    expect((await directory({}).rolesOf("p1")).roles).toEqual([]);
    expect(stage.asked).toEqual([]);
    stage.answer = () => ({ status: 404, body: { error: { code: "Request_ResourceNotFound" } } });
    expect((await directory().rolesOf("p1")).roles).toEqual([]);
  });

  it("are kept for five minutes, not longer, and asked once for many at the same time", async () => {
    memberOf("g-staff");
    const { at, rolesOf } = directory();
    await Promise.all(Array.from({ length: 10 }, () => rolesOf("p1")));
    at.now = 5 * MINUTE - 1;
    await rolesOf("p1");
    expect(checks()).toHaveLength(1);
    memberOf();
    at.now = 5 * MINUTE;
    expect(await rolesOf("p1")).toEqual({ roles: [], fresh: true, at: 5 * MINUTE });
  });

  it("are none where the account is disabled, though it is still in the groups", async () => {
    stage.answer = ({ method }) =>
      method === "POST"
        ? { status: 200, body: { value: ["g-staff", "g-dsl"] } }
        : { status: 200, body: { accountEnabled: false } };
    expect(await directory().rolesOf("p1")).toEqual({ roles: [], fresh: true, at: 0, disabled: true });
    expect(stage.asked.map(({ path }) => path).toSorted()).toEqual([
      "/v1.0/users/p1",
      "/v1.0/users/p1/checkMemberGroups",
    ]);
  });

  it("stay where no one has consented yet that accounts may be read", async () => {
    stage.answer = ({ method }) =>
      method === "POST" ? { status: 200, body: { value: ["g-staff"] } } : { status: 403 };
    expect(await directory().rolesOf("p1")).toEqual({ roles: ["staff"], fresh: true, at: 0 });
  });

  it("are asked again when the school names other groups", async () => {
    memberOf("g-staff");
    const { at, rolesOf } = directory();
    await rolesOf("p1");
    at.groups = { staff: "g-other" };
    expect((await rolesOf("p1")).roles).toEqual([]);
  });

  it("are the last known, marked so, for 24 h while the directory is away", async () => {
    memberOf("g-staff");
    const { at, rolesOf } = directory();
    await rolesOf("p1");
    stage.answer = () => ({ status: 503 });
    at.now = 24 * 60 * MINUTE - 1;
    expect(await rolesOf("p1")).toEqual({ roles: ["staff"], fresh: false, at: 0 });
    at.now = 24 * 60 * MINUTE;
    await expect(rolesOf("p1")).rejects.toMatchObject({ kind: "temporary" });
  });

  it("are not made up for a person never seen before", async () => {
    stage.answer = () => ({ status: 503 });
    await expect(directory().rolesOf("p1")).rejects.toMatchObject({ kind: "temporary" });
  });
});

describe("people and classes", () => {
  it("members of a role are people, each once, over all pages and groups", async () => {
    stage.answer = ({ path }) => ({
      status: 200,
      body: {
        value: [
          { "@odata.type": "#microsoft.graph.user", id: "p1", displayName: "Ms A" },
          { "@odata.type": "#microsoft.graph.group", id: "g", displayName: "Nested" },
          { "@odata.type": "#microsoft.graph.user", id: path, displayName: null },
        ],
      },
    });
    const { membersOf } = directory(ALL, "g-first");
    const people = await membersOf("administrator");
    expect(people.map(({ id }) => id)).toEqual([
      "p1",
      "/v1.0/groups/g-admin/transitiveMembers",
      "/v1.0/groups/g-first/transitiveMembers",
    ]);
    expect(people[0]).toEqual({ id: "p1", name: "Ms A" });
    await membersOf("administrator");
    expect(stage.asked).toHaveLength(2);
  });

  it("a person whose account is disabled is a member of nothing", async () => {
    const member = (id: string, accountEnabled: boolean) => ({ id, displayName: id, accountEnabled });
    stage.answer = () => ({ status: 200, body: { value: [member("lowe", false), member("grant", true)] } });
    expect(await directory().membersOf("dsl")).toEqual([{ id: "grant", name: "grant" }]);
  });

  it("a group that no setting names is found with its name and people, or is gone", async () => {
    stage.answer = ({ path }) =>
      path.endsWith("/transitiveMembers")
        ? { status: 200, body: { value: [{ id: "p1", displayName: "Ms A" }] } }
        : { status: path.endsWith("g-new") ? 200 : 404, body: { id: "g-new", displayName: "All staff" } };
    const { inGroup } = directory();
    expect(await inGroup("g-new")).toEqual({ name: "All staff", people: [{ id: "p1", name: "Ms A" }] });
    await expect(inGroup("g-old")).rejects.toMatchObject({ kind: "gone" });
  });

  it("a name is taken from the members at hand, else asked for, else empty", async () => {
    stage.answer = ({ path }) =>
      path.startsWith("/v1.0/groups/")
        ? { status: 200, body: { value: [{ id: "p1", displayName: "Ms A" }] } }
        : { status: path.endsWith("p2") ? 200 : 404, body: { id: "p2", displayName: "Mr B" } };
    const { membersOf, nameOf } = directory();
    await membersOf("staff");
    expect([await nameOf("p1"), await nameOf("p2"), await nameOf("p3")]).toEqual(["Ms A", "Mr B", ""]);
    expect(stage.asked).toHaveLength(3);
  });

  it("a member without a role is a pupil only where the teachers are known and they are none of them", async () => {
    const members = [
      { id: "1", displayName: "Amara Adeyemi", primaryRole: "student" },
      { id: "2", displayName: "Ms A Okafor", primaryRole: null },
      { id: "3", displayName: "Mr Hughes (TA)", primaryRole: "none" },
      { id: "4", displayName: "Ben Price" },
      { id: "6", displayName: null, primaryRole: "student" },
    ];
    let teachers: { status: number; body: object } = { status: 200, body: { value: [{ id: "2" }] } };
    stage.answer = ({ path }) =>
      path.endsWith("/teachers") ? teachers : { status: 200, body: { value: members } };
    const names = async () => (await listPupils(stage.client(), "c")).map(({ name }) => name);
    expect(await names()).toEqual(["Amara Adeyemi", "Ben Price", "(name cannot be read)"]);
    teachers = { status: 403, body: {} };
    expect(await names()).toEqual(["Amara Adeyemi", "(name cannot be read)"]);
  });

  it("a class is its pupils, not its teachers", async () => {
    stage.answer = ({ path }) =>
      path.endsWith("/members")
        ? {
            status: 200,
            body: {
              value: [
                { id: "t", displayName: "Ms A", primaryRole: "teacher" },
                { id: "u", displayName: "Zoya Abara", givenName: "Zoya", primaryRole: "student" },
              ],
            },
          }
        : { status: 200, body: { value: [{ id: "c", displayName: "5 Oak" }] } };
    expect(await listClasses(stage.client())).toEqual([{ id: "c", name: "5 Oak" }]);
    expect(await listPupils(stage.client(), "c")).toEqual([
      { id: "u", name: "Zoya Abara", givenName: "Zoya" },
    ]);
  });
});

describe("an e-mail address", () => {
  const mail = (address: string | null) => {
    stage.answer = () => ({ status: 200, body: { mail: address } });
  };

  it("is kept for an hour, not longer, and asked for once by many: no alert waits for it again", async () => {
    mail("one@school.example");
    const { at, mailOf } = directory();
    const many = await Promise.all(Array.from({ length: 10 }, () => mailOf("p1")));
    expect(new Set(many)).toEqual(new Set(["one@school.example"]));
    at.now = 60 * MINUTE - 1;
    await mailOf("p1");
    expect(stage.asked).toHaveLength(1);
    mail("other@school.example");
    at.now = 60 * MINUTE;
    expect(await mailOf("p1")).toBe("other@school.example");
  });

  it("that is not there yet, or could not be asked for, is asked for again", async () => {
    mail(null);
    const { mailOf } = directory();
    expect(await mailOf("p1")).toBeUndefined();
    stage.answer = () => ({ status: 503, body: {} });
    await expect(mailOf("p1")).rejects.toMatchObject({ kind: "temporary" });
    mail("one@school.example");
    expect(await mailOf("p1")).toBe("one@school.example");
  });
});
