import { isListCurrent } from "../lesson/call-list.ts";
import { cancelledAt } from "../lesson/cancelled.ts";
import { isHeldBack, seenSinceAsked } from "../lesson/doors.ts";
import type { RecordedBy } from "../lesson/recorded-by.ts";
import type { Lesson } from "../lesson/state.ts";
import { noticedUnrecorded } from "../lesson/unrecorded.ts";
import { driftToPutRight } from "../lesson/wanted-options.ts";
import { recordedAmiss } from "../rules/s5-recorded-if-alone.ts";
import { clockTime } from "../time/clock-time.ts";
import { pauseProof } from "./paused.ts";
import { doorsProof } from "./proofs.ts";
import type { Proof, Standing } from "./view.ts";
import { zoomStanding } from "./zoom-words.ts";

/** What the readers below look at. */
type Look = {
  readonly lesson: Lesson;
  /** How far the meeting options are proven. */
  readonly doors: Proof;
  readonly now: string;
  readonly time: (iso: string | undefined) => string;
  readonly timeZone: string;
};

/** Undefined: this reader has nothing to say of such a lesson; the next one is asked. */
type Reader = (look: Look) => Standing | undefined;

const done = (words: string): Standing => ({ state: "done", words });
const notDone = (words: string): Standing => ({ state: "not done", words });
const asked = (words: string): Standing => ({ state: "asked", words });

const notALesson: Reader = ({ lesson: { kind, phase } }) => {
  if (kind === "not a lesson") return done("Not a lesson");
  return kind === undefined && phase !== "planned" && phase !== "over"
    ? notDone("Not protected yet")
    : undefined;
};

const inZoom: Reader = ({ lesson, timeZone }) => zoomStanding(lesson, timeZone);

const planned: Reader = ({ lesson, time }) => {
  const cancelled = cancelledAt(lesson);
  if (cancelled !== undefined) return done(`Cancelled ${time(cancelled)}`);
  return lesson.phase === "planned" ? done("Planned") : undefined;
};

const over: Reader = ({ lesson, time }) =>
  lesson.phase === "over" ? done(`Over ${time(lesson.overAt)}`.trim()) : undefined;

/** What a press has asked of Teams: only asked, confirmed at a time, refused, or not answered. */
const ofPress =
  (
    phase: Lesson["phase"],
    words: { readonly asked: string; readonly done: string; readonly not: string; readonly unsure: string },
  ): Reader =>
  ({ lesson, doors, now, time, timeZone }) => {
    if (lesson.phase !== phase) return undefined;
    const proof = phase === "paused" ? pauseProof(lesson, now, timeZone) : doors;
    switch (proof.state) {
      case "proven":
        return done(`${words.done} ${time(proof.at)}`.trim());
      case "asked":
        return asked(words.asked);
      case "refused":
        return notDone(words.not);
      case "not proven":
      case "your turn":
      case "none":
        return notDone(words.unsure);
    }
  };

const shut = ofPress("shut", {
  asked: "Shutting…",
  done: "Doors shut",
  not: "Doors not shut",
  unsure: "Doors not confirmed",
});

const paused = ofPress("paused", {
  asked: "Pausing…",
  done: "Paused",
  not: "Not paused",
  unsure: "Pause not confirmed",
});

const RECORDED: { readonly [What in RecordedBy]: string } = {
  recording: "Being recorded",
  app: "May be recorded",
};

/** What is worse than any option: recorded and not to be, or a child without parent and recording (S2, S5). */
const amiss: Reader = ({ lesson }) => {
  // What is not seen now may be over.
  const found = recordedAmiss(lesson).map(({ what }) => RECORDED[isListCurrent(lesson) ? what : "app"]);
  const worst = found.find((words) => words === RECORDED.recording) ?? found[0];
  if (worst !== undefined) return notDone(worst);
  return noticedUnrecorded(lesson) === undefined ? undefined : notDone("Not recorded");
};

/** Arrival and the lesson itself: options that staff may change in Teams make them no less protected. */
const running: Reader = ({ lesson, doors, time }) => {
  const { phase } = lesson;
  const words = phase === "live" ? "Live" : "Arrival";
  if (doors.state === "proven") return done(words);
  if (doors.state === "asked") return asked(phase === "live" ? "Opening…" : words);
  const { asked: want, notReadAt } = lesson.doors;
  const seen = seenSinceAsked(lesson.doors);
  const isOwnChange =
    want !== undefined &&
    seen !== undefined &&
    (seen.coOrganisers?.notStaff ?? 0) === 0 &&
    doors.state !== "refused" &&
    Object.keys(driftToPutRight(want.options, seen.options, phase)).length === 0;
  if (isOwnChange && notReadAt !== undefined) return notDone(`Not confirmed since ${time(notReadAt)}`);
  if (isOwnChange) return done(words);
  return notDone(notReadAt === undefined && isHeldBack(lesson) ? "Opening not confirmed" : "Not protected");
};

/** The first reader with an answer is right: worse states stand earlier. */
const READERS: readonly Reader[] = [notALesson, inZoom, planned, over, shut, paused, amiss, running];

/**
 * The state of a lesson, for the head of every card and screen. A state word comes from its proof: Graph's answer,
 * read back after the asking, equals what was asked, or Teams' own event. A press alone is said as asked.
 */
export const standingOf = (lesson: Lesson, now: string, timeZone: string): Standing => {
  const look: Look = {
    lesson,
    doors: doorsProof(lesson, now, timeZone),
    now,
    time: (iso) => (iso === undefined ? "" : clockTime(iso, timeZone)),
    timeZone,
  };
  for (const reader of READERS) {
    const standing = reader(look);
    if (standing !== undefined) return standing;
  }
  return notDone("Not protected");
};
