import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { claims } from "../../support/claims.ts";
import { arrival } from "../lesson/story.ts";
import { rule } from "./given.ts";

describe(rule("X4"), () => {
  it("is no alert: a one-to-one that goes well calls no one", () => {
    const story = arrival();
    story.press({ press: "choose-kind", kind: "one-to-one" });
    story.press({ press: "let-cameras-on" });
    story.press({ press: "let-mics-on" });
    story.after({ report: "meeting-ended" });
    const kinds = story.events.flatMap((event) =>
      dutiesFor(story.lesson, event).map(({ work }) => work.kind),
    );
    expect(kinds).toContain("seal");
    expect(kinds).not.toContain("tell");
  });

  it("is not claimed: nothing says that the DSL heard of a recording through CPOMS", () => {
    // A concern's own (X3): neither says anything of a recording.
    expect(claims(/cpoms|RecordingTold/i)).toEqual(["CpomsNoted", "note-cpoms"]);
  });
});
