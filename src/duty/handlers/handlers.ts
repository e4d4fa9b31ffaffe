import type { DutyWork } from "../../protocol/work/duty.ts";
import type { DutyHandlers } from "../handler.ts";
import { redrawAlert, tell, tellRaiser } from "./alert-duties.ts";
import { joinCall, keepCall, leaveCall, mute, readRoster, remove } from "./call-duties.ts";
import { askKind, lookAgain, postFamilyCard, sendChecklist, sendProgress, tellStaff } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { escalate } from "./escalate-duty.ts";
import { findRefusals, followPermission, noteJoining } from "./family-duties.ts";
import { redrawAlerts, redrawCards } from "./follow-holders.ts";
import { remindConcern, tellHandedOver, tellMore } from "./follow-up-duties.ts";
import { expireLessons } from "./keeping-duties.ts";
import { findMeeting, setOptions, watchOptions } from "./meeting-duties.ts";
import { addApp, bringFamilies, cancelMeeting, giveBot, makeMeeting } from "./plan-duties.ts";
import { spreadProposal, tellProposal } from "./proposal-duties.ts";
import { fileRecording, watchRecording } from "./recording-duties.ts";
import { remindRecording } from "./recording-reminders.ts";
import { tellRefusal } from "./refusal-duties.ts";
import { remind } from "./remind-duty.ts";
import { anchor, anchorMissing, seal } from "./seal-duties.ts";
import { tellSignInEnds } from "./sign-in-duties.ts";
import { removeMessage } from "./told-together.ts";
import { tellTomorrow } from "./tomorrow-duties.ts";
import { tellUnprotected } from "./unprotected-duty.ts";

/** One handler for each kind of duty. */
export const dutyHandlers = (services: DutyServices): DutyHandlers => ({
  "make-meeting": makeMeeting(services),
  "cancel-meeting": cancelMeeting(services),
  "add-app": addApp(services),
  "bring-families": bringFamilies(services),
  "give-bot": giveBot(services),
  "find-meeting": findMeeting(services),
  "ask-kind": askKind(services),
  "tell-unprotected": tellUnprotected(services),
  "set-options": setOptions(services),
  "watch-options": watchOptions(services),
  "join-call": joinCall(services),
  "keep-call": keepCall(services),
  "leave-call": leaveCall(services),
  "read-roster": readRoster(services),
  mute: mute(services),
  remove: remove(services),
  "post-family-card": postFamilyCard(services),
  "send-checklist": sendChecklist(services),
  "send-progress": sendProgress(services),
  "tell-staff": tellStaff(services),
  remind: remind(services),
  "look-again": lookAgain(services),
  "follow-permission": followPermission(services),
  "find-refusals": findRefusals(services),
  "tell-refusal": tellRefusal(services),
  "note-joining": noteJoining(services),
  tell: tell(services),
  "redraw-alert": redrawAlert(services),
  "redraw-alerts": redrawAlerts(services),
  "redraw-cards": redrawCards(services),
  "remove-message": removeMessage(services),
  escalate: escalate(services),
  "tell-raiser": tellRaiser(services),
  "tell-handed-over": tellHandedOver(services),
  "tell-more": tellMore(services),
  "remind-concern": remindConcern(services),
  "file-recording": fileRecording(services),
  "watch-recording": watchRecording(services),
  "remind-recording": remindRecording(services),
  seal: seal(services),
  anchor: anchor(services),
  "anchor-missing": anchorMissing(services),
  "expire-lessons": expireLessons(services),
  "tell-sign-in-ends": tellSignInEnds(services),
  "tell-tomorrow": tellTomorrow(services),
  "spread-proposal": spreadProposal(services),
  "tell-proposal": tellProposal(services),
});

/** A duty is not done in time: the person who waits for it is told, and another way is tried. */
export const onLate =
  ({ concerns, lessons, touch }: DutyServices) =>
  async (work: DutyWork, reason: string): Promise<void> => {
    if (work.kind === "tell") await concerns.notTold(work.ref, work.target, reason, false, work.step);
    else if (work.kind === "post-family-card")
      await lessons.report(work.lesson, { report: "family-card-not-posted", reason });
    else if (work.kind === "watch-options") await lessons.report(work.lesson, { report: "options-not-read" });
    else if (work.kind === "read-roster")
      await lessons.report(work.lesson, { report: "call-not-read", call: work.call });
    else if ("lesson" in work) touch(work.lesson);
  };

/** Only the family card is done once; if its answer was lost, no one can say whether it was posted. */
export const onUnknown =
  ({ lessons }: DutyServices) =>
  async (work: DutyWork): Promise<void> => {
    if (work.kind === "post-family-card")
      await lessons.report(work.lesson, { report: "family-card-not-posted", reason: "unknown" });
  };
