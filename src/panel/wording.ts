import type { ConcernLine, ConcernView, Proof } from "../protocol/screen/view.ts";
import type { ExceptionReason, Kind, Place } from "../protocol/words.ts";

/** Words the pages show for the record's own. Calm, short, British; a sentence ends with a full stop. */
export const KIND_WORDS: { readonly [K in Kind]: string } = {
  class: "Class lesson",
  group: "Group lesson",
  "one-to-one": "One-to-one",
  "not a lesson": "Not a lesson",
};

export const EXCEPTION_WORDS: { readonly [E in ExceptionReason]: string } = {
  "no adult seen": "No adult seen",
  "not a family room": "Not a family room",
  "name not shown": "Name not shown",
  dress: "Dress",
  language: "Language",
  "adult spoke to others": "Adult spoke to others",
  screenshot: "Screenshot",
};

export const PLACE_WORDS: { readonly [P in Place | "not here"]: string } = {
  lobby: "in the lobby",
  in: "in the lesson",
  out: "has left",
  "not here": "not here",
};

export const PROOF_WORDS: { readonly [S in Exclude<Proof["state"], "none">]: string } = {
  asked: "Asked",
  proven: "Done",
  "not proven": "Not yet",
  refused: "Refused",
  "your turn": "Your turn",
};

export const CONCERN_WORDS: { readonly [S in ConcernView["state"]]: string } = {
  asked: "Sending",
  told: "Sent",
  seen: "Seen",
  "not told": "Not sent",
  undone: "Undone",
  closed: "Closed",
};

export const ABOUT_WORDS: { readonly [A in ConcernLine["about"]]: string } = {
  child: "About a child",
  adult: "About an adult at school",
  ended: "Lesson ended for safety",
  alone: "A lesson without staff",
};

/** Teams' own buttons, for when Lesson Guard cannot help. */
export const TEAMS_END = "In Teams press the arrow beside Leave, then End meeting.";
export const TEAMS_LOCK = "To keep others out: People, then Lock the meeting.";

/** `2 devices: Thomas Green, Thomas Brown`. */
export const insideLine = (shown: readonly string[]): string =>
  `${count(shown.length, "device")}: ${shown.join(", ")}`;

/** `1 waiting in the lobby as Thomas Brown`. */
export const waitingLine = (shown: readonly string[]): string =>
  `${shown.length} waiting in the lobby as ${shown.join(", ")}`;

/** The phone line, also for a school that has given no number. */
export const officeLine = (phone: string): string =>
  phone === "" ? "Phone the school office." : `School office: ${phone}`;

/** `2026-11-24T10:42:07Z` → `10:42`, in the reader's own clock. */
export const timeOf = (at: string): string =>
  new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** `2026-11-24T10:42:07Z` → `24 November, 10:42`. */
export const dayAndTimeOf = (at: string): string => {
  const day = new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return `${day}, ${timeOf(at)}`;
};

/** `(1, "change")` → `1 change`. */
export const count = (many: number, what: string, several = `${what}s`): string =>
  `${many} ${many === 1 ? what : several}`;
