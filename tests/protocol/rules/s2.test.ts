import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import { unknownPeople } from "../../../src/protocol/lesson/presence.ts";
import { driftToPutRight, optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { NOT_RECORDED } from "../../../src/protocol/rules/s2-not-recorded.ts";
import { KINDS, type Phase } from "../../../src/protocol/words.ts";
import { arrival, roster, TEACHER, user } from "../lesson/story.ts";
import { givenLesson, reported, rule } from "./given.ts";

const PHASES: readonly Phase[] = ["planned", "arrival", "live", "paused", "shut", "over"];
const LESSONS = KINDS.filter((kind) => kind !== "not a lesson");

const askedOf = () => {
  const asked = arrival().lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("not asked");
  return asked;
};

describe(rule("S2"), () => {
  it.each(LESSONS)("is asked of Teams for a %s lesson in every phase, transcripts too", (kind) => {
    for (const phase of PHASES)
      for (const on of [true, false])
        expect(optionsFor({ kind, phase, opened: { cameras: on, mics: on } })).toMatchObject(NOT_RECORDED);
    expect(NOT_RECORDED).toEqual({ recording: false, transcription: false });
  });

  it("puts recording and transcript back where they were allowed by hand", () => {
    const asked = askedOf();
    for (const phase of PHASES)
      expect(driftToPutRight(asked, { ...asked, recording: true, transcription: true }, phase)).toMatchObject(
        NOT_RECORDED,
      );
  });

  it("lists an app that joins: it may be a note-taker", () => {
    const notes = {
      id: "r-notes",
      identity: "application",
      shown: "Read.ai notetaker",
      place: "in",
    } as const;
    givenLesson(arrival())
      .when(reported(roster(user("r-teacher", TEACHER), notes)))
      .thenAmong({ type: "PersonArrived", data: { person: "r-notes", identity: "application" } })
      .thenState((lesson) =>
        expect(unknownPeople(lesson).find(({ person }) => person === "r-notes")?.warning).toMatch(/note/),
      );
  });

  it("keeps what Teams read back, and the export says no more than that", () => {
    const asked = askedOf();
    const recordingIn = (story: ReturnType<typeof arrival>): string => {
      const around = { now: story.now, timeZone: "Europe/London", school: "Oakfield" };
      const [facts] = lessonDocument(story.lesson, story.events, around).sections;
      return facts?.table?.rows.find(([what]) => what === "Recording allowed")?.[1] ?? "";
    };
    const seen = (recording: boolean) =>
      arrival().after({
        report: "options-seen",
        asked,
        seen: { ...asked, recording },
        coOrganisersSet: true,
      });
    expect(recordingIn(arrival())).toMatch(/not confirmed/);
    expect(recordingIn(seen(false))).toMatch(/not allowed/);
    expect(recordingIn(seen(true))).toMatch(/^allowed/);
    for (const story of [arrival(), seen(false), seen(true)])
      expect(recordingIn(story)).not.toMatch(/not recorded/i);
  });
});
