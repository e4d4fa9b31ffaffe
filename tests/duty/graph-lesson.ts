import type { Attempt, Outcome } from "../../src/duty/handler.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { setOptions, watchOptions } from "../../src/duty/handlers/meeting-duties.ts";
import { createTeamsPlatform } from "../../src/meeting/platform.ts";
import { usualOptions } from "../../src/practice/meeting/options.ts";
import { usualSwitches } from "../../src/practice/switches.ts";
import { differences } from "../../src/protocol/lesson/options.ts";
import type { Doors } from "../../src/protocol/lesson/state.ts";
import { type Day, openDay } from "../desk/school-day.ts";
import { type PracticeGraph, startPracticeGraph } from "../meeting/support/practice-graph.ts";
import { FOUND, TEACHER } from "../protocol/lesson/story.ts";

export const PATCH = "graph.onlineMeeting.patch";

/** What Graph takes at any time, the doors first. */
export const AT_ANY_TIME = [
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

/** A lesson of a class, anew for each test, whose meeting stands in practice's own Graph. */
class GraphLesson {
  cloud!: PracticeGraph;
  day!: Day;
  id = "";
  /** What is changed in the meeting besides Lesson Guard, at the moment of its first look at the invited. */
  meanwhile: () => void = () => undefined;
  /** What happens once between a look at the options and what follows from it. */
  afterRead: (() => Promise<unknown>) | undefined;
  /** The same, once Teams has taken options. */
  afterSet: (() => Promise<unknown>) | undefined;

  async begin(): Promise<void> {
    const { cloud } = this;
    cloud.faults.clear();
    Object.assign(cloud.switches, usualSwitches());
    Object.assign(cloud.room, { running: false, set: usualOptions(), effective: usualOptions() });
    cloud.room.change({
      allowTeamworkReactions: true,
      recordAutomatically: true,
      isEntryExitAnnounced: true,
    });
    this.meanwhile = () => undefined;
    this.afterRead = undefined;
    this.afterSet = undefined;
    this.day = await openDay();
    const { meeting } = cloud.room;
    const { lessons, caller } = this.day;
    this.id = (await lessons.occurrence({ chatId: meeting.threadId, meetingId: "m1" })).id;
    await lessons.report(this.id, {
      ...FOUND,
      organiser: meeting.organiser.account?.objectId ?? "",
      graphId: meeting.onlineMeetingId,
    });
    await lessons.press(caller(TEACHER.id), this.id, { press: "choose-kind", kind: "class" });
  }

  /**
   * One run of the work, with the client that really speaks to Graph.
   * @param unansweredSince where an earlier try was cut off: since when, in ms since 1970
   */
  async run(which: "set" | "watch" = "set", unansweredSince?: number): Promise<Outcome> {
    const bot = { id: "", tenantId: "", credential: { kind: "secret", secret: "" } } as const;
    const platform = createTeamsPlatform({ bot }, this.cloud.graph);
    const services = {
      ...this.day,
      platform: {
        ...platform,
        find: async (by: Parameters<typeof platform.find>[0]) => {
          const found = await platform.find(by);
          this.meanwhile();
          return found;
        },
        readOptions: async (of: Parameters<typeof platform.readOptions>[0]) => {
          const read = await platform.readOptions(of);
          const then = this.afterRead;
          this.afterRead = undefined;
          await then?.();
          return read;
        },
        setOptions: async (...order: Parameters<typeof platform.setOptions>) => {
          await platform.setOptions(...order);
          const then = this.afterSet;
          this.afterSet = undefined;
          await then?.();
        },
      },
    } as unknown as DutyServices;
    const attempt = { unansweredSince } as Attempt;
    return which === "set"
      ? setOptions(services)({ kind: "set-options", lesson: this.id }, attempt)
      : watchOptions(services)({ kind: "watch-options", lesson: this.id, once: true }, attempt);
  }

  async doors(): Promise<Doors> {
    return (await this.day.lessons.read(this.id)).doors;
  }

  /** The options that are not as asked, by the record. */
  async wrong(): Promise<readonly string[]> {
    const { asked, seen } = await this.doors();
    return asked && seen ? differences(asked.options, seen.options) : ["nothing is known"];
  }

  patches(): number {
    return this.cloud.ledger.after(0).filter(({ operation }) => operation === PATCH).length;
  }
}

export const graphLesson = (): GraphLesson => {
  const here = new GraphLesson();
  beforeAll(async () => {
    here.cloud = await startPracticeGraph();
  });
  afterAll(() => here.cloud.stop());
  beforeEach(() => here.begin());
  afterEach(() => here.day.close());
  return here;
};
