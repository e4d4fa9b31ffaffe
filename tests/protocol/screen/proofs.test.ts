import type { Report } from "../../../src/protocol/lesson/commands.ts";
import type { CoOrganisers, MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import { callProof, doorsProof, familyCardProof, isLate } from "../../../src/protocol/screen/proofs.ts";
import { CANNOT_SIGN_IN } from "../../../src/protocol/work/protective.ts";
import { arrival, FOUND, MET, planned, Story } from "../lesson/story.ts";

const ZONE = "Europe/London";
/** A time in the first story; nothing is late yet. */
const EARLY = new Story().now;
const STARTED: Report = { report: "meeting-started", source: "event" };
const asked = (story: Story): MeetingOptions => {
  const options = story.lesson.doors.asked?.options;
  if (options === undefined) throw new Error("nothing was asked");
  return options;
};
const seen = (
  story: Story,
  more: Partial<MeetingOptions> = {},
): Extract<Report, { readonly report: "options-seen" }> => ({
  report: "options-seen",
  asked: asked(story),
  seen: { ...asked(story), ...more },
  coOrganisersSet: false,
});
const doors = (story: Story) => doorsProof(story.lesson, story.now, ZONE);

describe("doors are said to be shut only when Graph's answer equals what was asked (C4, C7)", () => {
  it("while nothing has been asked, nothing is claimed", () => {
    expect(doors(new Story().after(MET))).toEqual({
      state: "none",
      sentence: "The meeting options are not set yet.",
    });
  });

  it("a lesson that is on though Teams has not shown us its meeting: nothing is at work in it", () => {
    const { lesson } = new Story().after(MET, STARTED);
    const later = new Date(Date.parse(lesson.startedAt ?? "") + 2000).toISOString();
    expect(doorsProof(lesson, later, ZONE)).toMatchObject({ state: "not proven" });
    expect(doorsProof(lesson, later, ZONE).sentence).toContain("In Teams press People");
    expect(callProof(lesson, later, ZONE)).toMatchObject({ state: "not proven" });
    expect(familyCardProof(lesson, later, ZONE).sentence).toContain("Read it aloud");
  });

  it("a meeting that cannot be protected says so", () => {
    const proof = doors(new Story().after(MET, { ...FOUND, protectable: false }));
    expect(proof).toMatchObject({ state: "none" });
    expect(proof.sentence).toContain("not protected");
  });

  it("asked: waiting for Teams; after 2 s what to press", () => {
    const story = planned();
    expect(doors(story)).toMatchObject({
      state: "asked",
      sentence: "Asked at 10:00: Lobby on. Families' mics and cameras off. Waiting for Teams.",
    });
    story.wait(2000);
    expect(doors(story)).toMatchObject({
      state: "not proven",
      sentence:
        "Asked at 10:00. Teams has not confirmed this yet. Nothing to press yet. When the lesson starts: in Teams press People, then Mute all.",
    });
  });

  it("seen as asked: proven, with Teams' time", () => {
    const story = planned();
    story.wait(60_000).report(seen(story));
    expect(doors(story)).toEqual({
      state: "proven",
      at: "2026-11-24T10:01:00.000Z",
      sentence: "Lobby on. Families' mics and cameras off. Confirmed 10:01.",
    });
  });

  it("an answer about earlier options proves nothing about later ones", () => {
    const story = arrival();
    story.report(seen(story));
    const early = seen(story);
    story.wait(1000).press({ press: "let-cameras-on" });
    expect(doors(story).state).toBe("asked");
    story.wait(100).report(early);
    expect(doors(story).state).not.toBe("proven");
    story.report(seen(story));
    expect(doors(story)).toMatchObject({ state: "proven" });
    expect(doors(story).sentence).toContain("Families' cameras allowed, mics off");
  });

  it.each([
    ["lobbyScope", { lobbyScope: "everyone" }, "who waits in the lobby"],
    ["recording", { recording: true }, "recording"],
    ["mic", { mic: true }, "mics"],
  ] as const)("another setting is named: %s", (_option, more, words) => {
    const story = planned();
    story.report(seen(story, more));
    expect(doors(story).state).toBe("not proven");
    expect(doors(story).sentence).toContain(`another setting for ${words}.`);
  });

  it("a meeting that records by itself is not as asked, until Teams shows that it is off; after the end nothing is to press", () => {
    const story = arrival();
    const shown = (recordAutomatically: boolean) => {
      story.report({ ...seen(story), recordAutomatically });
      return doors(story);
    };
    expect(shown(true)).toMatchObject({
      state: "not proven",
      sentence: "Teams is set to record this lesson by itself. Switch that off in the meeting options.",
    });
    expect(shown(false)).toMatchObject({ state: "proven" });
    shown(true);
    story.press({ press: "end-for-all" });
    expect(shown(true).sentence).not.toContain("Switch that off");
  });

  it("only staff may admit: otherwise the doors are not shut, however they are set", () => {
    const story = planned();
    const shown = (coOrganisers?: CoOrganisers) => {
      story.report({ ...seen(story), ...(coOrganisers === undefined ? {} : { coOrganisers }) });
      return doors(story);
    };
    expect(shown()).toMatchObject({ state: "proven" });
    expect(shown({ notStaff: 1, staffWithout: 0 })).toMatchObject({
      state: "not proven",
      sentence:
        "1 co-organiser is not known as staff here and can admit people. Change that in the meeting options.",
    });
    // Where it cannot be known at present, it stays as it was.
    expect(shown()).toMatchObject({ state: "not proven" });
    expect(shown({ notStaff: 2, staffWithout: 1 }).sentence).toBe(
      "2 co-organisers are not known as staff here and can admit people. Change that in the meeting options.",
    );
    expect(shown({ notStaff: 0, staffWithout: 0 })).toMatchObject({ state: "proven" });
    expect(shown({ notStaff: 0, staffWithout: 1 })).toMatchObject({
      state: "proven",
      sentence:
        "Lobby on. Families' mics and cameras off. Confirmed 10:00. 1 invited member of staff is not a co-organiser and cannot admit people.",
    });
    story.report({ ...seen(story, { mic: true }), coOrganisers: { notStaff: 1, staffWithout: 0 } });
    expect(doors(story).sentence).toMatch(/another setting for mics\. .* 1 co-organiser is not known/);
  });

  it("a refusal says so until a later answer, and new options are asked afresh", () => {
    const story = arrival();
    story.report({ report: "options-not-set", reason: "403" });
    expect(doors(story)).toMatchObject({ state: "refused" });
    story.press({ press: "pause" });
    expect(doors(story).state).toBe("asked");
    expect(doors(story).sentence).toContain("Chat off");
  });
});

describe("where the calling bot is", () => {
  const call = (...reports: readonly Report[]) =>
    callProof(planned().after(STARTED, ...reports).lesson, EARLY, ZONE);

  it.each<[string, string, readonly Report[]]>([
    ["asked", "is joining", []],
    ["not proven", "One marked (Guest) or (Unverified) is not it", [{ report: "call-waiting", call: "c" }]],
    ["not proven", "admit Lesson Guard by itself", [{ report: "call-waiting", call: "c" }]],
    ["proven", "has been in the call since 10:00", [{ report: "call-entered", call: "c" }]],
    ["refused", "cannot remove or mute", [{ report: "call-not-joined", reason: "403" }]],
    [
      "not proven",
      "cannot remove or mute",
      [
        { report: "call-entered", call: "c" },
        { report: "call-left", call: "c" },
      ],
    ],
  ])("is said as %s, in the words “%s”", (state, words, reports) => {
    expect(call(...reports)).toMatchObject({ state });
    expect(call(...reports).sentence).toContain(words);
  });

  it.each<[string, readonly Report[]]>([
    ["asked", []],
    ["waiting", [{ report: "call-waiting", call: "c" }]],
    ["in", [{ report: "call-entered", call: "c" }]],
    ["not joined", [{ report: "call-not-joined", reason: "403" }]],
    [
      "lost",
      [
        { report: "call-entered", call: "c" },
        { report: "call-lost", call: "c", code: 500, subcode: 7 },
      ],
    ],
  ])("says since when it is so: %s", (state, reports) => {
    const { lesson } = planned().after(STARTED, ...reports);
    expect(lesson.call.state).toBe(state);
    expect(callProof(lesson, EARLY, ZONE)).toMatchObject({ at: lesson.call.at ?? "not known" });
  });

  it("that it cannot sign in is not told as a refusal by Teams", () => {
    const words = (reason: string) => call({ report: "call-not-joined", reason }).sentence;
    expect(words(CANNOT_SIGN_IN)).not.toContain("Teams did not let Lesson Guard join");
    expect(words(CANNOT_SIGN_IN)).toContain("cannot remove or mute anyone");
    expect(words("403")).toContain("Teams did not let Lesson Guard join");
  });

  it("a join that takes long is not said to be under way any more", () => {
    const { lesson } = planned().after(STARTED);
    const asked = Date.parse(lesson.call.at ?? "");
    const proofIn = (seconds: number) =>
      callProof(lesson, new Date(asked + seconds * 1000).toISOString(), ZONE);
    expect(proofIn(9)).toMatchObject({ state: "asked" });
    expect(proofIn(10)).toMatchObject({ state: "not proven" });
    expect(proofIn(10).sentence).toContain("cannot remove or mute");
  });

  it("before the start nothing is claimed", () => {
    expect(callProof(planned().lesson, EARLY, ZONE).state).toBe("none");
  });
});

describe("the family card is posted, never said to be read", () => {
  it.each<[string, string, readonly Report[]]>([
    ["asked", "Posting", []],
    ["proven", "Guests may not see the chat", [{ report: "family-card-posted", activity: "a" }]],
    ["refused", "Read it aloud", [{ report: "family-card-not-posted", reason: "unknown" }]],
  ])("is said as %s, in the words “%s”", (state, words, reports) => {
    const proof = familyCardProof(planned().after(STARTED, ...reports).lesson, EARLY, ZONE);
    expect(proof).toMatchObject({ state });
    expect(proof.sentence).toContain(words);
    expect(proof.sentence).not.toMatch(/told|read it\b.*families|families (have|know)/i);
  });
});

it("late is 2 s after the asking, not before", () => {
  expect(isLate("2026-11-24T10:00:00.000Z", "2026-11-24T10:00:01.999Z")).toBe(false);
  expect(isLate("2026-11-24T10:00:00.000Z", "2026-11-24T10:00:02.000Z")).toBe(true);
});
