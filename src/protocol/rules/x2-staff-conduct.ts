import type { Concern } from "../concern/state.ts";
import type { Rule } from "./rule.ts";

/** No one has said who it is about: it may be any of the staff of its lesson. */
export const isAboutSomeOfLesson = ({ about, subjects }: Concern): boolean =>
  about === "adult" && subjects.length === 0;

/**
 * People who are never asked, and whose role lets them read nothing of it: the raiser, those it is about, and those
 * it may be about.
 * @param lessonStaff staff of the lesson now
 */
export const isParty = (concern: Concern, person: string, lessonStaff: readonly string[]): boolean => {
  const { raisedBy, subjects, leftOut, keeping } = concern;
  if (person === raisedBy || subjects.includes(person) || leftOut.includes(person)) return true;
  if (!isAboutSomeOfLesson(concern)) return false;
  return [...concern.lessonStaff, ...(keeping.lessonStaff ?? []), ...lessonStaff].includes(person);
};

export const X2: Rule = {
  title: "Conduct of staff",
  says: "A concern about the conduct of a member of staff goes to the headteacher immediately.",
  keptBy: ["family", "staff", "school"],
  does: "Parents write it on their own page for families, which says whom it goes to, gives a reference, and takes more by that reference; nothing of it stands where staff can read it, and a link rings at most three times a day. Staff raise what a parent tells them, or what they saw, with Tell the headteacher now: by name it says who will be told, and one of them can be left out. It goes to the headteacher's own chat once the seconds in which it can be undone are over; deputies are told only where no one takes it in time. No DSL, no member of staff it may be about, and no one else of that lesson is told or can find it, and nothing in the lesson's own record or lists changes. What was done, and why, is noted in it step by step; it can be handed over to another headteacher by name, never to a DSL. Where no one can be told safely, the screen says so, and to phone the chair of governors. What a parent writes about the headteacher goes by e-mail to the chair of governors alone, where the school has set the address: at once, with a reference, and no record that anyone at the school can read holds a trace of it. Where it is not accepted the page says so, and whom to phone.",
  cannot:
    "The chair of governors has no account here: staff who have a concern about the headteacher phone the chair. An e-mail that was accepted may still not be read: the page says when to phone the local authority. Of other staff the headteacher decides whether the local authority is told.",
  shows: ["family page", "panel", "alert card", "concern page"],
  proof: [
    "ConcernRaised",
    "TellingBegan",
    "TakenBack",
    "SubjectNamed",
    "RouteWidened",
    "Told",
    "SentUnanswered",
    "NotTold",
    "Escalated",
    "Acknowledged",
    "DetailAdded",
    "ActionNoted",
    "HandedOver",
    "ReminderSet",
    "ConcernClosed",
  ],
  state: { is: "kept" },
};
