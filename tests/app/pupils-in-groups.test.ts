import { lookedForPupils, pupilsFinding } from "../../src/app/preflight/pupils-in-groups.ts";

const STAFF = { of: "the group of staff", field: "Staff" };
const people = (...ids: readonly string[]) => ids.map((id) => ({ id }));

describe("pupils in a group of staff", () => {
  it("are red, by number", () => {
    expect(pupilsFinding(people("a", "b", "c"), { ids: new Set(["b", "c", "d"]) }, STAFF)).toMatchObject({
      state: "red",
      says: "2 of the 3 members of the group of staff are pupils of a class",
      mend: expect.stringMatching(/Settings page, People, Staff\.$/),
    });
    expect(pupilsFinding(people("a", "b"), { ids: new Set(["b"]) }, STAFF)?.says).toBe(
      "1 of the 2 members of the group of staff is a pupil of a class",
    );
    expect(pupilsFinding(people("a"), { ids: new Set(["a"]) }, STAFF)?.says).toBe(
      "the one member of the group of staff is a pupil of a class",
    );
  });

  it("are none where no member is known as one", () => {
    expect(pupilsFinding(people("a"), { ids: new Set(["b"]) }, STAFF)).toBeUndefined();
  });

  it("are said to have been looked for only where every class was read", () => {
    expect(lookedForPupils({ ids: new Set(["a", "b"]), all: true })).toMatchObject({ state: "green" });
    expect(lookedForPupils({ ids: new Set(["a"]), all: false })).toMatchObject({
      state: "grey",
      says: expect.stringMatching(/^not checked/),
    });
  });
});
