import { CloudError, isUnanswered } from "../../meeting/cloud-error.ts";
import { reasonOf } from "../../meeting/fault.ts";
import type { TestMeeting } from "../../meeting/test-meeting.ts";

// What the administrator who leads a rehearsal reads: what is to be done now, and how it ended.

export type Step = {
  readonly now: string;
  readonly trouble?: string | undefined;
  readonly left?: "dsl" | undefined;
  readonly over?: true;
};

export const OPEN =
  "Join first: open the meeting on this computer with the link, and join it yourself, before the phone. Lesson Guard joins by itself.";
export const LET_IN =
  "Lesson Guard waits in the lobby. Join the meeting yourself, if you have not; there press Participants, and admit Lesson Guard by itself: Admit all may leave it out.";
export const JOIN =
  "Lesson Guard is in, and does not see you there yet. Join first: open the meeting on this computer with the link, before the phone.";
export const PHONE =
  "Lesson Guard is in. Now open the same link on your phone, in a browser and without signing in, and let the phone in from the lobby. Lesson Guard removes it.";
/** Stands before what is to be done next. */
export const REMOVED = "The phone was removed: the meeting’s list of people shows it.";
export const ASKING = "Lesson Guard sends the message to the DSLs again. The meeting is not needed any more.";
export const DONE = "All three were seen. You can leave the meeting; it has been deleted.";
export const ENDED = "The rehearsal is over. What it did not show is still open: start it again.";
/** All but the press of a DSL was shown. */
export const LEFT =
  "The rehearsal is over. That Lesson Guard gets in and removes people was shown, and stays. Only the press of a DSL is left: press Go on.";
const NOT_MADE =
  "No meeting could be made in your name. You have to be in the group of staff, and step 6 has to be done.";
export const NOT_JOINED = "Lesson Guard could not join. Press Check now, and mend the line “Calls”.";
export const CALL_OVER = "Lesson Guard is not in the meeting any more. Start the rehearsal again.";
export const NOT_ALLOWED =
  "Microsoft does not let Lesson Guard remove people. Do step 7, wait a few minutes, and leave this rehearsal on: it is tried again.";

export const awayWords = (error: CloudError): string =>
  `Microsoft 365 does not answer just now (${reasonOf(error)}). Leave this on: it is tried again by itself.`;

export const troubleOf = (error: unknown, meeting: TestMeeting | undefined): string => {
  if (!(error instanceof CloudError)) return `It broke off (${reasonOf(error)}). Start it again.`;
  if (error.kind === "not-allowed" && meeting === undefined) return NOT_MADE;
  return isUnanswered(error)
    ? `Microsoft 365 gave no answer (${reasonOf(error)}). That shows nothing wrong with your set-up: start the rehearsal again in a minute.`
    : `Microsoft 365 refused it (${reasonOf(error)}). Press Check now: what is red there comes first.`;
};

/** Says what was still to be done, and from where it goes on. */
export const timeOver = ({ now, trouble, left }: Step): Step => ({
  now: left === "dsl" ? LEFT : ENDED,
  trouble: trouble ?? `Its quarter of an hour is over. What was to be done last: ${now}`,
  left,
  over: true,
});
