import { waitsInLobby } from "../../src/practice/meeting/lobby.ts";
import { planMeeting } from "../../src/practice/meeting/meeting.ts";
import { type LobbyScope, type MeetingOptions, usualOptions } from "../../src/practice/meeting/options.ts";
import { callingBot, people } from "../../src/practice/school/people.ts";
import type { Person } from "../../src/practice/school/person.ts";
import { timetable } from "../../src/practice/school/timetable.ts";

const [maths] = timetable;
if (!maths) throw new Error("no timetable");
const meeting = planMeeting(maths);
const hughes = people.find(({ id }) => id === "hughes")?.account?.objectId ?? "";

const withScope = (scope: LobbyScope, isDialInBypassEnabled = false): MeetingOptions => ({
  ...usualOptions(),
  lobbyBypassSettings: { scope, isDialInBypassEnabled },
});

/** Who of a telling few waits under this scope. */
const waiting = (options: MeetingOptions): string[] => {
  const few = ["okafor", "hughes", "doyle", "ethan", "family-01", "phone", "note-taker"];
  const who: readonly Person[] = [...people.filter(({ id }) => few.includes(id)), callingBot];
  return who.filter((person) => waitsInLobby(person, meeting, options)).map(({ id }) => id);
};

describe("the lobby", () => {
  it("lets only organisers past the scope `organizer`, and holds the calling bot", () => {
    expect(waiting(withScope("organizer"))).toEqual([
      "hughes",
      "doyle",
      "ethan",
      "family-01",
      "phone",
      "note-taker",
      "lesson-guard",
    ]);
  });

  it("lets a co-organiser past every scope", () => {
    meeting.invited.set(hughes, "coorganizer");
    expect(waiting(withScope("organizer"))).not.toContain("hughes");
    meeting.invited.set(hughes, "attendee");
  });

  it("lets the invited past `invited`, and no one else", () => {
    expect(waiting(withScope("invited"))).toEqual([
      "doyle",
      "ethan",
      "family-01",
      "phone",
      "note-taker",
      "lesson-guard",
    ]);
  });

  it("lets the school's accounts and its calling bot past `organization`", () => {
    expect(waiting(withScope("organization"))).toEqual(["family-01", "phone", "note-taker"]);
  });

  it("lets everyone past `everyone`, except phones and note-takers", () => {
    expect(waiting(withScope("everyone"))).toEqual(["phone", "note-taker"]);
  });

  it("lets phones past when dial-in bypass is on, whatever the scope", () => {
    expect(waiting(withScope("organizer", true))).not.toContain("phone");
  });
});
