import { LOBBY } from "../rules/c4-lobby.ts";
import { mayBeOn } from "../rules/c7-muted-on-entry.ts";
import { NOT_RECORDED } from "../rules/s2-not-recorded.ts";
import type { Kind, Phase } from "../words.ts";
import { differences, type MeetingOptions, type Opened, type SeenOptions } from "./options.ts";

/**
 * The options a lesson of this kind wants in this phase (C4 lobby, C7 muted on entry, S2 not
 * recorded). Doors are shut in every phase: each person is admitted by a member of staff.
 * @returns undefined for a meeting that is not a lesson: it is never touched.
 */
export const optionsFor = (kind: Kind, phase: Phase, opened: Opened): MeetingOptions | undefined => {
  if (kind === "not a lesson") return undefined;
  const quiet = phase === "paused" || phase === "shut" || phase === "over";
  const live = phase === "live";
  return {
    ...LOBBY,
    presenters: "organizer",
    mic: mayBeOn(phase, opened.mics),
    camera: mayBeOn(phase, opened.cameras),
    chat: quiet ? "disabled" : "limited",
    reactions: live,
    ...NOT_RECORDED,
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
