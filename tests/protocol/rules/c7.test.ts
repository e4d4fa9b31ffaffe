import { isLetOn } from "../../../src/protocol/rules/c7-muted-on-entry.ts";
import { doorsProof } from "../../../src/protocol/screen/proofs.ts";
import type { Phase } from "../../../src/protocol/words.ts";
import { arrival, planned } from "../lesson/story.ts";
import { givenLesson, pressed, reported, rule } from "./given.ts";

const OFF = { mic: false, camera: false };

describe(rule("C7"), () => {
  it("holds in every phase but the lesson itself, and there until staff let them on", () => {
    const phases: readonly Phase[] = ["planned", "arrival", "live", "paused", "shut", "over"];
    expect(phases.filter((phase) => isLetOn(phase, true))).toEqual(["live"]);
    expect(phases.filter((phase) => isLetOn(phase, false))).toEqual([]);
  });

  it("is asked of Teams before the lesson begins", () => {
    expect(planned().lesson.doors.asked?.options).toMatchObject(OFF);
    expect(arrival().lesson.doors.asked?.options).toMatchObject(OFF);
  });

  it("ends for cameras when staff let cameras on, and not for microphones", () => {
    givenLesson(arrival())
      .when(pressed({ press: "let-cameras-on" }))
      .thenFacts("CamerasLet", "OptionsAsked")
      .thenState(({ doors }) => expect(doors.asked?.options).toMatchObject({ mic: false, camera: true }));
  });

  it("holds again in a pause", () => {
    const live = arrival();
    live.press({ press: "let-cameras-on" });
    live.press({ press: "let-mics-on" });
    givenLesson(live)
      .when(pressed({ press: "pause" }))
      .thenState(({ doors }) => expect(doors.asked?.options).toMatchObject(OFF));
  });

  it("is not called done where Teams did not take the settings", () => {
    const late = "2026-11-24T10:00:30.000Z";
    givenLesson(arrival())
      .when(reported({ report: "options-not-set", reason: "409/conflict" }))
      .thenFacts("OptionsNotSet")
      .thenState((lesson) =>
        expect(["refused", "not proven"]).toContain(doorsProof(lesson, late, "Europe/London").state),
      );
  });

  it("is not called done where Teams reads back another setting", () => {
    const { lesson } = arrival();
    const asked = lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("not asked");
    givenLesson(arrival())
      .when(reported({ report: "options-seen", asked, seen: { ...asked, mic: true }, coOrganisersSet: true }))
      .thenAmong("OptionsSeen")
      .thenState((now) =>
        expect(doorsProof(now, now.doors.seen?.at ?? "", "Europe/London").state).toBe("not proven"),
      );
  });

  it("says so where a teacher came as an attendee by mistake: Teams would mute them and let them admit no one", () => {
    const { doors } = arrival().lesson;
    if (doors.asked === undefined) throw new Error("not asked");
    const { options } = doors.asked;
    givenLesson(arrival())
      .when(
        reported({
          report: "options-seen",
          asked: options,
          seen: options,
          coOrganisersSet: true,
          coOrganisers: { notStaff: 0, staffWithout: 1 },
        }),
      )
      .thenAmong({ type: "OptionsSeen", data: { coOrganisers: { notStaff: 0, staffWithout: 1 } } })
      .thenState((lesson) =>
        expect(doorsProof(lesson, lesson.doors.seen?.at ?? "", "Europe/London").sentence).toMatch(
          /cannot admit/,
        ),
      );
  });
});
