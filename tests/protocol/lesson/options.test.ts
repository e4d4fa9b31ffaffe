import { differences, type Opened } from "../../../src/protocol/lesson/options.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { KINDS, type Phase } from "../../../src/protocol/words.ts";

const PHASES: readonly Phase[] = ["planned", "arrival", "live", "paused", "shut", "over"];
const BOTH = [true, false];
const OPENED: readonly Opened[] = BOTH.flatMap((cameras) => BOTH.map((mics) => ({ cameras, mics })));
const LESSONS = KINDS.filter((kind) => kind !== "not a lesson");

const EACH = LESSONS.flatMap((kind) =>
  PHASES.flatMap((phase) => OPENED.map((opened) => ({ kind, phase, opened }))),
);

const wanted = (kind: (typeof KINDS)[number], phase: Phase, opened: Opened) => {
  const options = optionsFor({ kind, phase, opened });
  if (options === undefined) throw new Error("no options");
  return options;
};

describe("the options of a lesson, by kind and phase", () => {
  it("a meeting that is not a lesson is never touched", () => {
    for (const phase of PHASES)
      for (const opened of OPENED)
        expect(optionsFor({ kind: "not a lesson", phase, opened })).toBeUndefined();
  });

  it("everyone waits in the lobby and only organisers admit, whatever the kind and phase (C4)", () => {
    expect(EACH).toHaveLength(72);
    for (const { kind, phase, opened } of EACH)
      expect(wanted(kind, phase, opened)).toMatchObject({
        lobbyScope: "organizer",
        dialInBypass: false,
        lobbyAdmitters: "organizerAndCoOrganizers",
        presenters: "organizer",
      });
  });

  it("nothing is recorded or transcribed by a setting where no parent was told (S2)", () => {
    for (const { kind, phase, opened } of EACH)
      expect(wanted(kind, phase, opened)).toMatchObject({ recording: false, transcription: false });
  });

  it.each(PHASES.map((phase) => ({ phase })))(
    "mics and cameras are off in $phase unless the lesson is live and staff opened them (C7)",
    ({ phase }) => {
      for (const kind of LESSONS)
        for (const opened of OPENED)
          expect(wanted(kind, phase, opened)).toMatchObject(
            phase === "live"
              ? { mic: opened.mics, camera: opened.cameras }
              : { mic: false, camera: false, reactions: false },
          );
    },
  );

  it.each([
    ["planned", "limited"],
    ["arrival", "limited"],
    ["live", "limited"],
    ["paused", "disabled"],
    ["shut", "disabled"],
    ["over", "disabled"],
  ] as const)("in %s the chat is %s", (phase, chat) => {
    expect(wanted("class", phase, { cameras: true, mics: true }).chat).toBe(chat);
  });
});

describe("what Teams reads back", () => {
  const asked = wanted("class", "arrival", { cameras: false, mics: false });

  it("an option that is missing from the answer counts as different", () => {
    const { camera: _camera, ...seen } = asked;
    expect(differences(asked, seen)).toEqual(["camera"]);
  });

  it("each single option that differs is named, and nothing else", () => {
    expect(differences(asked, asked)).toEqual([]);
    expect(differences(asked, { ...asked, mic: true, lobbyScope: "everyone" })).toEqual([
      "lobbyScope",
      "mic",
    ]);
  });
});
