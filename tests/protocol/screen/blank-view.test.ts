import { blankView } from "../../../src/protocol/screen/blank-view.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { fc, runs } from "../../support/properties.ts";
import { CANARIES, play, STAFF_CANARY, steps } from "../lesson/steps.ts";
import { arrival } from "../lesson/story.ts";

const AROUND = { timeZone: "Europe/London", phone: "01632 960123" };

it("whatever happened, a blanked panel is sent no name and no title, and keeps each press that protects", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { lesson, now } = play(all);
      const view = lessonView(lesson, "organiser", [], undefined, { ...AROUND, now, reader: "teacher" });
      const blank = blankView(view);
      const text = JSON.stringify(blank);
      for (const name of [...CANARIES, STAFF_CANARY, "Jabberwock"]) expect(text).not.toContain(name);
      for (const { press } of view.presses) expect(blank.presses.map((one) => one.press)).toContain(press);
      expect(blank.end).toEqual(view.end);
      expect(blank.version).toBe(view.version);
    }),
    runs(200),
  );
});

it("says of itself that it is no lesson to show", () => {
  const { lesson, now } = arrival();
  const blank = blankView(lessonView(lesson, "organiser", [], undefined, { ...AROUND, now }));
  expect(blank).toMatchObject({ blank: true, pupils: [], unknown: [], staffHere: [], mayCheck: false });
});
