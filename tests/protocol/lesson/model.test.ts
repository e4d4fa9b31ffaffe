import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { evolve } from "../../../src/protocol/lesson/evolve.ts";
import { NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { fc, runs } from "../../support/properties.ts";
import { CANARIES, play, steps } from "./steps.ts";

describe("whatever is pressed and reported, in whatever order", () => {
  it("nothing throws, the version counts the events, and state is what the record gives again", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, events, now } = play(all);
        expect(lesson.version).toBe(events.length);
        const stored: typeof events = JSON.parse(JSON.stringify(events));
        expect(stored.reduce(evolve, NO_LESSON)).toEqual(lesson);
        lessonView(lesson, "organiser", [], undefined, { now, timeZone: "Europe/London", phone: "" });
      }),
      runs(300),
    );
  });

  it("no fact, duty or answer outside the personal payload holds a name or a title", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, events } = play(all);
        const kept = JSON.stringify([
          events.map(({ type, at, data }) => ({ type, at, data })),
          events.flatMap((event) => dutiesFor(lesson, event)),
        ]);
        for (const canary of [...CANARIES, "Quillfeather", "Jabberwock"]) expect(kept).not.toContain(canary);
      }),
      runs(200),
    );
  });

  it("each phase keeps its promises", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, events } = play(all);
        const { phase, end, kind, doors } = lesson;
        if (phase === "shut") expect(end).toBeDefined();
        if (phase === "arrival" || phase === "live" || phase === "paused") expect(end).toBeUndefined();
        if (phase === "planned") expect(lesson.startedAt).toBeUndefined();
        const quiet = phase === "shut" || phase === "paused";
        if (quiet && kind !== undefined && kind !== "not a lesson" && lesson.graphId !== undefined)
          expect(doors.asked?.options).toMatchObject({ mic: false, camera: false, chat: "disabled" });
        expect(events.filter((event) => event.type === "FamilyCardAsked").length).toBeLessThanOrEqual(1);
        if (end?.beganAt !== undefined)
          expect(
            Object.values(lesson.people).filter(
              (one) =>
                phase === "shut" &&
                lesson.call.state === "in" &&
                kind !== "not a lesson" &&
                one.source === "call" &&
                one.place === "in" &&
                one.userId === undefined &&
                one.removal === undefined,
            ),
          ).toEqual([]);
      }),
      runs(300),
    );
  });
});
