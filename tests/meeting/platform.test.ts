import { createTeamsPlatform, type Platform } from "../../src/meeting/platform.ts";
import type { MeetingOptions } from "../../src/protocol/lesson/options.ts";
import { GraphStage } from "./support/graph.ts";

const BOT = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";
const ORGANISER = "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
const CHAT = "19:meeting_abc@thread.v2";
const MEETING = { organiserId: ORGANISER, meetingId: "MSow*0**19:meeting_abc@thread.v2" };

const stage = new GraphStage();
let platform: Platform;
beforeAll(async () => {
  await stage.start();
  platform = createTeamsPlatform(
    { bot: { id: BOT, tenantId: TENANT, credential: { kind: "secret", secret: "s" } } },
    stage.client(),
  );
});
afterAll(() => stage.cloud.stop());
beforeEach(() => stage.reset());

const SHUT: MeetingOptions = {
  lobbyScope: "organizer",
  dialInBypass: false,
  lobbyAdmitters: "organizerAndCoOrganizers",
  presenters: "organizer",
  mic: false,
  camera: false,
  chat: "disabled",
  reactions: false,
  recording: false,
  transcription: false,
  announce: false,
};

const SHUT_IN_GRAPH = {
  lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
  allowedLobbyAdmitters: "organizerAndCoOrganizers",
  allowedPresenters: "organizer",
  allowAttendeeToEnableMic: false,
  allowAttendeeToEnableCamera: false,
  allowMeetingChat: "disabled",
  allowTeamworkReactions: false,
  allowRecording: false,
  allowTranscription: false,
  isEntryExitAnnounced: false,
};

const NOT_SAID = { breakoutRooms: "not said", recordAutomatically: "not said" } as const;

describe("meeting options", () => {
  it("are set in one PATCH with Graph's names and read back from its answer", async () => {
    stage.answer = () => ({ status: 200, body: { id: "m", ...SHUT_IN_GRAPH, allowRecording: true } });
    expect(await platform.setOptions(MEETING, SHUT)).toEqual({ ...SHUT, recording: true });
    expect(stage.asked).toHaveLength(1);
    expect(stage.asked[0]).toMatchObject({
      method: "PATCH",
      path: `/v1.0/users/${ORGANISER}/onlineMeetings/${encodeURIComponent(MEETING.meetingId)}`,
      headers: { prefer: "include-unknown-enum-members" },
    });
    expect(stage.asked[0]?.body).toEqual(SHUT_IN_GRAPH);
  });

  it("are set alone where only some are given", async () => {
    stage.answer = () => ({ status: 200, body: {} });
    await platform.setOptions(MEETING, { camera: true });
    await platform.setOptions(MEETING, { lobbyScope: "invited" });
    expect(stage.asked.map(({ body }) => body)).toEqual([
      { allowAttendeeToEnableCamera: true },
      { lobbyBypassSettings: { scope: "invited" } },
    ]);
  });

  it("carry what only goes before the start where it is given", async () => {
    stage.answer = () => ({ status: 200, body: {} });
    const attendees = [
      { userId: "u1", upn: "a@x", role: "coorganizer" as const },
      { upn: "b@x", role: "attendee" as const },
    ];
    await platform.setOptions(MEETING, { mic: false }, { recordAutomatically: false, attendees });
    expect(stage.asked[0]?.body).toEqual({
      allowAttendeeToEnableMic: false,
      recordAutomatically: false,
      participants: {
        attendees: [
          { role: "coorganizer", upn: "a@x", identity: { user: { id: "u1" } } },
          { role: "attendee", upn: "b@x" },
        ],
      },
    });
  });

  it("that Teams did not return, or returned with an unknown value, are not seen", async () => {
    stage.answer = () => ({
      status: 200,
      body: {
        ...SHUT_IN_GRAPH,
        allowMeetingChat: "unknownFutureValue",
        allowRecording: null,
        lobbyBypassSettings: { scope: "new" },
      },
    });
    const { options: seen } = await platform.readOptions(MEETING);
    expect(seen).toMatchObject({ mic: false, presenters: "organizer" });
    for (const option of ["chat", "recording", "lobbyScope", "dialInBypass"])
      expect(seen).not.toHaveProperty(option);
  });

  it("are read with who is invited, where Teams says", async () => {
    const user = (id: unknown) => ({ identity: { user: { id } } });
    const attendees = [
      { ...user("u1"), role: "coorganizer" },
      { ...user(5), role: "presenter" },
      { identity: null, role: 1 },
      "nobody",
    ];
    stage.answer = () => ({ status: 200, body: { ...SHUT_IN_GRAPH, participants: { attendees } } });
    expect(await platform.readOptions(MEETING)).toEqual({
      options: SHUT,
      ...NOT_SAID,
      attendees: [{ userId: "u1", role: "coorganizer" }, { role: "presenter" }, {}, {}],
    });
    for (const participants of [undefined, null, {}, { attendees: "many" }]) {
      stage.answer = () => ({ status: 200, body: { ...SHUT_IN_GRAPH, participants } });
      expect(await platform.readOptions(MEETING)).toEqual({ options: SHUT, ...NOT_SAID });
    }
  });

  it.each([
    [true, true],
    [false, false],
    [null, "not said"],
    ["no", "not said"],
  ])("say of breakout rooms and of recording by itself %s: %s", async (said, read) => {
    const body = { ...SHUT_IN_GRAPH, allowBreakoutRooms: said, recordAutomatically: said };
    stage.answer = () => ({ status: 200, body });
    expect(await platform.readOptions(MEETING)).toMatchObject({
      breakoutRooms: read,
      recordAutomatically: read,
    });
  });

  it("without any are not asked for", async () => {
    await expect(platform.setOptions(MEETING, {})).rejects.toMatchObject({ code: "nothing-to-set" });
    expect(stage.asked).toEqual([]);
  });
});

describe("finding a meeting", () => {
  const joinUrl =
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%3a%22t'x%22%7d";
  const found = {
    id: MEETING.meetingId,
    subject: "Year 5",
    startDateTime: "2026-11-24T09:00:00Z",
    endDateTime: "2026-11-24T10:00:00Z",
    chatInfo: { threadId: CHAT },
    participants: {
      organizer: { identity: { user: { id: ORGANISER } }, role: "presenter" },
      attendees: [
        { identity: { user: { id: "u1" } }, upn: "a@x", role: "coorganizer" },
        { upn: "b@x", role: "unknownFutureValue" },
      ],
    },
  };

  it("goes from the chat over the join link, which reaches Graph unharmed", async () => {
    stage.answer = ({ path }) =>
      path.startsWith("/v1.0/chats/")
        ? {
            status: 200,
            body: {
              chatType: "meeting",
              onlineMeetingInfo: { joinWebUrl: joinUrl, organizer: { id: ORGANISER } },
            },
          }
        : { status: 200, body: { value: [found] } };
    const meeting = await platform.find({ chatId: CHAT });
    expect(meeting).toEqual({
      ...MEETING,
      title: "Year 5",
      startsAt: "2026-11-24T09:00:00Z",
      endsAt: "2026-11-24T10:00:00Z",
      chatId: CHAT,
      attendees: [
        { userId: "u1", upn: "a@x", role: "coorganizer" },
        { upn: "b@x", role: "attendee" },
      ],
    });
    expect(stage.asked.map(({ path }) => path)).toEqual([
      `/v1.0/chats/${encodeURIComponent(CHAT)}`,
      `/v1.0/users/${ORGANISER}/onlineMeetings`,
    ]);
    expect(stage.asked[1]?.query.get("$filter")).toBe(`JoinWebUrl eq '${joinUrl.replace("'", "''")}'`);
    expect(JSON.stringify(meeting)).not.toContain("meetup-join");
  });

  it("finds nothing behind a chat without a scheduled meeting, or a link unknown to Graph", async () => {
    stage.answer = () => ({ status: 200, body: { chatType: "group", onlineMeetingInfo: null } });
    expect(await platform.find({ chatId: CHAT })).toBeUndefined();
    stage.answer = () => ({ status: 200, body: { value: [] } });
    expect(await platform.find({ userId: ORGANISER, joinUrl })).toBeUndefined();
  });

  it("keeps the link out of errors", async () => {
    stage.answer = () => ({ status: 403, body: { error: { code: "Forbidden", message: joinUrl } } });
    const error = await platform.find({ userId: ORGANISER, joinUrl }).catch((thrown: unknown) => thrown);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain("meetup-join");
  });
});

describe("the calling bot", () => {
  const callbackUri = "https://lessons.example/api/calls/5e0c";

  it("joins with sound only, media hosted by Microsoft", async () => {
    stage.answer = () => ({ status: 201, body: { id: "call-1", state: "establishing" } });
    expect(await platform.join({ chatId: CHAT, organiserId: ORGANISER, callbackUri })).toEqual({
      callId: "call-1",
    });
    expect(stage.asked[0]?.body).toEqual({
      "@odata.type": "#microsoft.graph.call",
      callbackUri,
      requestedModalities: ["audio"],
      mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig", preFetchMedia: [] },
      chatInfo: { "@odata.type": "#microsoft.graph.chatInfo", threadId: CHAT, messageId: "0" },
      meetingInfo: {
        "@odata.type": "#microsoft.graph.organizerMeetingInfo",
        organizer: {
          "@odata.type": "#microsoft.graph.identitySet",
          user: { "@odata.type": "#microsoft.graph.identity", id: ORGANISER, tenantId: TENANT },
        },
        allowConversationWithoutHost: true,
      },
      tenantId: TENANT,
    });
  });

  it("does not know whether it joined when the answer is lost", async () => {
    stage.answer = () => "reset";
    const joining = platform.join({ chatId: CHAT, organiserId: ORGANISER, callbackUri });
    await expect(joining).rejects.toMatchObject({ kind: "unknown-outcome" });
  });

  it("removes, mutes, leaves and stays by the documented paths", async () => {
    stage.answer = ({ method }) => ({
      status: method === "DELETE" ? 204 : 200,
      body: method === "DELETE" ? undefined : {},
    });
    await platform.remove("c", "p 1");
    await platform.mute("c", "p");
    await platform.leave("c");
    expect(await platform.keepAlive("c")).toBe("alive");
    expect(stage.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "DELETE /v1.0/communications/calls/c/participants/p%201",
      "POST /v1.0/communications/calls/c/participants/p/mute",
      "DELETE /v1.0/communications/calls/c",
      "POST /v1.0/communications/calls/c/keepAlive",
    ]);
  });

  it("counts as done what is gone already", async () => {
    stage.answer = () => ({ status: 404, body: { error: { code: "NotFound" } } });
    await expect(platform.remove("c", "p")).resolves.toBeUndefined();
    await expect(platform.mute("c", "p")).resolves.toBeUndefined();
    await expect(platform.leave("c")).resolves.toBeUndefined();
    expect(await platform.keepAlive("c")).toBe("over");
    await expect(platform.roster("c")).rejects.toMatchObject({ kind: "gone" });
  });

  it("does not count as done what was refused", async () => {
    stage.answer = () => ({ status: 403, body: { error: { code: "Forbidden" } } });
    await expect(platform.remove("c", "p")).rejects.toMatchObject({ kind: "not-allowed", code: "Forbidden" });
  });

  it("reads the roster, which is not whole where an entry cannot be read", async () => {
    const guest = { id: "p", info: { identity: { guest: { displayName: "iPad" } } }, isInLobby: true };
    stage.answer = () => ({ status: 200, body: { value: [guest, {}] } });
    const people = [
      {
        id: "p",
        identity: "guest",
        shown: "iPad",
        place: "lobby",
        cameraOn: false,
        micOn: false,
        sequence: undefined,
      },
    ];
    expect(await platform.roster("c")).toEqual({ people, whole: false });
    stage.answer = () => ({ status: 200, body: { value: [guest] } });
    expect(await platform.roster("c")).toEqual({ people, whole: true });
  });

  const zoya = { id: "p", info: { identity: { guest: { displayName: "Zoya" } } } };
  it.each<[string, object, object]>([
    ["a sequence number as text", { ...zoya, rosterSequenceNumber: "12" }, { sequence: 12 }],
    ["a sequence number of words", { ...zoya, rosterSequenceNumber: "last" }, { sequence: undefined }],
    ["muting in another shape", { ...zoya, isMuted: "yes" }, { shown: "Zoya" }],
    ["a lobby in another shape", { ...zoya, isInLobby: {} }, { place: "in" }],
    ["a removal in another shape", { ...zoya, removedState: "no" }, { place: "in" }],
    ["sound in another shape", { ...zoya, mediaStreams: "none" }, { shown: "Zoya" }],
    [
      "a stream in another shape",
      { ...zoya, mediaStreams: [{ mediaType: "audio", direction: "sendOnly", serverMuted: 0 }] },
      { micOn: true },
    ],
    ["no identity", { ...zoya, info: {} }, { identity: "unknown", shown: "" }],
    ["nothing about who it is", { id: "p" }, { identity: "unknown", shown: "" }],
    [
      "an id of a user in another shape",
      { ...zoya, info: { identity: { user: { id: 5, displayName: "Zoya" } } } },
      { identity: "unknown", shown: "Zoya" },
    ],
    ["a guest in another shape", { ...zoya, info: { identity: { guest: "Zoya" } } }, { identity: "unknown" }],
    [
      "a directory in another shape",
      { ...zoya, info: { identity: { user: { id: "u", displayName: "Zoya", tenantId: 1 } } } },
      { identity: "guest", shown: "Zoya" },
    ],
  ])("keeps a person in the list who has %s", async (_what, entry, expected) => {
    stage.answer = () => ({ status: 200, body: { value: [entry] } });
    const { people, whole } = await platform.roster("c");
    expect(people).toMatchObject([{ id: "p", place: "in", ...expected }]);
    expect(whole).toBe(true);
  });
});
