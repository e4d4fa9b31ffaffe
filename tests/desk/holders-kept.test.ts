import { peopleIn } from "../../src/desk/people.ts";
import type { Json } from "../../src/protocol/fact.ts";

it("the last known holders are written where they change, and not with every card", async () => {
  const saved: Json[] = [];
  let dsl = ["lowe"];
  const people = peopleIn(
    {
      rolesOf: async () => ({ roles: [], fresh: true, at: 0 }),
      membersOf: async (role) => (role === "dsl" ? dsl.map((id) => ({ id, name: id })) : []),
      inGroup: async () => ({ name: "", people: [] }),
      groupsNamed: async () => [],
      nameOf: async (id) => id,
      mailOf: async () => undefined,
    },
    {
      setting: async () => saved.at(-1),
      saveSetting: async (_key, value) => {
        saved.push(value);
      },
    },
  );
  for (let n = 0; n < 3; n += 1) await people.holders();
  expect(saved).toEqual([{ dsl: ["lowe"], headteacher: [] }]);
  dsl = ["lowe", "grant"];
  expect(await people.holders()).toMatchObject({ dsl: ["lowe", "grant"] });
  expect(saved).toHaveLength(2);
  expect(await people.knownHolders()).toMatchObject({ dsl: ["lowe", "grant"] });
});
