import type { Place } from "../../app-links.ts";
import type { ChatView, MeetingView, PracticeState } from "../../control/shapes.ts";

/** What is seen on the page now. */
export type Sight = {
  readonly state: PracticeState;
  readonly meeting: MeetingView;
  /** Through whose eyes: a person's id, `guest`, or `channel`. */
  readonly eye: string;
  /** The page of Lesson Guard that is open. */
  readonly place: Place | undefined;
};

export type Step = {
  /** What to press, and where. */
  readonly says: string;
  /** What has to be pressed before it, where what is seen now would refuse it; undefined where nothing is in its way. */
  readonly first?: (sight: Sight) => string | undefined;
  /** It is seen that it was done; asked only once all before it were. */
  readonly done: (sight: Sight) => boolean;
};

/** Two minutes in one role. */
export type Walk = { readonly id: string; readonly title: string; readonly steps: readonly Step[] };

/** A look at a page of Lesson Guard, by its tab in the manifest. */
export const isOpen =
  (eye: string, tab: string) =>
  (sight: Sight): boolean =>
    sight.eye === eye && sight.place?.tab.entityId === tab;

export const privateChat = ({ state }: Sight, person: string): ChatView | undefined =>
  state.chats.find(({ kind, of }) => kind === "private" && of === person);

/** A person has pressed this button of a card, in whatever chat. */
export const hasPressed =
  (person: string, action: string) =>
  ({ state }: Sight): boolean =>
    state.chats.some(({ messages }) =>
      messages.some(({ pressed }) =>
        pressed.some((press) => press.person === person && press.action === action),
      ),
    );

/** A family, or another guest, is in the meeting. */
export const guestIn = ({ seats }: MeetingView, where: "lobby" | "in"): boolean =>
  seats.some((seat) => seat.mark === "Guest" && seat.where === where);

export const botIn = ({ seats }: MeetingView): boolean =>
  seats.some(({ callingBot, where }) => callingBot && where === "in");
