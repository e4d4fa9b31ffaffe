import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bedroomFamily, sceneOf } from "../../src/practice/classroom/drawing/scene.ts";
import { families } from "../../src/practice/school/families.ts";

it("the child in the bedroom can move: the same family, in the kitchen, with a grown-up", () => {
  expect(sceneOf(bedroomFamily, false)).toMatchObject({ room: "bedroom", adult: false });
  expect(sceneOf(bedroomFamily, false, { moved: true, adultGone: false })).toEqual({
    ...sceneOf(bedroomFamily, false),
    room: "kitchen",
    adult: true,
  });
});

it("an adult who was there can leave the room, and the child stays in it", () => {
  const first = sceneOf("family-02", false);
  expect(first.adult).toBe(true);
  expect(sceneOf("family-02", false, { moved: false, adultGone: true })).toEqual({ ...first, adult: false });
});

it("each person whom the strip plays is one of the school", () => {
  const folder = join(import.meta.dirname, "../../src/practice/classroom/moments");
  const named = readdirSync(folder).flatMap((file) => [
    ...readFileSync(join(folder, file), "utf8").matchAll(/"(family-\d+)"/g),
  ]);
  const ids = new Set(families.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(2);
  expect(named.map(([, id]) => id).filter((id) => !ids.has(id ?? ""))).toEqual([]);
});
