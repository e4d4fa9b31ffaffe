import { nearest } from "../../../src/protocol/names/near.ts";

const NAMES = ["Ben Price", "Amara Okafor", "Chidi Nwosu", "Amira Nwosu", "Al Fox"];

describe("names that may be meant by a misspelt one", () => {
  it.each([
    ["one word is the same", "Ben Smith", ["Ben Price"]],
    ["one letter is another", "Chidi Nwozu", ["Chidi Nwosu", "Amira Nwosu"]],
    ["two letters are missing", "Okaf", ["Amara Okafor"]],
    ["letters are put in", "Pricees", ["Ben Price"]],
    ["three letters are another", "Okazzir", []],
    ["nothing is like it", "Xiu Zhang", []],
    ["nothing was written", "", []],
  ])("where %s, “%s” finds the names near it", (_what, written, found) => {
    expect(nearest(written, NAMES)).toEqual(found);
  });

  it("most words that come near first, then the smaller slip, then by the alphabet", () => {
    expect(nearest("Amara Nwosu", NAMES)).toEqual(["Amira Nwosu", "Amara Okafor", "Chidi Nwosu"]);
    expect(nearest("Amara", NAMES)).toEqual(["Amara Okafor", "Amira Nwosu"]);
    expect(nearest("Price", ["Zoe Price", "Ben Price"])).toEqual(["Ben Price", "Zoe Price"]);
  });

  it("a word of three letters comes near no other", () => {
    expect(nearest("Ken Fix", NAMES)).toEqual([]);
    expect(nearest("Fox", NAMES)).toEqual(["Al Fox"]);
  });
});
