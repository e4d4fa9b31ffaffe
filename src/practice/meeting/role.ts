import { isStaff, type Person } from "../school/person.ts";
import type { Meeting } from "./meeting.ts";
import type { MeetingOptions } from "./options.ts";
import type { MeetingRole } from "./seat.ts";

/**
 * The role Teams gives this person now. It follows `allowedPresenters` while the meeting runs and
 * says nothing about who is staff (facts/teams.md 2.1).
 */
export const roleOf = (person: Person, meeting: Meeting, options: MeetingOptions): MeetingRole => {
  const objectId = person.account?.objectId;
  if (objectId !== undefined && objectId === meeting.organiser.account?.objectId) return "organizer";
  const invited = objectId === undefined ? undefined : meeting.invited.get(objectId);
  if (invited === "coorganizer") return "coorganizer";
  switch (options.allowedPresenters) {
    case "everyone":
      return "presenter";
    case "organization":
      return objectId === undefined ? "attendee" : "presenter";
    case "roleIsPresenter":
      return invited === "presenter" ? "presenter" : "attendee";
    case "organizer":
      return "attendee";
  }
};

/** Who may let people in (`allowedLobbyAdmitters`). */
export const mayAdmit = (role: MeetingRole, options: MeetingOptions): boolean => {
  if (role === "organizer" || role === "coorganizer") return true;
  return role === "presenter" && options.allowedLobbyAdmitters === "organizerAndCoOrganizersAndPresenters";
};

/** Who finds "End meeting" in the client. */
export const mayEnd = (person: Person, role: MeetingRole): boolean => isStaff(person) && role !== "attendee";
