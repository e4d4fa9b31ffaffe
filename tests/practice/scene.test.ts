import { bedroomFamily, sceneOf } from "../../src/practice/classroom/drawing/scene.ts";

it("the child in the bedroom can move: the same family, in the kitchen, with a grown-up", () => {
  expect(sceneOf(bedroomFamily, false)).toMatchObject({ room: "bedroom", adult: false });
  expect(sceneOf(bedroomFamily, false, true)).toEqual({
    ...sceneOf(bedroomFamily, false),
    room: "kitchen",
    adult: true,
  });
});
