import { LOBBY } from "../rules/c4-lobby.ts";
import { isLetOn } from "../rules/c7-muted-on-entry.ts";
import { NOT_RECORDED } from "../rules/s2-not-recorded.ts";
import { mayRecord } from "../rules/s5-recorded-if-alone.ts";
import type { Phase } from "../words.ts";
import { differences, type MeetingOptions, type SeenOptions } from "./options.ts";
import type { Lesson } from "./state.ts";

/**
 * The options a lesson of this kind wants in this phase (C4 lobby, C7 muted on entry, S2 not recorded, S5 a
 * one-to-one whose parent was told). Doors are shut in every phase: each person is admitted by a member of staff.
 * @returns undefined for a meeting that is not a lesson: it is never touched.
 */
export const optionsFor = (
  lesson: Pick<Lesson, "kind" | "phase" | "opened"> & Partial<Lesson>,
): MeetingOptions | undefined => {
  const { kind, phase, opened } = lesson;
  if (kind === undefined || kind === "not a lesson") return undefined;
  const quiet = phase === "paused" || phase === "shut" || phase === "over";
  const live = phase === "live";
  return {
    ...LOBBY,
    presenters: "organizer",
    mic: isLetOn(phase, opened.mics),
    camera: isLetOn(phase, opened.cameras),
    chat: quiet ? "disabled" : "limited",
    reactions: live,
    ...NOT_RECORDED,
    ...(mayRecord(lesson) ? { recording: true } : {}),
    announce: false,
  };
};

/** Options that staff may change in Teams and Lesson Guard does not change back: on arrival all are muted (C7). */
const FREE: { readonly [P in Phase]?: ReadonlySet<keyof MeetingOptions> } = {
  arrival: new Set(["chat", "reactions"]),
  live: new Set(["mic", "camera", "chat", "reactions"]),
};

/**
 * Drift that is put right without asking: the doors, recording and presenters always; mics and cameras on arrival
 * and while the lesson is held quiet; chat only then. Other drift is shown and left.
 */
export const driftToPutRight = (
  asked: MeetingOptions,
  seen: SeenOptions,
  phase: Phase,
): Partial<MeetingOptions> => {
  const wrong = differences(asked, seen).filter((option) => FREE[phase]?.has(option) !== true);
  return Object.fromEntries(wrong.map((option) => [option, asked[option]]));
};
