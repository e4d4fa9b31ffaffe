import type { ClassEvent } from "../../../src/protocol/families/events.ts";
import { type Classes, evolveClasses } from "../../../src/protocol/families/state.ts";
import { AT } from "../lesson/story.ts";

const kept = (id: string, more: { families?: readonly string[]; name?: string } = {}): ClassEvent => ({
  type: "ClassKept",
  at: AT,
  data: { by: "teacher", class: id, staff: ["teacher"], families: more.families ?? [] },
  ...(more.name === undefined ? {} : { personal: { byName: "Miss Hart", name: more.name } }),
});
const meets = (
  id: string,
  chat: string,
  besides?: readonly { chat: string; weekly: boolean }[],
): ClassEvent => ({
  type: "ClassMeets",
  at: AT,
  data: { by: "teacher", class: id, chat, weekly: true, ...(besides === undefined ? {} : { besides }) },
});
const told = (...events: readonly ClassEvent[]): Classes => events.reduce(evolveClasses, []);

describe("a school's lists of families", () => {
  it("are in the order in which they were made, and changed in their place", () => {
    const lists = told(
      kept("bees", { name: "Bees" }),
      kept("owls", { name: "Owls" }),
      kept("bees", { name: "Busy bees", families: ["f1"] }),
    );
    expect(lists).toEqual([
      { id: "bees", name: "Busy bees", staff: ["teacher"], families: ["f1"] },
      { id: "owls", name: "Owls", staff: ["teacher"], families: [] },
    ]);
  });

  it("keep the name they had where a change's names were erased, and have none where all were", () => {
    expect(told(kept("bees", { name: "Bees" }), kept("bees"))).toMatchObject([{ name: "Bees" }]);
    expect(told(kept("bees"))).toMatchObject([{ name: "" }]);
  });

  it("come to the meeting chosen last, which a change of the list leaves", () => {
    const other = { chat: "chat2", weekly: false };
    const lists = told(
      kept("bees"),
      kept("owls"),
      meets("owls", "chat1", [other]),
      kept("owls", { families: ["f1"] }),
    );
    expect(lists.map(({ meets: chosen, besides }) => [chosen, besides])).toEqual([
      [undefined, undefined],
      [{ chat: "chat1", weekly: true }, [other]],
    ]);
    expect(evolveClasses(lists, meets("owls", "chat3"))[1]).toMatchObject({
      families: ["f1"],
      meets: { chat: "chat3", weekly: true },
      besides: [],
    });
  });

  it("are not changed by a meeting of a list that is not there, nor by a fact of a later version", () => {
    const lists = told(kept("bees"));
    expect(evolveClasses(lists, meets("owls", "chat1"))).toEqual(lists);
    expect(evolveClasses(lists, { ...kept("bees", { name: "Bees" }), type: "ClassSung" } as never)).toEqual(
      lists,
    );
  });
});
