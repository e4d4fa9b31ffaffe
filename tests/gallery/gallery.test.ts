import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expectPrinted } from "../support/printed-page.ts";
import { walkPage } from "./family-walk.ts";
import { galleryPage, momentsPage, PICTURES } from "./index-page.ts";
import { STATES } from "./states.ts";
import { stripPage } from "./strip.ts";

const FOLDER = resolve(import.meta.dirname, "../../docs/gallery");
const MB = 1_000_000;

const files = (): readonly string[] => readdirSync(FOLDER).filter((file) => file.endsWith(".webp"));

describe("the gallery", () => {
  it("has a picture of every state that the types of the program know", () => {
    const missing = STATES.flatMap(({ of, states }) =>
      states.filter(({ pictures }) => pictures.length === 0).map(({ state }) => `${of}: ${state}`),
    );
    expect(missing).toEqual([]);
  });

  it("gives each picture a name of its own, and each is checked in", () => {
    expect(new Set(PICTURES).size).toBe(PICTURES.length);
    expect(files().toSorted()).toEqual(PICTURES.map((name) => `${name}.webp`).toSorted());
  });

  it("weighs at most 8 MB in all", () => {
    const bytes = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
      .map((file) => statSync(join(FOLDER, file)))
      .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    expect(bytes).toBeLessThanOrEqual(8 * MB);
  });

  it("has an index that is printed from its scenes", () => {
    expectPrinted("gallery/README.md", galleryPage());
    expectPrinted("gallery/moments.md", momentsPage());
    expectPrinted("gallery/families.md", walkPage());
    expectPrinted("gallery/strip.md", stripPage());
  });
});
