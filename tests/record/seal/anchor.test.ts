import { anchorText, readAnchors } from "../../../src/record/seal/anchor.ts";

const KEEP = "Proof of the record: keep this message, your IT team may need it.";
const HASH = "3f9a".repeat(16);
const OTHER = "b0c1".repeat(16);

describe("the message to keep", () => {
  it("says when, and the seal, and nothing else", () => {
    expect(anchorText("general", "18:00", HASH)).toBe(`${KEEP} Record sealed at 18:00. Seal ${HASH}.`);
    expect(anchorText("adult", "18:00", HASH)).toBe(
      `${KEEP} Record of staff matters sealed at 18:00. Seal ${HASH}.`,
    );
  });

  it("says of which school it is, of another than the first", () => {
    expect(anchorText("general", "18:00", HASH, { school: "elm-road" })).toBe(
      `${KEEP} Record of school elm-road sealed at 18:00. Seal ${HASH}.`,
    );
    expect(anchorText("adult", "18:00", HASH, { school: "elm-road" })).toBe(
      `${KEEP} Record of staff matters of school elm-road sealed at 18:00. Seal ${HASH}.`,
    );
  });

  it.each([
    ["as it was sent", (text: string) => text],
    ["in capitals", (text: string) => text.toUpperCase()],
    ["with a line for each word", (text: string) => text.replaceAll(" ", "\r\n")],
    ["broken within the school's name", (text: string) => text.replace("elm-road", "elm-\n  road")],
    ["with marks no one sees", (text: string) => text.replace("elm-road", "elm\u00AD-\u200Broad")],
    ["after another message", (text: string) => `${anchorText("general", "18:00", OTHER)}\n${text}`],
    [
      "after another school's that lost its seal",
      (text: string) => `Record of school oak sealed at 18:00. Seal\n${text}`,
    ],
  ])("is read with its school %s", (_, copied) => {
    for (const store of ["general", "adult"] as const)
      for (const newKey of [false, true])
        for (const school of ["elm-road", "sealed", "a", `${"x".repeat(39)}9`]) {
          const text = anchorText(store, "18:00", HASH, { school, newKey });
          expect(readAnchors(copied(text)).at(-1)).toEqual({
            hash: HASH,
            store,
            school,
            newKey,
            restored: false,
            line: expect.any(Number),
          });
        }
  });

  it.each([
    ["as it was sent", anchorText("general", "18:00", HASH)],
    [
      "with what Teams copies around it",
      `[24/11/2026 18:00] Lesson Guard\n${anchorText("general", "18:00", HASH)}\n\nSeen`,
    ],
    ["in capitals", anchorText("general", "18:00", HASH).toUpperCase()],
    ["broken within the seal", anchorText("general", "18:00", `${HASH.slice(0, 30)}\r\n  ${HASH.slice(30)}`)],
    [
      "with marks no one sees",
      anchorText("general", "18:00", `${HASH.slice(0, 9)}\u200B${HASH.slice(9)}\uFEFF`),
    ],
    ["without its end", `Record sealed at 18:00. Seal ${HASH}`],
    ["with other words after it", `Record sealed at 18:00. Seal ${HASH} and kept`],
  ])("is read when it comes %s", (_, text) => {
    expect(readAnchors(text)).toEqual([
      { hash: HASH, store: "general", newKey: false, restored: false, line: expect.any(Number) },
    ]);
  });

  it("is told apart from one of the other store in the same chat", () => {
    const text = [anchorText("adult", "18:00", OTHER), anchorText("general", "18:00", HASH)].join("\n");
    expect(readAnchors(text)).toEqual([
      { hash: OTHER, store: "adult", newKey: false, restored: false, line: 1 },
      { hash: HASH, store: "general", newKey: false, restored: false, line: 2 },
    ]);
  });

  it("is read as a bare seal where the words were not copied", () => {
    expect(readAnchors(`${HASH}\n${OTHER}\n`)).toEqual([
      { hash: HASH, store: undefined, newKey: false, restored: false, line: 1 },
      { hash: OTHER, store: undefined, newKey: false, restored: false, line: 2 },
    ]);
  });

  it("is not taken for whole where only a part of the seal was copied", () => {
    expect(readAnchors(`Record sealed at 18:00. Seal ${HASH.slice(0, 40)}…`)).toEqual([
      { hash: undefined, store: "general", newKey: false, restored: false, line: 1 },
    ]);
  });

  it("says where the key was changed", () => {
    const text = anchorText("general", "18:00", HASH, { newKey: true });
    expect(text).toContain("ask the person who runs Lesson Guard");
    expect(readAnchors(text)).toEqual([
      { hash: HASH, store: "general", newKey: true, restored: false, line: 1 },
    ]);
  });

  it("is not found where there is none", () => {
    expect(readAnchors("The seal added 12 faces. Sealed at 18:00.")).toEqual([]);
  });
});
