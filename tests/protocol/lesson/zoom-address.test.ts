import { zoomAddress } from "../../../src/protocol/lesson/zoom-address.ts";
import { planView } from "../../../src/protocol/screen/plan-view.ts";
import type { Story } from "./story.ts";
import { inZoom } from "./zoom-story.ts";

const ZONE = "Europe/London";

describe("the address of a lesson in Zoom", () => {
  it("is forgotten a day after its planned end, whether or not it is ever said to be over", () => {
    const DAY = 24 * 60 * 60_000;
    const forgets = (of: Story): readonly number[] =>
      of.duties
        .filter(({ work }) => work.kind === "remind" && work.of === "forget-way")
        .map(({ afterMs }) => afterMs);
    const story = inZoom();
    expect(forgets(story)).toEqual([30 * 60_000 + DAY]);
    story.wait(10 * 60_000).press({ press: "begin-by-hand" });
    expect(forgets(story)).toEqual([20 * 60_000 + DAY]);
    story.wait(60 * 60_000).press({ press: "over-by-hand" });
    expect(forgets(story)).toEqual([DAY]);
    // Said by mistake: it is on, and its planned end was 40 minutes ago.
    story.press({ press: "begin-by-hand" });
    expect(forgets(story)).toEqual([DAY - 40 * 60_000]);
  });

  it("is said to be kept until it is forgotten, and no longer", () => {
    const story = inZoom();
    const said = () =>
      JSON.stringify(
        planView(story.lesson, { now: story.now, timeZone: ZONE, school: "", phone: "" }, undefined)?.lines,
      );
    story.wait(24.5 * 60 * 60_000 - 1);
    expect(said()).toContain("The address in Zoom is kept.");
    story.wait(1);
    expect(said()).not.toContain("The address in Zoom is kept.");
    expect(said()).toContain("In Zoom");
  });
});

describe("what is given as an address in Zoom", () => {
  it.each([
    [
      "https://us02web.zoom.us/j/81234567890?pwd=abc#success",
      "https://us02web.zoom.us/j/81234567890?pwd=abc",
    ],
    ["  https://zoom.us/j/812345678 ", "https://zoom.us/j/812345678"],
    ["https://school.zoom.us/j/81234567890", "https://school.zoom.us/j/81234567890"],
  ])("is taken: %s", (text, address) => {
    expect(zoomAddress(text)).toBe(address);
  });

  it.each([
    ["", "nothing"],
    ["http://zoom.us/j/81234567890", "not encrypted"],
    ["https://zoom.us.example/j/81234567890", "another site"],
    ["https://notzoom.us/j/81234567890", "another site"],
    ["https://zoom.us@example.org/j/81234567890", "another site"],
    ["https://name:pw@zoom.us/j/81234567890", "a sign-in"],
    ["https://zoom.us:8443/j/81234567890", "another port"],
    ["https://zoom.us/s/81234567890?zak=ey", "it makes the family the host"],
    ["https://zoom.us/j/81234567890?zak=ey", "it makes the family the host"],
    ["https://zoom.us/my/okafor", "a personal room"],
    ["https://zoom.us/signin", "no meeting"],
    ["javascript:alert(1)//zoom.us/j/81234567890", "no web address"],
  ])("is refused: %s (%s)", (text) => {
    expect(zoomAddress(text)).toBeUndefined();
  });
});
