import { groupsFound } from "../../src/desk/group-check.ts";
import { createMemberships } from "../../src/meeting/memberships.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";

// K10: a group is chosen by its name, as Graph finds it.

let cloud: PracticeGraph;
beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());

const found = (words: string) =>
  groupsFound(createMemberships({ graph: cloud.graph, groups: () => [] }), words);
const namesOf = async (words: string): Promise<readonly string[]> => {
  const answer = await found(words);
  return "groups" in answer ? answer.groups.map(({ name }) => name) : [answer.wrong];
};

describe("groups by words of their names", () => {
  it("are those with words that begin so, whatever the order and the case", async () => {
    const all = ["Elm: safeguarding leads", "Oak: safeguarding leads", "Safeguarding leads"];
    expect([...(await namesOf("SAFE"))].sort()).toEqual(all);
    expect(await namesOf("leads oak")).toEqual(["Oak: safeguarding leads"]);
    expect(await namesOf("guarding")).toEqual([]);
  });

  it("are asked for with the header without which Graph refuses a search", async () => {
    const bare = cloud.graph.request({
      method: "GET",
      path: "/groups",
      query: { $search: encodeURIComponent('"displayName:safe"') },
      operation: "find groups",
      answer: { parse: (value: unknown) => value } as never,
    });
    await expect(bare).rejects.toMatchObject({ code: "Request_UnsupportedQuery" });
  });

  it.each(['a"b', "zz\\", 'safe" OR "x', "4 Willow & Oak?", "100 %"])(
    "take what is written as words, never as a part of the search: %s",
    async (words) => {
      expect(await found(words)).toEqual({ groups: [] });
    },
  );

  it("are not asked for by a single letter", async () => {
    const before = cloud.ledger.after(0).length;
    expect(await found("a")).toEqual({ groups: [] });
    expect(cloud.ledger.after(0)).toHaveLength(before);
  });

  it("are said not to be there to search where the permission is gone, and the id still helps", async () => {
    cloud.switches.revokedRoles = ["GroupMember.Read.All"];
    expect(await namesOf("safe")).toEqual([
      "The directory does not answer, so groups cannot be searched. Try again in a minute, or copy the group’s object id from the Entra admin centre.",
    ]);
    cloud.switches.revokedRoles = [];
  });
});
