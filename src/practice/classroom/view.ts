import type { MeetingView, PersonView, PracticeState, SeatView } from "../control/shapes.ts";
import type { Run } from "./acts.ts";
import type { Eye } from "./eyes.ts";

/** What every part of the page is drawn from. */
export type View = {
  readonly state: PracticeState;
  readonly meeting: MeetingView;
  readonly eye: Eye;
  /** Who acts: for the channel, the person who reads it. */
  readonly person: PersonView;
  readonly run: Run;
};

export const ownSeat = ({ meeting, person }: View): SeatView | undefined =>
  meeting.seats.find((seat) => seat.person === person.id && !seat.callingBot);

/** Organisers and presenters: they find Admit, Mute and Remove in their client. */
export const isPresenter = (seat: SeatView | undefined): boolean =>
  seat?.where === "in" && seat.role !== "attendee";
