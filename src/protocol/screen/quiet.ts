import { notShownSince } from "../lesson/call-list.ts";
import { areDoorsAsAsked } from "../lesson/doors.ts";
import { whose } from "../lesson/one-to-one.ts";
import { isEnded } from "../lesson/running.ts";
import { stillSending } from "../lesson/sending.ts";
import type { Lesson } from "../lesson/state.ts";
import { addMs, clockTime } from "../time/clock-time.ts";
import { LATE_MS } from "./proofs.ts";
import type { Proof } from "./view.ts";

/** Of a whole class the number is what matters; a list of thirty names would hide what to press. */
const MOST_NAMED = 3;

const named = (lesson: Lesson, ids: readonly string[], what: string, withNames: boolean): string => {
  if (ids.length === 0) return "";
  const many = `${ids.length} ${what}${ids.length === 1 ? "" : "s"} still on`;
  const names = ids.map((id) => lesson.people[id]?.shown ?? "").filter((name) => name !== "");
  if (!withNames || names.length === 0) return `${many}.`;
  return names.length <= MOST_NAMED + 1
    ? `${many}: ${names.join(", ")}.`
    : `${many}: ${names.slice(0, MOST_NAMED).join(", ")} and ${names.length - MOST_NAMED} more.`;
};

/** Teams has confirmed that mics or cameras are not allowed: only then can it be quiet or not. */
const isWatched = (lesson: Lesson): boolean => {
  const { options } = lesson.doors.asked ?? {};
  return (
    options !== undefined &&
    !(options.mic && options.camera) &&
    areDoorsAsAsked(lesson) &&
    lesson.phase !== "planned" &&
    lesson.phase !== "over"
  );
};

/** When to say that quiet cannot be seen, if no list shows it; undefined where one has, or none can. */
export const quietLateAt = (lesson: Lesson): string | undefined => {
  const { seen } = lesson.doors;
  return seen !== undefined &&
    isWatched(lesson) &&
    lesson.call.state === "in" &&
    notShownSince(lesson) === undefined &&
    stillSending(lesson) === undefined
    ? addMs(seen.at, LATE_MS)
    : undefined;
};

/**
 * Whether it is quiet where mics and cameras are to be off: the setting is read back, and the call's list shows
 * that no one sends. Undefined where they may be on, or while the setting itself is not confirmed.
 * For a lesson that has been ended, only the fact: the steps of the end say what to press.
 * @param withNames for the panel alone: cards carry numbers
 */
export const quietProof = (
  lesson: Lesson,
  now: string,
  timeZone: string,
  withNames: boolean,
): Proof | undefined => {
  const proof = quietWithStep(lesson, now, timeZone, withNames);
  return proof?.fact !== undefined && isEnded(lesson) ? { ...proof, sentence: proof.fact } : proof;
};

const quietWithStep = (
  lesson: Lesson,
  now: string,
  timeZone: string,
  withNames: boolean,
): Proof | undefined => {
  if (!isWatched(lesson)) return undefined;
  const { asked, seen } = lesson.doors;
  const { camera, mic } = asked?.options ?? {};
  const what = camera ? "mics" : mic ? "cameras" : "cameras and mics";
  const unshown = notShownSince(lesson);
  if (unshown !== undefined) {
    const fact = `Teams has not shown whose ${what} are on since ${clockTime(unshown, timeZone)}.`;
    return { state: "not proven", at: unshown, sentence: `${fact} Look at the pictures in Teams.`, fact };
  }
  const on = lesson.call.state === "in" ? stillSending(lesson) : undefined;
  if (on === undefined) {
    const until = quietLateAt(lesson);
    return until !== undefined && now < until
      ? { state: "asked", sentence: `Checking whether all ${whose(lesson)} ${what} are off.` }
      : {
          state: "not proven",
          sentence: `Lesson Guard cannot see whether all ${whose(lesson)} ${what} are off. Look at the pictures in Teams.`,
          fact: `Lesson Guard cannot see whether all ${whose(lesson)} ${what} are off.`,
        };
  }
  const still = [
    named(lesson, on.cameras, "camera", withNames),
    named(lesson, on.mics, "mic", withNames),
  ].filter((one) => one !== "");
  if (still.length > 0)
    return {
      state: "not proven",
      at: on.at,
      sentence: `${still.join(" ")} In Teams press ⋯ on their picture, then Disable camera or Mute.`,
      fact: still.join(" "),
    };
  const at = on.at > (seen?.at ?? "") ? on.at : (seen?.at ?? on.at);
  return {
    state: "proven",
    at,
    sentence: `All ${whose(lesson)} ${what} are off. Seen ${clockTime(at, timeZone)}.`,
  };
};
