import type { Attendee } from "../lesson/person.ts";
import type { End } from "../lesson/state.ts";
import type { Rule } from "./rule.ts";

/**
 * Whether a person may stay inside once an end has begun: the presser and the organiser, and staff who came in
 * again, until the last removal. The first two are known by id, even if the directory could not say that
 * they are staff.
 */
export const staysInside = ({ stay, beganAt, lastRemovalAt }: End, one: Attendee): boolean =>
  one.userId !== undefined &&
  (stay.includes(one.userId) ||
    (one.staff && beganAt !== undefined && one.since > beganAt && lastRemovalAt === undefined));

export const X1: Rule = {
  title: "Breach or serious conduct",
  says: "After a security breach or seriously inappropriate conduct, the call is ended for all children and the DSL is told at once.",
  keptBy: ["staff"],
  does: "One press, End for all, shuts the lobby and switches off microphones, cameras and chat. Some seconds later, in which it can be undone, everyone but the person who pressed and the organiser is removed, and the DSL is told, both at the same time. The headteacher is told beside the DSL, or, where the school has set that, if no DSL answers in so many minutes. Breakout rooms are switched off before the start. Families who come back are removed again. A lesson that was as it should be is ended by another press, End lesson, offered once its planned time is up: it does the same in the same order and alerts no one, and End for all can still be pressed after it. Each step is called done only once Teams has confirmed it.",
  cannot:
    "No app can end a Teams meeting. Staff press the arrow beside Leave, then End meeting. Where breakout rooms were left on, children in them are on no list: staff close the rooms in Teams. In danger now, phone 999; if no one answers a message, phone.",
  shows: ["panel", "staff card", "alert card", "concern page", "lesson export"],
  proof: [
    "EndAsked",
    "EndUndone",
    "OptionsSeen",
    "EndBegan",
    "RemovalOrdered",
    "RemovalAccepted",
    "RemovalRefused",
    "CallListSeen",
    "CallListDoubted",
    "CallNotRead",
    "LastRemovalBegan",
    "MeetingEnded",
    "ConcernRaised",
    "Told",
    "SentUnanswered",
    "NotTold",
    "Escalated",
    "Acknowledged",
    "ActionNoted",
    "HandedOver",
  ],
  state: { is: "kept" },
};
