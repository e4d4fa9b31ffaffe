import {
  eventName,
  type IncomingActivity,
  readActivity,
  readMeetingEvent,
  readParticipantsEvent,
} from "../../src/teams/activity.ts";
import { CHAT, MEETING, payload, TEACHER } from "./payload.ts";

const activity = (name: string, change: object = {}): IncomingActivity => {
  const read = readActivity({ ...payload(name), ...change });
  if (read === undefined) throw new Error("no activity");
  return read;
};

const startWith = (value: object) => readMeetingEvent(activity("meeting-start", { value }), "starttime");

describe("a meeting event", () => {
  it("is read as documented", () => {
    expect(readMeetingEvent(activity("meeting-start"), "starttime")).toEqual({
      meetingId: MEETING,
      chatId: CHAT,
      at: "2026-11-24T09:00:07.478Z",
    });
    expect(readMeetingEvent(activity("meeting-end"), "endtime")?.at).toBe("2026-11-24T09:58:41.102Z");
  });

  it.each([
    [
      "Pascal case",
      { Title: "T", StartTime: "2026-11-24T09:00:00Z", MeetingType: "Recurring", JoinUrl: "u" },
    ],
    ["camel case", { title: "T", startTime: "2026-11-24T09:00:00Z", meetingType: "Recurring", joinUrl: "u" }],
  ])("is read in %s", (_case, value) => {
    const event = startWith(value);
    expect(event).toMatchObject({ at: "2026-11-24T09:00:00Z" });
    // Its title may name a child, and its link opens the meeting: neither is taken in.
    expect(JSON.stringify(event)).not.toMatch(/"T"|"u"/);
  });

  it.each(["0001-01-01T00:00:00Z", "28/11/2026", "2026-11-22T09:00:00Z", "soon"])(
    "takes a StartTime of %s as not said",
    (StartTime) => {
      expect(startWith({ Id: MEETING, StartTime })?.at).toBe("2026-11-24T09:00:07.478Z");
    },
  );

  it("takes neither where the activity's own time cannot be, either", () => {
    const odd = { timestamp: "0001-01-01T00:00:00Z", value: { Id: MEETING, StartTime: "28/11/2026" } };
    expect(readMeetingEvent(activity("meeting-start", odd), "starttime")?.at).toBeUndefined();
  });

  it("takes the activity's time where it says none", () => {
    expect(startWith({ Id: MEETING })).toMatchObject({ at: "2026-11-24T09:00:07.478Z" });
  });

  it.each([
    ["another value.Id", { value: { Id: "MCMxOTpvdGhlcg", id: "other" } }],
    ["no value", { value: undefined }],
    ["a value that is a word", { value: "words" }],
  ])("takes the meeting's id from channelData with %s", (_what, change) => {
    expect(readMeetingEvent(activity("meeting-start", change), "starttime")?.meetingId).toBe(MEETING);
  });

  it("without channelData.meeting.id names no meeting", () => {
    expect(readMeetingEvent(activity("meeting-start", { channelData: {} }), "starttime")).toBeUndefined();
    expect(
      readMeetingEvent(activity("meeting-start", { channelData: undefined }), "starttime"),
    ).toBeUndefined();
  });

  it.each([" application/vnd.microsoft.meetingStart", "application/vnd.microsoft.MeetingStart\n"])(
    "is known by its name %j whatever blanks come with it",
    (name) => {
      expect(eventName(activity("meeting-start", { name }))).toBe("application/vnd.microsoft.meetingstart");
    },
  );
});

describe("a join or leave event", () => {
  it("names a member of staff with their directory id", () => {
    expect(readParticipantsEvent(activity("participant-join-staff"))).toEqual({
      meetingId: MEETING,
      chatId: CHAT,
      at: "2026-11-24T09:00:07.478Z",
      members: [
        {
          id: "29:1TeacherOkafor-opaque-per-bot",
          aadObjectId: TEACHER,
          name: "Ms A Okafor",
          anonymous: false,
        },
      ],
    });
  });

  it("knows a guest by the missing directory id and never takes `from` for the actor", () => {
    const event = readParticipantsEvent(activity("participant-join-anonymous-parent"));
    expect(event?.members).toEqual([
      { id: "29:1AnonParent-opaque", name: "Parent of 0231 (Guest)", anonymous: true },
    ]);
    expect(JSON.stringify(event)).not.toContain(TEACHER);
  });

  it("does not mistake a guest for staff because of the tenant id", () => {
    const event = readParticipantsEvent(activity("participant-join-anonymous-parent"));
    expect(event?.members[0]).not.toHaveProperty("aadObjectId");
  });

  it("leaves the bot's own joining out", () => {
    expect(readParticipantsEvent(activity("participant-join-bot-itself"))).toBeUndefined();
  });

  it("is read in Pascal case and skips members that are none", () => {
    const value = { Members: [null, {}, { User: { Id: "29:x", Name: "N" }, Meeting: { Role: "Attendee" } }] };
    expect(readParticipantsEvent(activity("participant-join-staff", { value }))?.members).toEqual([
      { id: "29:x", name: "N", anonymous: true },
    ]);
  });
});

it.each([undefined, null, "words", [], {}, { type: 5 }])("%j is no activity", (body) => {
  expect(readActivity(body)).toBeUndefined();
});

it("odd properties become absent and never spoil the rest", () => {
  const odd = {
    type: "message",
    from: "me",
    conversation: 7,
    channelData: { meeting: "m", tenant: { id: 3 } },
  };
  expect(readActivity(odd)).toMatchObject({ type: "message" });
});
