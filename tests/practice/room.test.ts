import { Clock } from "../../src/practice/clock.ts";
import { planMeeting } from "../../src/practice/meeting/meeting.ts";
import { Room } from "../../src/practice/meeting/room.ts";
import type { RoomEvent } from "../../src/practice/meeting/room-event.ts";
import { findPerson } from "../../src/practice/school/people.ts";
import type { Person } from "../../src/practice/school/person.ts";
import { timetable } from "../../src/practice/school/timetable.ts";
import { type Latency, usualLatency } from "../../src/practice/switches.ts";

const open = { lobbyBypassSettings: { scope: "everyone" }, allowedPresenters: "organizer" };
let clock: Clock;
let latency: Latency;
let room: Room;
let events: RoomEvent[];

const who = (id: string): Person => {
  const person = findPerson(id);
  if (!person) throw new Error(id);
  return person;
};

beforeEach(() => {
  const [maths] = timetable;
  if (!maths) throw new Error("no timetable");
  clock = new Clock();
  latency = usualLatency();
  room = new Room(planMeeting(maths), clock.now(), clock, latency);
  events = [];
  room.listen((_room, event) => events.push(event));
});
afterEach(() => clock.stop());

const happened = () => events.map(({ what }) => what);

describe("a meeting", () => {
  it("starts when a person with an account comes in; guests wait until then", () => {
    room.change(open);
    expect(room.arrive(who("family-01")).where).toBe("lobby");
    expect(room.running).toBe(false);
    room.arrive(who("okafor"));
    expect(room.seatOf(who("family-01"))?.where).toBe("in");
    expect(happened()).toEqual(expect.arrayContaining(["started", "joined"]));
  });

  it("puts no one out when the lobby is narrowed", () => {
    room.change(open);
    room.arrive(who("okafor"));
    room.arrive(who("family-01"));
    room.change({ lobbyBypassSettings: { scope: "organizer" } });
    expect(room.seatOf(who("family-01"))?.where).toBe("in");
    expect(room.arrive(who("family-02")).where).toBe("lobby");
  });

  it("stops the mics and cameras of attendees alone, and bars their starting", () => {
    room.change(open);
    room.arrive(who("okafor"));
    const guest = room.arrive(who("family-01"));
    expect([guest.mic, guest.camera]).toEqual([true, true]);
    room.change({ allowAttendeeToEnableMic: false, allowAttendeeToEnableCamera: false });
    expect([guest.mic, guest.camera]).toEqual([false, false]);
    expect(room.seatOf(who("okafor"))?.mic).toBe(true);
    expect(() => room.send(guest, "camera", true)).toThrow("Cameras are off");
  });

  it("switches no one's mic back on when mics are allowed again", () => {
    room.change({ ...open, allowAttendeeToEnableMic: false });
    room.arrive(who("okafor"));
    const guest = room.arrive(who("family-01"));
    room.change({ allowAttendeeToEnableMic: true });
    expect(guest.mic).toBe(false);
    room.send(guest, "mic", true);
    expect(guest.mic).toBe(true);
  });

  it("lets a person undo a server mute only where the mic option allows", () => {
    room.change(open);
    room.arrive(who("okafor"));
    const guest = room.arrive(who("family-01"));
    room.mute(guest);
    expect([guest.mic, guest.serverMuted]).toEqual([false, true]);
    room.change({ allowAttendeeToEnableMic: false });
    expect(() => room.send(guest, "mic", true)).toThrow("Mics are off");
  });

  it("binds people only after the chosen latency, though reading back shows it at once", () => {
    latency.options = 60_000;
    room.change(open);
    expect(room.set.lobbyBypassSettings.scope).toBe("everyone");
    expect(room.effective.lobbyBypassSettings.scope).toBe("organization");
    clock.advance(60_000);
    expect(room.effective.lobbyBypassSettings.scope).toBe("everyone");
  });

  it("lets presenters admit until admitting is narrowed to organisers", () => {
    room.arrive(who("okafor"));
    room.arrive(who("hughes"));
    room.admit(room.arrive(who("family-01")), who("hughes"));
    room.change({ allowedLobbyAdmitters: "organizerAndCoOrganizers" });
    expect(() => room.admit(room.arrive(who("family-02")), who("hughes"))).toThrow("may not let people in");
  });

  it("takes a removed person out, who comes back to the lobby as often as they like trying", () => {
    room.change({ lobbyBypassSettings: { scope: "organizer" } });
    room.arrive(who("okafor"));
    for (let tries = 0; tries < 3; tries += 1) {
      const seat = room.seatOf(who("stranger")) ?? room.arrive(who("stranger"));
      room.admit(seat, who("okafor"));
      room.leave(seat, "removed");
      expect(room.seatOf(who("stranger"))).toBeUndefined();
      clock.advance(10_000);
      expect(room.seatOf(who("stranger"))?.where).toBe("lobby");
    }
  });

  it("gives a guest a new id at every arrival", () => {
    room.change(open);
    room.arrive(who("okafor"));
    const first = room.arrive(who("family-01"));
    room.leave(first);
    const second = room.arrive(who("family-01"));
    expect(second.botUserId).not.toBe(first.botUserId);
    expect(second.id).not.toBe(first.id);
  });

  it("ends when staff press End meeting, and when everyone has left, not before", () => {
    room.arrive(who("okafor"));
    room.arrive(who("hughes"));
    room.leave(room.arrive(who("okafor")));
    expect(room.running).toBe(true);
    room.leave(room.arrive(who("hughes")));
    expect(room.running).toBe(false);
    room.arrive(who("okafor"));
    room.end(who("okafor"));
    expect(happened().filter((what) => what === "ended")).toHaveLength(2);
  });

  it("does not let a pupil with an account end it", () => {
    room.arrive(who("okafor"));
    room.arrive(who("ethan"));
    expect(() => room.end(who("ethan"))).toThrow("cannot end");
  });

  it("lets staff record while recording is allowed, and ends the recording with the meeting", () => {
    room.arrive(who("okafor"));
    room.arrive(who("ethan"));
    expect(() => room.record(who("ethan"), true)).toThrow("may not record");
    room.record(who("okafor"), true);
    expect(room.recordingNow).toBe(true);
    room.end(who("okafor"));
    expect(room.recordings[0]?.to).toBeGreaterThan(0);
    room.change({ allowRecording: false });
    room.arrive(who("okafor"));
    expect(() => room.record(who("okafor"), true)).toThrow("Recording is off");
  });

  it("keeps its options for next week's occurrence", () => {
    room.change({ lobbyBypassSettings: { scope: "organizer" } });
    room.planNext(clock.now() + 7 * 86_400_000);
    expect(room.occurrence).toBe(2);
    expect(room.effective.lobbyBypassSettings.scope).toBe("organizer");
  });
});
