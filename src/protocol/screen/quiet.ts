import { areDoorsAsAsked } from "../lesson/doors.ts";
import { stillSending } from "../lesson/sending.ts";
import type { Lesson } from "../lesson/state.ts";
import { clockTime } from "../time/clock-time.ts";
import { isLate } from "./proofs.ts";
import type { Proof } from "./view.ts";

const named = (lesson: Lesson, ids: readonly string[], what: string, withNames: boolean): string => {
  if (ids.length === 0) return "";
  const many = `${ids.length} ${what}${ids.length === 1 ? "" : "s"} still on`;
  const names = ids.map((id) => lesson.people[id]?.shown ?? "").filter((name) => name !== "");
  return withNames && names.length > 0 ? `${many}: ${names.join(", ")}.` : `${many}.`;
};

/**
 * Whether it is quiet where mics and cameras are to be off: the setting is read back, and the call's list shows
 * that nobody sends. Undefined where they may be on, or while the setting itself is not confirmed.
 * @param withNames in the panel alone: cards carry numbers
 */
export const quietProof = (
  lesson: Lesson,
  now: string,
  timeZone: string,
  withNames: boolean,
): Proof | undefined => {
  const { asked, seen } = lesson.doors;
  const wanted = asked !== undefined && (!asked.options.mic || !asked.options.camera);
  if (!wanted || !areDoorsAsAsked(lesson) || lesson.phase === "planned" || lesson.phase === "over")
    return undefined;
  const { camera, mic } = asked.options;
  const what = camera ? "mics" : mic ? "cameras" : "cameras and mics";
  const on = lesson.call.state === "in" ? stillSending(lesson) : undefined;
  if (on === undefined)
    return lesson.call.state === "in" && !isLate(seen?.at ?? asked.at, now)
      ? { state: "asked", sentence: `Looking whether all ${what} are off.` }
      : {
          state: "not proven",
          sentence: `Lesson Guard cannot see whether all ${what} are off. Look at the pictures in Teams.`,
          fact: `Lesson Guard cannot see whether all ${what} are off.`,
        };
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
  return { state: "proven", at, sentence: `All ${what} are off. Seen ${clockTime(at, timeZone)}.` };
};
