import { foundListView, MOST_ON_A_LIST, notAList } from "../../../src/protocol/screen/found-list.ts";

const pupil = (name: string, adults: readonly string[] = ["Mrs Osei"]) => ({ name, adults });
const found = {
  pupils: [pupil("Amara Osei"), pupil("Lily Chen"), pupil("lily chen")],
  teachers: [
    { id: "me", name: "Ms Okafor" },
    { id: "other", name: "Mr Shah" },
  ],
  leftOut: [
    { name: "Leo Ford", why: "account disabled" },
    { name: "Mr Hughes", why: "no role" },
    { name: "", why: "no name" },
  ],
  adultsUnread: 2,
  contactsLeftOut: 1,
} as const;

const notes = (of: Partial<Parameters<typeof foundListView>[1]> = {}, some: Partial<typeof found> = {}) =>
  foundListView({ ...found, ...some }, { name: "4 Willow", from: "class", reader: "me", ...of }).notes;

describe("what staff see before they keep a list from a class or group", () => {
  it("is whom it leaves out and why, each by name, and who will see it", () => {
    expect(notes()).toEqual([
      "Not on the list, because they teach this class: Ms Okafor, Mr Shah.",
      "Not on the list, because the account is disabled: Leo Ford.",
      "Not on the list, because Microsoft does not say whether this is a pupil: Mr Hughes.",
      "Not on the list: one member whose name cannot be read.",
      "The same name is here twice. Add a second name to one of them: lily chen.",
      "The adults of 2 pupils could not be read. Add them by hand.",
      "Left out: one contact who is neither parent nor guardian, or may not see the pupil’s data.",
      "Once it is saved, these colleagues can see and change the list, too: Mr Shah.",
    ]);
  });

  it("says why there are no adults", () => {
    expect(notes({ reader: "stranger" })).toContain(
      "Microsoft does not list you as a teacher of this class, so its adults are not shown. Add them by hand.",
    );
    const none = { pupils: [pupil("Amara Osei", [])], adultsUnread: 0 } as const;
    expect(notes({ from: "group" }, none as never)).toContain(
      "Microsoft knows no adults of these pupils. Add them by hand.",
    );
  });

  it("of a group promises no colleague the list", () => {
    expect(notes({ from: "group" }).join()).not.toMatch(/see and change/);
    expect(notes({ from: "group" })[0]).toBe("Not on the list, because they are staff: Ms Okafor, Mr Shah.");
  });

  it("is refused where no pupil is in it, or more than a list holds", () => {
    const many = (length: number) => ({ pupils: Array.from({ length }, (_, n) => pupil(`Pupil ${n}`)) });
    expect(notAList(many(0))).toBe("No pupil was found there. Nothing was changed.");
    expect(notAList(many(MOST_ON_A_LIST))).toBeUndefined();
    expect(notAList(many(121))).toBe(
      "121 pupils are in it, and a list holds 120 at most. Choose a smaller class or group.",
    );
  });
});
