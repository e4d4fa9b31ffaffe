import { groupId, transitiveMembers, users } from "../../src/practice/school/groups.ts";
import { findPerson } from "../../src/practice/school/people.ts";
import { pupils } from "../../src/practice/school/pupils.ts";

describe("the practice school", () => {
  it("counts a teacher as staff through the nested group", () => {
    expect(transitiveMembers(groupId("staff"))).toContain(findPerson("okafor")?.account?.objectId);
  });

  it("counts no pupil as staff", () => {
    const staff = transitiveMembers(groupId("staff"));
    expect(pupils.filter(({ account }) => staff.includes(account.objectId))).toEqual([]);
  });

  it("has thirty pupils, two with one first name, and every account once", () => {
    expect(pupils).toHaveLength(30);
    expect(pupils.filter(({ account }) => account.givenName === "Lily")).toHaveLength(2);
    expect(new Set(users.map(({ id }) => id)).size).toBe(users.length);
  });

  it("gives the pupil who signs in the same account as in the class", () => {
    const inClass = pupils.find(({ id }) => id === "ethan-roberts")?.account.objectId;
    expect(findPerson("ethan")?.account?.objectId).toBe(inClass);
  });
});
