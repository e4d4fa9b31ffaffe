import type { Clock } from "../clock.ts";
import { stableId } from "../ids.ts";
import type { Person } from "../school/person.ts";
import { timetable } from "../school/timetable.ts";
import type { Latency } from "../switches.ts";
import { meetingOf, planMeeting } from "./meeting.ts";
import { Room, type RoomListener } from "./room.ts";

/** Every meeting of the practice school. */
export class Rooms {
  readonly #planned: Room[];
  /** Made through Graph, in no one's calendar. */
  readonly #others: Room[] = [];
  readonly #listeners: RoomListener[] = [];
  readonly #clock: Clock;
  readonly #latency: Latency;
  #made = 0;

  constructor(clock: Clock, latency: Latency) {
    this.#clock = clock;
    this.#latency = latency;
    this.#planned = timetable.map(
      (planned) =>
        new Room(planMeeting(planned), clock.now() + planned.startsInMinutes * 60_000, clock, latency),
    );
  }

  listen(listener: RoomListener): void {
    this.#listeners.push(listener);
    for (const room of this.all) room.listen(listener);
  }

  /** Those that stand in a calendar. */
  get all(): readonly Room[] {
    return this.#planned;
  }

  get every(): readonly Room[] {
    return [...this.all, ...this.#others];
  }

  /** A meeting made through Graph: nothing stands in a calendar, and the app is not in its chat. */
  create(organiser: Person, subject: string, from: number, to: number): Room {
    this.#made += 1;
    const id = `made-${this.#made}-${stableId(`${this.#clock.now()}`)}`;
    const planned = { id, subject, weekly: false, lastsMs: to - from, organiser, invited: [] };
    const room = new Room(meetingOf(planned), from, this.#clock, this.#latency);
    for (const listener of this.#listeners) room.listen(listener);
    this.#others.push(room);
    return room;
  }

  /** A meeting with an event in the organiser's calendar. @param planned from and to: ms since 1970 */
  plan(planned: {
    readonly organiser: Person;
    readonly subject: string;
    readonly from: number;
    readonly to: number;
    readonly weekly: boolean;
    readonly invited: readonly string[];
  }): Room {
    this.#made += 1;
    const { from, to, ...rest } = planned;
    const id = `planned-${this.#made}-${stableId(`${this.#clock.now()}`)}`;
    const room = new Room(meetingOf({ ...rest, id, lastsMs: to - from }), from, this.#clock, this.#latency);
    for (const listener of this.#listeners) room.listen(listener);
    this.#planned.push(room);
    return room;
  }

  /** Out of the calendar. Who has its link can still come into the meeting, as with Microsoft. */
  cancel(room: Room): void {
    const at = this.#planned.indexOf(room);
    if (at >= 0) this.#others.push(...this.#planned.splice(at, 1));
  }

  /** The meeting is gone; a call that is on goes on, as with Microsoft. */
  remove(room: Room): void {
    const at = this.#others.indexOf(room);
    if (at >= 0) this.#others.splice(at, 1);
  }

  /** By practice word, such as `maths`; by its join link, if it was made through Graph. */
  byWord(id: string): Room | undefined {
    return this.every.find(({ meeting }) => meeting.id === id || meeting.joinWebUrl === id);
  }

  byThread(threadId: string): Room | undefined {
    return this.every.find(({ meeting }) => meeting.threadId === threadId);
  }

  byMeetingId(meetingId: string): Room | undefined {
    return this.every.find(({ meeting }) => meeting.meetingId === meetingId);
  }

  byOnlineMeetingId(id: string): Room | undefined {
    return this.every.find(({ meeting }) => meeting.onlineMeetingId === id);
  }
}
