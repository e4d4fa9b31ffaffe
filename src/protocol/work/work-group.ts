import type { DutyKind } from "./duty.ts";

/** Outgoing work as log lines and measures name it. */
export type WorkGroup = "meeting" | "messages" | "record";

/**
 * What may be said of a duty outside the record. Work that only a concern brings about (an alert, a step of its
 * escalation) is named a message, like a checklist: no one who reads logs or measures can count concerns.
 */
export const workGroup = (kind: DutyKind): WorkGroup => {
  switch (kind) {
    case "post-family-card":
    case "ask-kind":
    case "tell-unprotected":
    case "send-checklist":
    case "send-progress":
    case "tell-staff":
    case "tell":
    case "redraw-alert":
    case "redraw-alerts":
    case "remove-message":
    case "redraw-cards":
    case "remind-recording":
    case "tell-raiser":
    case "tell-handed-over":
    case "tell-more":
    case "remind-concern":
    case "escalate":
    case "spread-proposal":
    case "tell-proposal":
    case "anchor-missing":
    case "tell-sign-in-ends":
    case "tell-tomorrow":
    case "tell-refusal":
      return "messages";
    case "seal":
    case "anchor":
    case "expire-lessons":
    case "follow-permission":
    case "find-refusals":
    case "note-joining":
      return "record";
    case "make-meeting":
    case "cancel-meeting":
    case "add-app":
    case "bring-families":
    case "give-bot":
    case "find-meeting":
    case "set-options":
    case "watch-options":
    case "join-call":
    case "keep-call":
    case "leave-call":
    case "read-roster":
    case "mute":
    case "remove":
    case "remind":
    case "file-recording":
    case "watch-recording":
    case "look-again":
      return "meeting";
  }
};
