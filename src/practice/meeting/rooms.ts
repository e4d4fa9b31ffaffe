import type { Clock } from "../clock.ts";
import { timetable } from "../school/timetable.ts";
import type { Latency } from "../switches.ts";
import { planMeeting } from "./meeting.ts";
import { Room, type RoomListener } from "./room.ts";

/** Every meeting of the practice school. */
export class Rooms {
  readonly all: readonly Room[];

  constructor(clock: Clock, latency: Latency) {
    this.all = timetable.map(
      (planned) =>
        new Room(planMeeting(planned), clock.now() + planned.startsInMinutes * 60_000, clock, latency),
    );
  }

  listen(listener: RoomListener): void {
    for (const room of this.all) room.listen(listener);
  }

  /** By practice word, such as `maths`. */
  byWord(id: string): Room | undefined {
    return this.all.find(({ meeting }) => meeting.id === id);
  }

  byThread(threadId: string): Room | undefined {
    return this.all.find(({ meeting }) => meeting.threadId === threadId);
  }

  byMeetingId(meetingId: string): Room | undefined {
    return this.all.find(({ meeting }) => meeting.meetingId === meetingId);
  }

  byOnlineMeetingId(id: string): Room | undefined {
    return this.all.find(({ meeting }) => meeting.onlineMeetingId === id);
  }
}
