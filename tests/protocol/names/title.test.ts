import { titleNames } from "../../../src/protocol/names/title.ts";

const register = [
  { id: "1", name: "Amara Osei", also: ["Tablet 2"] },
  { id: "2", name: "May Lewis", also: [] },
  { id: "3", name: "Samuel Green", also: ["Bobbin"] },
  { id: "4", name: "Zoë O'Neill", also: [] },
  { id: "5", name: "Arthur Reading", also: [] },
  { id: "6", name: "Catherine Bell", also: [] },
  { id: "7", name: "K Priya", also: [] },
];

describe("the title of a lesson", () => {
  it.each([
    "Amara Osei reading",
    "reading with amara",
    "Amara's phonics",
    "Osei, Amara: phonics",
    "May Lewis maths",
    "Lewis, May",
    "May L phonics",
    "Sam and the number line",
    "Samuel",
    "Priya: spelling",
    "Cat Bell spelling",
    "Phonics (Bobbin)",
    "ZOE spelling",
    "Zoë’s spelling",
  ])("names a child of the list: %s", (title) => {
    expect(titleNames(title, register)).toBe(true);
  });

  it.each([
    "May maths",
    "Year 2 maths",
    "Green plants",
    "Guided reading",
    "Art and maths",
    "Samples and sums",
    "Key stage K",
    "The cat sat",
    "Amaranth and other plants",
    "Year 4 maths",
    "",
  ])("names no child of the list: %s", (title) => {
    expect(titleNames(title, register)).toBe(false);
  });
});
