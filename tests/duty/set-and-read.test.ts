import type { Outcome } from "../../src/duty/handler.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { setOptions, watchOptions } from "../../src/duty/handlers/meeting-duties.ts";
import { createTeamsPlatform } from "../../src/meeting/platform.ts";
import { usualOptions } from "../../src/practice/meeting/options.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import { differences } from "../../src/protocol/lesson/options.ts";
import { doorsProof } from "../../src/protocol/screen/proofs.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { type Day, openDay } from "../desk/school-day.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { FOUND, TEACHER } from "../protocol/lesson/story.ts";

const PATCH = "graph.onlineMeeting.patch";
/** What Graph takes only before the start. */
const BEFORE = ["participants", "recordAutomatically", "allowBreakoutRooms"] as const;
/** What it takes at any time, the doors first. */
const AT_ANY_TIME = [
  "lobbyBypassSettings",
  "allowedLobbyAdmitters",
  "allowedPresenters",
  "allowAttendeeToEnableMic",
  "allowAttendeeToEnableCamera",
  "allowMeetingChat",
  "allowTeamworkReactions",
  "allowRecording",
  "allowTranscription",
  "isEntryExitAnnounced",
] as const;

let cloud: PracticeGraph;
let day: Day;
let id: string;
/** What was changed in the meeting besides Lesson Guard, at the moment of its first look at the invited. */
let meanwhile: () => void;
/** What happens once between a look at the options and what follows from it. */
let afterRead: (() => Promise<unknown>) | undefined;

beforeAll(async () => {
  cloud = await startPracticeGraph();
});
afterAll(() => cloud.stop());

beforeEach(async () => {
  cloud.faults.clear();
  Object.assign(cloud.switches, usualSwitches());
  Object.assign(cloud.room, { running: false, set: usualOptions(), effective: usualOptions() });
  cloud.room.change({ allowTeamworkReactions: true, recordAutomatically: true, isEntryExitAnnounced: true });
  meanwhile = () => undefined;
  afterRead = undefined;
  day = await openDay();
  ({ id } = await day.lessons.occurrence({ chatId: cloud.room.meeting.threadId, meetingId: "m1" }));
  const { organiser, onlineMeetingId } = cloud.room.meeting;
  await day.lessons.report(id, {
    ...FOUND,
    organiser: organiser.account?.objectId ?? "",
    graphId: onlineMeetingId,
  });
  await day.lessons.press(day.caller(TEACHER.id), id, { press: "choose-kind", kind: "class" });
});
afterEach(() => day.close());

/** One run of the work, with the client that really speaks to Graph. */
const run = async (which: "set" | "watch" = "set"): Promise<Outcome> => {
  const bot = { id: "", tenantId: "", credential: { kind: "secret", secret: "" } } as const;
  const platform = createTeamsPlatform({ bot }, cloud.graph);
  const services = {
    ...day,
    platform: {
      ...platform,
      find: async (by: Parameters<typeof platform.find>[0]) => {
        const found = await platform.find(by);
        meanwhile();
        return found;
      },
      readOptions: async (of: Parameters<typeof platform.readOptions>[0]) => {
        const read = await platform.readOptions(of);
        const then = afterRead;
        afterRead = undefined;
        await then?.();
        return read;
      },
    },
  } as unknown as DutyServices;
  return which === "set"
    ? setOptions(services)({ kind: "set-options", lesson: id }, {} as never)
    : watchOptions(services)({ kind: "watch-options", lesson: id, once: true }, {} as never);
};

const doors = async () => (await day.lessons.read(id)).doors;

/** The options that are not as asked, by the record. */
const wrong = async (): Promise<readonly string[]> => {
  const { asked, seen } = await doors();
  return asked && seen ? differences(asked.options, seen.options) : ["nothing is known"];
};

const patches = (): number => cloud.ledger.after(0).filter(({ operation }) => operation === PATCH).length;

describe("a meeting that has begun before its options were set", () => {
  it("has its doors, mics and cameras set in the same try, and says what can no longer be changed", async () => {
    meanwhile = () => Object.assign(cloud.room, { running: true });
    expect(await run()).toEqual({ done: true });
    expect(await wrong()).toEqual([]);
    expect(cloud.room.set).toMatchObject({
      lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
      allowAttendeeToEnableMic: false,
      allowAttendeeToEnableCamera: false,
      allowRecording: false,
    });
    expect((await doors()).seen?.breakoutRooms).toBe(true);
    expect((await day.lessons.read(id)).coOrganisersSet).toBe(false);
  });

  it("is asked once more for the doors alone where the start was heard meanwhile", async () => {
    let heard: Promise<unknown> = Promise.resolve();
    meanwhile = () => {
      cloud.room.running = true;
      heard = day.lessons.report(id, { report: "meeting-started", source: "event" });
    };
    const before = patches();
    expect(await run()).toEqual({ done: true });
    await heard;
    expect(await wrong()).toEqual([]);
    expect(patches() - before).toBeLessThanOrEqual(3);
  });

  it("is sent nothing that can be set before the start only, once the start is known", async () => {
    cloud.room.running = true;
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    const before = patches();
    expect(await run()).toEqual({ done: true });
    expect(await wrong()).toEqual([]);
    expect(patches() - before).toBe(1);
  });
});

describe("an option that Teams refuses", () => {
  it.each(BEFORE)("%s leaves nothing else unset before the start", async (refused) => {
    cloud.switches.optionsRefused = [refused];
    expect(await run()).toEqual({ done: true });
    expect(await wrong()).toEqual([]);
    const { recordAutomatically, allowBreakoutRooms } = cloud.room.set;
    expect({ recordAutomatically, allowBreakoutRooms }).toEqual({
      recordAutomatically: refused === "recordAutomatically",
      allowBreakoutRooms: refused === "allowBreakoutRooms",
    });
    expect((await day.lessons.read(id)).coOrganisersSet).toBe(refused !== "participants");
  });

  it.each(AT_ANY_TIME)("%s is the only one that is not set, in a lesson that is on", async (refused) => {
    cloud.room.running = true;
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    cloud.switches.optionsRefused = [refused];
    expect(await run()).toMatchObject({ reason: "Teams shows other options" });
    const left = await wrong();
    expect(left.length).toBeGreaterThan(0);
    cloud.switches.optionsRefused = [];
    expect(await run()).toEqual({ done: true });
    const was = new Set(left);
    expect([...was].every((one) => ofGraph(one) === refused)).toBe(true);
  });

  it("keeps no other from being put back where it was changed by hand", async () => {
    await run();
    cloud.room.running = true;
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    cloud.room.change({ allowRecording: true, allowAttendeeToEnableMic: true });
    cloud.room.change({ lobbyBypassSettings: { scope: "everyone", isDialInBypassEnabled: true } });
    cloud.switches.optionsRefused = ["allowRecording"];
    await run("watch");
    expect(await wrong()).toEqual(["recording"]);
  });

  it("and every other with it is said as refused, not as a lesson that waits", async () => {
    cloud.switches.optionsRefused = [...AT_ANY_TIME];
    expect(await run()).toMatchObject({ reason: "BadRequest" });
    expect((await doors()).notSet).toBeDefined();
    expect((await doors()).seen).toBeUndefined();
  });
});

describe("a list of the invited that does not come", () => {
  it("holds up no door, and is asked for again", async () => {
    cloud.faults.add({ operation: "graph.onlineMeeting.find", kind: 503, times: 1 });
    expect(await run()).toMatchObject({ retryAfterMs: expect.any(Number) });
    expect(await wrong()).toEqual([]);
    expect(cloud.room.set).toMatchObject({ recordAutomatically: false, allowBreakoutRooms: false });
    expect(await run()).toEqual({ done: true });
    expect((await day.lessons.read(id)).coOrganisersSet).toBe(true);
  });
});

/** Another value than this, of its kind. */
const otherThan = (value: unknown): unknown => {
  if (typeof value === "boolean") return !value;
  const known = VALUES.find((values) => values.includes(String(value)));
  if (known === undefined) throw new Error(`no other value is known for ${String(value)}`);
  return known.find((one) => one !== value);
};

const VALUES: readonly (readonly string[])[] = [
  ["organizer", "everyone"],
  ["organizerAndCoOrganizers", "organizerAndCoOrganizersAndPresenters"],
  ["limited", "enabled"],
  ["coorganizer", "attendee"],
];

/** Each value that was sent, as a change of that value alone. */
const changesOf = (sent: Readonly<Record<string, unknown>>): readonly (readonly [string, object])[] =>
  Object.entries(sent).flatMap(([field, value]) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(
          ([part, one]) => [`${field}.${part}`, { [field]: { [part]: otherThan(one) } }] as const,
        )
      : [[field, { [field]: otherThan(value) }] as const],
  );

describe("all that is sent to Teams", () => {
  it("is read back and compared, each option by itself: another value leaves a fact and is said", async () => {
    await run();
    const [sent] = cloud.ledger
      .after(0)
      .filter(({ operation }) => operation === PATCH)
      .map(({ body }) => body as Readonly<Record<string, unknown>>)
      .slice(-1);
    const { participants, ...options } = sent ?? {};
    expect(participants).toBeDefined();
    const changes = changesOf(options);
    expect(changes.map(([field]) => field.split(".")[0])).toEqual(
      expect.arrayContaining([...AT_ANY_TIME, "recordAutomatically", "allowBreakoutRooms"]),
    );
    const unsaid: string[] = [];
    const set = structuredClone(cloud.room.set);
    for (const [field, change] of changes) {
      const before = await day.lessons.read(id);
      expect(doorsProof(before, day.now(), "Europe/London").state).toBe("proven");
      cloud.room.change(change);
      cloud.switches.optionsIgnored = true;
      await run("watch");
      const after = await day.lessons.read(id);
      expect([field, after.version]).not.toEqual([field, before.version]);
      if (doorsProof(after, day.now(), "Europe/London").state === "proven") unsaid.push(field);
      cloud.switches.optionsIgnored = false;
      Object.assign(cloud.room, { set: structuredClone(set), effective: structuredClone(set) });
      await run("watch");
    }
    // Of breakout rooms the end says what to press (screen/end-steps).
    expect(unsaid).toEqual(["allowBreakoutRooms"]);
  });
});

describe("a press that comes while the options are looked at", () => {
  const press = (which: "let-mics-on" | "pause" | "resume") =>
    day.lessons.press(day.caller(TEACHER.id), id, { press: which });
  const factsOf = async (type: string): Promise<number> =>
    (await day.record.read(lessonStream(id))).filter((event) => event.type === type).length;

  const paused = async (): Promise<void> => {
    cloud.room.running = true;
    await day.lessons.report(id, { report: "meeting-started", source: "event" });
    await press("let-mics-on");
    await run();
    await press("pause");
    await run();
  };

  it("is not undone by what is put back: after Resume the mics are on", async () => {
    await paused();
    cloud.room.change({ allowAttendeeToEnableMic: true });
    afterRead = async () => {
      await press("resume");
      await run();
    };
    await run("watch");
    expect(cloud.room.set.allowAttendeeToEnableMic).toBe(true);
    expect(await wrong()).toEqual([]);
  });

  it("is no change by hand, though its answer was lost and Teams took it late", async () => {
    await paused();
    await press("resume");
    cloud.faults.add({ operation: PATCH, kind: "lostAnswer", times: 1 });
    await expect(run()).resolves.toMatchObject({ reason: expect.any(String) });
    await press("pause");
    await run();
    cloud.room.change({ allowAttendeeToEnableMic: true, allowMeetingChat: "limited" });
    await run("watch");
    expect([await factsOf("OptionsNotAnswered"), await factsOf("DriftSeen")]).toEqual([1, 0]);
    expect(await wrong()).toEqual([]);
    expect(cloud.room.set.allowAttendeeToEnableMic).toBe(false);
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
