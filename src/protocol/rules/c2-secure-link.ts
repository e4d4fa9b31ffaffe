import type { FamilyLink } from "../families/state.ts";
import type { Rule } from "./rule.ts";

/** Whether a link still works: one that was revoked says so, and so does one whose time is over. */
export const standingOfLink = (
  { revokedAt, expiresAt }: Pick<FamilyLink, "revokedAt" | "expiresAt">,
  now: string,
): "works" | "revoked" | "expired" => {
  if (revokedAt !== undefined) return "revoked";
  return Date.parse(now) < Date.parse(expiresAt) ? "works" : "expired";
};

/** A link as one press for a whole list looks at it: the server's own, and the one that a page shows. */
type AdultsLink = {
  readonly state: ReturnType<typeof standingOfLink>;
  readonly sent?: unknown;
  readonly opened: readonly unknown[];
};

/**
 * What one press for a whole list does with an adult, by their newest link: makes one; leaves alone a link that staff
 * ended on purpose, or that the adult may use; and asks first where it was noted neither as sent nor as opened: its
 * text may be lost, or copied and on its way.
 */
export const inOnePress = (newest: AdultsLink | undefined): "make" | "ask first" | "in use" | "ended" => {
  if (newest === undefined || newest.state === "expired") return "make";
  if (newest.state === "revoked") return "ended";
  return newest.sent !== undefined || newest.opened.length > 0 ? "in use" : "ask first";
};

export const C2: Rule = {
  title: "A secure link",
  says: "The link to a lesson is sent in a secure way, such as the school's own messages to parents.",
  keptBy: ["school"],
  does: "Staff make a link of its own for each adult of each pupil, with the text to send. It leads to the page for families, and from there to the meeting at its time: the address of the meeting itself stands in no message, no card and no log. Only a digest of the link is kept. The record says who made a link, who sent it and in which way, when it was opened, and when the way to the meeting was shown through it. A link can be revoked, ends on its day, and a new one ends the one before. One press makes the links of a whole list: it brings none back that staff ended, and takes the place of none without saying first whose. Guessed links find nothing, and many of them are slowed.",
  cannot:
    "Staff send the link themselves, in ClassDojo, by e-mail or on paper, and say so. A person who holds a link can pass it on: the lobby keeps strangers out (C4).",
  shows: ["families page", "family page"],
  proof: ["LinkMade", "LinkSent", "LinkRevoked", "LinkOpened", "JoinShown"],
  state: { is: "kept" },
};
