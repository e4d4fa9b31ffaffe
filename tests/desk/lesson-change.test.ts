import { changeFor } from "../../src/desk/lesson-change.ts";
import { decideInTurn } from "../../src/protocol/lesson/decide-in-turn.ts";
import { arrival, TEACHER } from "../protocol/lesson/story.ts";

describe("what a press leads to", () => {
  it("begins with the doors, which silence everyone at once, and not with those who are muted one by one", () => {
    const { lesson, around, now } = arrival();
    const pressed = [{ by: TEACHER, staff: { press: "pause" } as const }];
    const { steps } = decideInTurn(lesson, pressed, around);
    const { change } = changeFor(lesson.id, steps, lesson.version, now);
    const kinds = (change.duties ?? []).map(({ duty }) => duty.work.kind);
    expect(kinds.filter((kind) => kind === "mute").length).toBeGreaterThan(1);
    expect(kinds[0]).toBe("set-options");
  });
});
