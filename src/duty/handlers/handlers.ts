import type { DutyWork } from "../../protocol/work/duty.ts";
import type { Handlers } from "../handler.ts";
import { redrawAlert, tell, tellRaiser } from "./alert-duties.ts";
import { joinCall, keepCall, leaveCall, mute, readRoster, remove } from "./call-duties.ts";
import { askKind, postFamilyCard, remind, sendChecklist, sendProgress } from "./card-duties.ts";
import { escalate } from "./escalate-duty.ts";
import { expireLessons } from "./keeping-duties.ts";
import { findMeeting, setOptions, watchOptions } from "./meeting-duties.ts";
import type { Parts } from "./parts.ts";
import { spreadProposal, tellProposal } from "./proposal-duties.ts";
import { anchor, anchorMissing, seal } from "./seal-duties.ts";

/** One handler a kind of duty. */
export const dutyHandlers = (parts: Parts): Handlers => ({
  "find-meeting": findMeeting(parts),
  "ask-kind": askKind(parts),
  "set-options": setOptions(parts),
  "watch-options": watchOptions(parts),
  "join-call": joinCall(parts),
  "keep-call": keepCall(parts),
  "leave-call": leaveCall(parts),
  "read-roster": readRoster(parts),
  mute: mute(parts),
  remove: remove(parts),
  "post-family-card": postFamilyCard(parts),
  "send-checklist": sendChecklist(parts),
  "send-progress": sendProgress(parts),
  remind: remind(parts),
  tell: tell(parts),
  "redraw-alert": redrawAlert(parts),
  escalate: escalate(parts),
  "tell-raiser": tellRaiser(parts),
  seal: seal(parts),
  anchor: anchor(parts),
  "anchor-missing": anchorMissing(parts),
  "expire-lessons": expireLessons(parts),
  "spread-proposal": spreadProposal(parts),
  "tell-proposal": tellProposal(parts),
});

/** A duty that is not done in time: whoever waits for it reads so, and another way is taken. */
export const onLate =
  ({ concerns, lessons, touch }: Parts) =>
  async (work: DutyWork, reason: string): Promise<void> => {
    if (work.kind === "tell") await concerns.notTold(work.ref, work.target, reason, false, work.step);
    else if (work.kind === "post-family-card")
      await lessons.report(work.lesson, { report: "family-card-not-posted", reason });
    else if ("lesson" in work) touch(work.lesson);
  };

/** Only the family card is done once; where its answer was lost, nobody can say whether it stands there. */
export const onUnknown =
  ({ lessons }: Parts) =>
  async (work: DutyWork): Promise<void> => {
    if (work.kind === "post-family-card")
      await lessons.report(work.lesson, { report: "family-card-not-posted", reason: "unknown" });
  };
