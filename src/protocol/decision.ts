import type { LessonEvent } from "./lesson/events.ts";

/**
 * Why something was not done, as a program reads it: one list, in one spelling, for presses, routes and
 * docs/api.md. Each with its HTTP status and what it means; what a person reads is said beside it.
 */
export const REFUSALS = {
  address: [409, "it is not a link to one meeting in Zoom"],
  adult: [409, "CPOMS is not where a concern about an adult is recorded"],
  alone: [409, "no member of staff is in the lesson"],
  answered: [409, "the proposal was answered otherwise"],
  away: [409, "the person is away on some of these days already"],
  "bad-request": [400, "it could not be read"],
  behind: [409, "it was drawn before something changed: look again, then press again"],
  "being-updated": [503, "the school's service is being updated; press again"],
  both: [409, "one of the two may be given, not both"],
  "choose-school": [409, "the person has a role in several schools: name one"],
  "classes-away": [503, "the directory's classes cannot be read just now"],
  "classes-not-allowed": [409, "the school has not let Lesson Guard read classes"],
  "classes-not-apart": [409, "with several schools, classes are not read from the directory"],
  closed: [409, "the concern is closed"],
  day: [409, "the day is not after today"],
  days: [409, "the days are over, out of order, or more than a year ahead"],
  "directory-away": [503, "a role cannot be looked up just now"],
  empty: [409, "what is needed was not written"],
  erased: [409, "its words are erased"],
  fault: [500, "something went wrong in Lesson Guard"],
  held: [409, "a legal hold, or a message that can still be taken back, is in the way"],
  "in-lobby": [409, "the person is in the lobby"],
  "in-zoom": [409, "the lesson is in Zoom, where Lesson Guard can do nothing"],
  lapsed: [409, "the proposal was not answered in time"],
  "lesson-on": [409, "the lesson is on"],
  link: [404, "a family's link does not work: it was never made, has ended, or was revoked"],
  "link-ended": [409, "staff ended the link: one press for a whole list does not bring it back"],
  "link-in-use": [409, "the adult has a link, which no press replaces without saying which"],
  "list-there": [409, "the person keeps a list of this name"],
  "no-account": [409, "Teams does not know the person as staff"],
  "no-permission": [409, "permission was refused for this child"],
  "no-person": [409, "the person is not on the list now"],
  "no-pupil": [409, "the pupil is not on the register"],
  "nobody-known": [409, "no holder of the role could be looked up yet"],
  "none-come": [
    409,
    "the lesson was cancelled, is over, is no lesson or cannot be reached, so no list is given to it",
  ],
  "not-a-lesson": [409, "no one has said yet that this is a lesson"],
  "not-a-list": [409, "it holds no pupil, or more than a list does"],
  "not-a-one-to-one": [409, "the lesson is no one-to-one, or would have several children"],
  "not-asked": [409, "whether the parent stays has not been said"],
  "not-due": [409, "it is to be kept for longer"],
  "not-for-you": [403, "the caller has no right to it"],
  "not-found": [404, "it does not exist, or the caller may not know that it does"],
  "not-held": [409, "there is no such hold"],
  "not-in-call": [409, "Lesson Guard is not in the call"],
  "not-in-time": [408, "not all of it arrived within 30 s: again"],
  "not-in-zoom": [409, "the lesson is in Teams, which shows and does this itself"],
  "not-known-yet": [503, "Teams has not shown yet whose lesson this is"],
  "not-left": [409, "a rule wants this meeting option put back"],
  "not-noted": [503, "it cannot be noted just now who reads, so nothing is shown"],
  "not-protected": [409, "Lesson Guard cannot reach the meeting"],
  "not-right": [400, "some fields are wrong: `fields` says which and why"],
  "not-seen": [409, "the person was not seen"],
  "not-signed-in": [401, "no sign-in, or one that is not valid"],
  "not-staff": [409, "the person is not a member of staff"],
  "not-started": [409, "the lesson has not started"],
  "not-theirs": [409, "it cannot be done to this person"],
  "not-yours": [409, "this is for another person to answer"],
  nothing: [409, "there is nothing to do it with"],
  open: [409, "the concern is not closed"],
  over: [409, "the lesson is over"],
  overlaps: [409, "it is at the same time as another lesson of its staff or its list"],
  "own-proposal": [409, "the person who proposed it cannot answer it"],
  paused: [409, "the lesson is paused"],
  "protect-only": [403, "the caller is no longer staff: what protects the lesson that is on still works"],
  raiser: [409, "the person who raised a concern does not take it"],
  replaced: [409, "a newer proposal has taken its place"],
  "school-exists": [409, "there is a school with this id"],
  self: [409, "a person cannot raise a concern about themselves"],
  several: [409, "it names several children: one reference is one child's"],
  shut: [409, "the lesson has been ended"],
  "sign-in-away": [503, "sign-in cannot be checked just now"],
  staff: [409, "Lesson Guard does not remove staff"],
  stale: [409, "what the proposal would change has changed since"],
  "stays-lesson": [409, "a lesson that has begun stays one"],
  "storage-away": [503, "the record cannot be reached"],
  "taken-back": [409, "the concern was undone"],
  title: [409, "the title names a child of the list, or another whom the person teaches"],
  "told-already": [409, "they are told already"],
  "told-late": [409, "those asked are still being told"],
  "too-early": [409, "it may not be done yet"],
  "too-large": [413, "the body is larger than 300 kB"],
  "too-late": [409, "it can no longer be undone"],
  "too-many": [
    429,
    "too much of one person's waits already: again after Retry-After; what protects is never counted",
  ],
  "too-many-adults": [409, "a child has no room for another adult"],
  "too-many-lists": [409, "a person keeps as many lists as one may"],
  "too-many-plans": [409, "a person has planned as many lessons to come as one may"],
  "took-too-long": [
    503,
    "the record did not answer in 8 s, or a file was not made within two minutes: again",
  ],
  "unknown-meeting": [404, "Lesson Guard has not met this meeting"],
  when: [
    409,
    "a lesson cannot be planned for that time: it has passed, is too far away, or ends before it begins",
  ],
} as const satisfies { readonly [code: string]: readonly [status: number, means: string] };

export type RefusalCode = keyof typeof REFUSALS;

export type Refused = { readonly refused: RefusalCode; readonly say: string };

export const statusOf = (code: RefusalCode): number => REFUSALS[code][0];

/** What a command led to: facts to append, and the words the person reads at once. */
export type Decision<Event = LessonEvent> =
  | {
      readonly events: readonly Event[];
      readonly say: string;
      /** Opened in the same transaction: the alert of an ended lesson. */
      readonly alert?: {
        readonly ref: string;
        readonly by: string;
        readonly byName: string;
        /** "ended" where absent: a lesson that was ended. */
        readonly about?: "ended" | "alone";
      };
    }
  | Refused;

export const refuse = (refused: RefusalCode, say: string): Refused => ({
  refused,
  say,
});
