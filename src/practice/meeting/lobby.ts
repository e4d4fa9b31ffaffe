import type { Person } from "../school/person.ts";
import type { Meeting } from "./meeting.ts";
import type { MeetingOptions } from "./options.ts";
import { roleOf } from "./role.ts";

/**
 * Whether this arrival waits in the lobby (facts/graph.md 1.1, 3.3). Narrowing the scope later
 * sends no one out: the rule is asked on arrival only.
 *
 * The school's own calling bot joins with the rank of a directory user: it waits as soon as the
 * scope asks for more than belonging to the organisation. A note-taker is held in the lobby by the
 * tenant's `ExternalBotAccessMode`, whatever the scope.
 */
export const waitsInLobby = (person: Person, meeting: Meeting, options: MeetingOptions): boolean => {
  const role = roleOf(person, meeting, { ...options, allowedPresenters: "organizer" });
  if (role === "organizer" || role === "coorganizer") return false;
  if (person.part === "noteTaker") return true;
  if (person.identity === "phone") return !options.lobbyBypassSettings.isDialInBypassEnabled;
  const ofTheSchool = person.account !== undefined || person.part === "callingBot";
  switch (options.lobbyBypassSettings.scope) {
    case "organizer":
      return true;
    case "invited":
      return !(person.account && meeting.invited.has(person.account.objectId));
    case "organization":
    case "organizationExcludingGuests":
    case "organizationAndFederated":
      return !ofTheSchool;
    case "everyone":
      return false;
  }
};
