import { LOBBY } from "../rules/c4-lobby.ts";
import { isLetOn } from "../rules/c7-muted-on-entry.ts";
import { NOT_RECORDED } from "../rules/s2-not-recorded.ts";
import { mayRecord } from "../rules/s5-recorded-if-alone.ts";
import type { Phase } from "../words.ts";
import { treatmentOf } from "./hand-changes.ts";
import { leftNow } from "./left.ts";
import { differences, type MeetingOptions, type SeenOptions } from "./options.ts";
import type { Lesson } from "./state.ts";

/**
 * The options a lesson of this kind wants in this phase (C4 lobby, C7 muted on entry, S2 not recorded, S5 a
 * one-to-one whose parent was told). Doors are shut in every phase: each person is admitted by a member of staff.
 * What staff have left as it was changed in Teams is asked for as they left it, where that is allowed now.
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
    ...leftNow(lesson),
  };
};

/**
 * Drift that is put right without asking: all but what staff may change in Teams in this phase (`hand-changes.ts`). A
 * mic or camera that was let on may be switched off there; one that no press has let on stays off in every phase.
 * What a member of staff has left stands in what was asked, and is no drift.
 */
export const driftToPutRight = (
  asked: MeetingOptions,
  seen: SeenOptions,
  phase: Phase,
): Partial<MeetingOptions> => {
  const wrong = differences(asked, seen).filter((option) => {
    const treatment = treatmentOf(option, phase);
    return treatment === "no more" ? seen[option] === true : treatment !== "free";
  });
  return Object.fromEntries(wrong.map((option) => [option, asked[option]]));
};
