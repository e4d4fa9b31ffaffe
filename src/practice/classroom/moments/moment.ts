import type { MeetingView, PracticeState } from "../../control/shapes.ts";

/** Something that happens in a lesson, played by one press. */
export type Moment = {
  readonly id: string;
  readonly title: string;
  /** One or two sentences: what to look at, and what to do about it. */
  readonly watch: string;
  /** Absent: always. */
  readonly offered?: (state: PracticeState, meeting: MeetingView) => boolean;
  /** @throws {ControlError} where Teams would not let it happen */
  readonly play: (meeting: MeetingView, state: PracticeState) => Promise<unknown>;
};

export const running = (_state: PracticeState, meeting: MeetingView): boolean => meeting.running;

export const seatOf = (meeting: MeetingView, person: string) =>
  meeting.seats.find((seat) => seat.person === person);
