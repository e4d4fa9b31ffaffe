import { isNoWider, type MeetingOptions, type SeenOptions } from "../../../src/protocol/lesson/options.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { doorsProof, LATE_MS } from "../../../src/protocol/screen/proofs.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { fc, runs } from "../../support/properties.ts";
import { arrival, type Story, withCameras } from "../lesson/story.ts";

const ZONE = "Europe/London";

const asked = (story: Story): MeetingOptions => {
  const { asked: last } = story.lesson.doors;
  if (last === undefined) throw new Error("Nothing was asked.");
  return last.options;
};

/** Teams shows these options, as Graph reads them back. */
const shows = (story: Story, seen: SeenOptions): Story =>
  story.after({ report: "options-seen", asked: asked(story), seen, coOrganisersSet: true });

const doors = (story: Story) => doorsProof(story.lesson, story.now, ZONE);
const words = (story: Story): string => standingOf(story.lesson, story.now, ZONE).words;

/** A lesson that was paused, is asked to go on, and of which Teams has shown only the pause. */
const resumed = (): { readonly story: Story; readonly pause: MeetingOptions } => {
  const story = withCameras(arrival());
  shows(story, asked(story)).wait(1_000).press({ press: "pause" });
  const pause = asked(story);
  shows(story.wait(1_000), pause).wait(500).press({ press: "resume" });
  return { story, pause };
};

describe("a lesson that is asked to allow more", () => {
  it("waits for Teams while Teams still shows the pause", () => {
    const { story, pause } = resumed();
    shows(story.wait(500), pause);
    expect(doors(story)).toMatchObject({
      state: "asked",
      sentence: expect.stringContaining("Waiting for Teams."),
    });
    expect(words(story)).toBe("Opening…");
  });

  it("says what Teams does not allow once that is late, and has nothing locked", () => {
    const { story, pause } = resumed();
    shows(story.wait(LATE_MS), pause);
    expect(doors(story).sentence).toBe(
      "Teams does not allow cameras, chat, reactions now. To allow more: open the meeting options in Teams.",
    );
    expect(words(story)).toBe("Live");
  });

  it("is no less protected where Teams does not answer, or refuses", () => {
    const { story } = resumed();
    story.wait(LATE_MS);
    expect(doors(story).sentence).toMatch(/has not confirmed this yet\. To allow more: /);
    expect(words(story)).toBe("Opening not confirmed");
    story.after({ report: "options-not-set", reason: "refused" });
    expect(doors(story)).toMatchObject({
      state: "refused",
      sentence: "Teams refused the meeting options. To allow more: open the meeting options in Teams.",
    });
    expect(words(story)).toBe("Opening not confirmed");
  });

  it("is not protected, and is to be locked, where Teams shows anything wider than asked", () => {
    const { story, pause } = resumed();
    for (const wider of [
      { ...pause, lobbyScope: "everyone" },
      { ...pause, dialInBypass: true },
      { ...pause, mic: true },
      { ...pause, transcription: true },
      { ...pause, presenters: "everyone" },
      { ...pause, chat: "enabled" },
    ] as const) {
      shows(story.wait(LATE_MS), wider);
      expect([wider, doors(story).sentence]).toEqual([wider, expect.stringContaining("Lock the meeting")]);
    }
  });
});

it("options are no wider only where every one that differs allows families less", () => {
  const live = optionsFor({ kind: "class", phase: "live", opened: { cameras: true, mics: true } });
  if (live === undefined) throw new Error("It is a lesson.");
  const other = fc.record({
    lobbyScope: fc.constantFrom("organizer", "everyone", live.lobbyScope),
    dialInBypass: fc.boolean(),
    mic: fc.boolean(),
    camera: fc.boolean(),
    chat: fc.constantFrom("enabled", "disabled", "limited"),
    reactions: fc.boolean(),
    recording: fc.boolean(),
    transcription: fc.boolean(),
    announce: fc.boolean(),
  });
  fc.assert(
    fc.property(other, (seen) => {
      const isSame =
        seen.lobbyScope === live.lobbyScope &&
        !seen.dialInBypass &&
        !seen.recording &&
        !seen.transcription &&
        !seen.announce;
      expect(isNoWider(live, { ...live, ...seen })).toBe(isSame && seen.chat !== "enabled");
    }),
    runs(200),
  );
});
