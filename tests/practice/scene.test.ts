import { bedroomFamily, sceneOf } from "../../src/practice/classroom/drawing/scene.ts";

it("the child in the bedroom can move: the same family, in the kitchen, with a grown-up", () => {
  expect(sceneOf(bedroomFamily, false)).toMatchObject({ room: "bedroom", adult: false });
  expect(sceneOf(bedroomFamily, false, { moved: true, adultGone: false })).toEqual({
    ...sceneOf(bedroomFamily, false),
    room: "kitchen",
    adult: true,
  });
});

it("an adult who was there can leave the room, and the child stays in it", () => {
  const first = sceneOf("family-1", false);
  expect(first.adult).toBe(true);
  expect(sceneOf("family-1", false, { moved: false, adultGone: true })).toEqual({ ...first, adult: false });
});
