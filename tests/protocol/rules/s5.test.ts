import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { driftToPutRight } from "../../../src/protocol/lesson/wanted-options.ts";
import { NOT_RECORDED } from "../../../src/protocol/rules/s2-not-recorded.ts";
import { claims } from "../../support/claims.ts";
import { arrival, type Story } from "../lesson/story.ts";
import { rule } from "./given.ts";

const PRESSES: readonly StaffCommand[] = [
  { press: "let-cameras-on" },
  { press: "let-mics-on" },
  { press: "pause" },
  { press: "resume" },
  { press: "end-for-all" },
];

const oneToOne = (): Story => {
  const story = arrival();
  story.press({ press: "choose-kind", kind: "one-to-one" });
  return story;
};

describe(rule("S5"), () => {
  it("lets no recording begin while it cannot be recorded that the parent was told", () => {
    const story = oneToOne();
    for (const press of PRESSES) {
      story.press(press);
      expect(story.lesson.doors.asked?.options).toMatchObject(NOT_RECORDED);
    }
  });

  it("puts recording back in a one-to-one too where it was allowed by hand", () => {
    const { doors, phase } = oneToOne().lesson;
    if (doors.asked === undefined) throw new Error("not asked");
    const { options } = doors.asked;
    expect(driftToPutRight(options, { ...options, recording: true }, phase)).toMatchObject({
      recording: false,
    });
  });

  it("is not claimed: nothing says that a parent was told, or that a recording is kept", () => {
    expect(claims(/parent|RecordingOn|RecordingAllowed/i)).toEqual([]);
  });
});
