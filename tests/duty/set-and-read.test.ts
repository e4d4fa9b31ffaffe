import { AT_ANY_TIME, graphLesson } from "./graph-lesson.ts";

/** What Graph takes only before the start. */
const BEFORE = ["participants", "recordAutomatically", "allowBreakoutRooms"] as const;

const here = graphLesson();

describe("a meeting that has begun before its options were set", () => {
  it("has its doors, mics and cameras set in the same try, and says what can no longer be changed", async () => {
    here.meanwhile = () => Object.assign(here.cloud.room, { running: true });
    expect(await here.run()).toEqual({ done: true });
    expect(await here.wrong()).toEqual([]);
    expect(here.cloud.room.set).toMatchObject({
      lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
      allowAttendeeToEnableMic: false,
      allowAttendeeToEnableCamera: false,
      allowRecording: false,
    });
    expect((await here.doors()).seen?.breakoutRooms).toBe(true);
    expect((await here.day.lessons.read(here.id)).coOrganisersSet).toBe(false);
  });

  it("is asked once more for the doors alone where the start was heard meanwhile", async () => {
    let heard: Promise<unknown> = Promise.resolve();
    here.meanwhile = () => {
      here.cloud.room.running = true;
      heard = here.day.lessons.report(here.id, { report: "meeting-started", source: "event" });
    };
    const before = here.patches();
    expect(await here.run()).toEqual({ done: true });
    await heard;
    expect(await here.wrong()).toEqual([]);
    expect(here.patches() - before).toBeLessThanOrEqual(3);
  });

  it("is sent nothing that can be set before the start only, once the start is known", async () => {
    here.cloud.room.running = true;
    await here.day.lessons.report(here.id, { report: "meeting-started", source: "event" });
    const before = here.patches();
    expect(await here.run()).toEqual({ done: true });
    expect(await here.wrong()).toEqual([]);
    expect(here.patches() - before).toBe(1);
  });
});

describe("an option that Teams refuses", () => {
  it.each(BEFORE)("%s leaves nothing else unset before the start", async (refused) => {
    here.cloud.switches.optionsRefused = [refused];
    expect(await here.run()).toEqual({ done: true });
    expect(await here.wrong()).toEqual([]);
    const { recordAutomatically, allowBreakoutRooms } = here.cloud.room.set;
    expect({ recordAutomatically, allowBreakoutRooms }).toEqual({
      recordAutomatically: refused === "recordAutomatically",
      allowBreakoutRooms: refused === "allowBreakoutRooms",
    });
    expect((await here.day.lessons.read(here.id)).coOrganisersSet).toBe(refused !== "participants");
  });

  it.each(AT_ANY_TIME)("%s is the only one that is not set, in a lesson that is on", async (refused) => {
    here.cloud.room.running = true;
    await here.day.lessons.report(here.id, { report: "meeting-started", source: "event" });
    here.cloud.switches.optionsRefused = [refused];
    expect(await here.run()).toMatchObject({ reason: "Teams shows other options" });
    const left = await here.wrong();
    expect(left.length).toBeGreaterThan(0);
    here.cloud.switches.optionsRefused = [];
    expect(await here.run()).toEqual({ done: true });
    const was = new Set(left);
    expect([...was].every((one) => ofGraph(one) === refused)).toBe(true);
  });

  it("keeps no other from being put back where it was changed by hand", async () => {
    await here.run();
    here.cloud.room.running = true;
    await here.day.lessons.report(here.id, { report: "meeting-started", source: "event" });
    here.cloud.room.change({ allowRecording: true, allowAttendeeToEnableMic: true });
    here.cloud.room.change({ lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: true } });
    here.cloud.switches.optionsRefused = ["allowRecording"];
    await here.run("watch");
    expect(await here.wrong()).toEqual(["recording"]);
  });

  it("and every other with it is said as refused, not as a lesson that waits", async () => {
    here.cloud.switches.optionsRefused = [...AT_ANY_TIME];
    expect(await here.run()).toMatchObject({ reason: "BadRequest" });
    expect((await here.doors()).notSet).toBeDefined();
    expect((await here.doors()).seen).toBeUndefined();
  });
});

describe("a list of the invited that does not come", () => {
  it("holds up no door, and is asked for again", async () => {
    here.cloud.faults.add({ operation: "graph.onlineMeeting.find", kind: 503, times: 1 });
    expect(await here.run()).toMatchObject({ retryAfterMs: expect.any(Number) });
    expect(await here.wrong()).toEqual([]);
    expect(here.cloud.room.set).toMatchObject({ recordAutomatically: false, allowBreakoutRooms: false });
    expect(await here.run()).toEqual({ done: true });
    expect((await here.day.lessons.read(here.id)).coOrganisersSet).toBe(true);
  });
});

const GRAPH: Readonly<Record<string, (typeof AT_ANY_TIME)[number]>> = {
  lobbyScope: "lobbyBypassSettings",
  dialInBypass: "lobbyBypassSettings",
  lobbyAdmitters: "allowedLobbyAdmitters",
  presenters: "allowedPresenters",
  mic: "allowAttendeeToEnableMic",
  camera: "allowAttendeeToEnableCamera",
  chat: "allowMeetingChat",
  reactions: "allowTeamworkReactions",
  recording: "allowRecording",
  transcription: "allowTranscription",
  announce: "isEntryExitAnnounced",
};

const ofGraph = (option: string): string | undefined => GRAPH[option];
