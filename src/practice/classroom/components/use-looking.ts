import { useCallback, useState } from "preact/hooks";
import type { Place } from "../../app-links.ts";
import type { MeetingView, PersonView, PracticeState } from "../../control/shapes.ts";
import { belongsTo, channelReaders, type Eye, eyesOf, guestsOf, personNamed } from "../eyes.ts";

/** Where the page looks: through whose eyes, at which meeting, at which page of Lesson Guard. */
export type Looking = {
  readonly eye: Eye;
  readonly person: PersonView;
  readonly meeting: MeetingView;
  /** What stands in the frame; nothing for people without a page of Lesson Guard. */
  readonly place: Place | undefined;
  readonly lookThrough: (eye: string) => void;
  /** As which family, or which reader of the channel. */
  readonly be: (person: string) => void;
  readonly goTo: (meeting: string) => void;
  readonly open: (place: Place) => void;
};

/** @throws where the practice school has no people */
export const useLooking = (state: PracticeState): Looking => {
  const eyes = eyesOf(state);
  const [eyeId, lookThrough] = useState("");
  const [meetingId, goTo] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [places, setPlaces] = useState<Readonly<Record<string, Place>>>({});
  const eye = eyes.find(({ id }) => id === eyeId) ?? eyes[0];
  const meeting = state.meetings.find(({ id }) => id === meetingId) ?? state.meetings[0];
  const person = eye && personBehind(eye, state, chosen[eye.id]);
  if (!eye || !meeting || !person) throw new Error("The practice school is empty.");
  const be = useCallback((id: string) => setChosen((before) => ({ ...before, [eye.id]: id })), [eye.id]);
  const open = useCallback(
    (place: Place) => {
      const other = state.meetings.find(({ threadId }) => threadId === place.chat);
      if (other) goTo(other.id);
      setPlaces((before) => ({ ...before, [eye.id]: place }));
    },
    [eye.id, state.meetings],
  );
  const place =
    person.objectId === null ? undefined : (places[eye.id] ?? usualPlace(eye, person, meeting, state));
  return { eye, person, meeting, place, lookThrough, be, goTo, open };
};

const personBehind = (eye: Eye, state: PracticeState, chosen: string | undefined): PersonView | undefined => {
  if (eye.id !== "guest" && eye.id !== "channel") return personNamed(state, eye.id);
  const people = eye.id === "guest" ? guestsOf(state) : channelReaders(state);
  return people.find(({ id }) => id === chosen) ?? people[eye.id === "guest" ? 1 : 0];
};

const READERS = ["dsl", "deputyDsl", "headteacher", "deputyHead"];

/** The tab that this person would have opened; undefined if the package has no such tab. */
const usualPlace = (
  eye: Eye,
  person: PersonView,
  meeting: MeetingView,
  { teamsApp, bare }: PracticeState,
): Place | undefined => {
  const at = (entityId: string, of: Omit<Place, "tab"> = {}): Place | undefined => {
    const tab = teamsApp.tabs.find((one) => one.entityId === entityId);
    return tab && { tab, ...of };
  };
  if (person.part === "administrator") return at(bare ? "set-up" : "settings");
  if (eye.id === "channel") return undefined;
  if (belongsTo(meeting, person.id)) return at("panel", { chat: meeting.threadId });
  return READERS.includes(person.part) ? at("record") : undefined;
};
