import type { ChatView, MeetingView, PersonView, PracticeState } from "../control/shapes.ts";
import type { Part } from "../school/person.ts";

/** Through whose eyes the page is looked at: a person with an account, a device of a guest, or a channel. */
export type Eye = {
  /** Person id, `guest`, or `channel`. */
  readonly id: string;
  readonly label: string;
  /** Shown at once; the others stand behind "More people". */
  readonly first: boolean;
};

const PART_WORDS: Readonly<Partial<Record<Part, string>>> = {
  teacher: "Teacher",
  teachingAssistant: "Teaching assistant",
  supplyTeacher: "Supply teacher",
  dsl: "DSL",
  deputyDsl: "Deputy DSL",
  headteacher: "Headteacher",
  deputyHead: "Deputy head",
  administrator: "Administrator",
  colleague: "A colleague",
  pupil: "A pupil with an account",
};

const FIRST: readonly Part[] = ["teacher", "dsl", "headteacher"];

/** Everyone a user can be, in the order of the tabs. */
export const eyesOf = (state: PracticeState): readonly Eye[] => {
  const accounts = state.people.filter(({ objectId }) => objectId !== null);
  const eye = ({ id, part, name }: PersonView): Eye => ({
    id,
    label: PART_WORDS[part] ?? name,
    first: FIRST.includes(part) || (state.bare && part === "administrator"),
  });
  // Where nothing is set up, the administrator begins.
  const sorted = state.bare
    ? accounts.toSorted((a, b) => Number(b.part === "administrator") - Number(a.part === "administrator"))
    : accounts;
  const [begins, ...others] = sorted.map(eye);
  return [
    ...(begins ? [begins] : []),
    { id: "guest", label: "A family", first: true },
    { id: "channel", label: "DSL channel", first: true },
    ...others.filter(({ first }) => first),
    ...others.filter(({ first }) => !first),
  ];
};

/** Who can be looked at as "A family": everyone who joins by link, the awkward ones last. */
export const guestsOf = (state: PracticeState): readonly PersonView[] =>
  state.people.filter(({ objectId, part }) => objectId === null && part !== "callingBot");

/** Who reads the DSL channel. */
export const channelReaders = (state: PracticeState): readonly PersonView[] =>
  state.people.filter(({ part }) => part === "dsl" || part === "deputyDsl");

/** The chats that belong to these eyes outside a meeting: a new message there lights their tab. */
export const ownChat = (eye: Eye, state: PracticeState): ChatView | undefined => {
  if (eye.id === "channel") return state.chats.find(({ kind }) => kind === "channel");
  return state.chats.find(({ kind, of }) => kind === "private" && of === eye.id);
};

export const personNamed = (state: PracticeState, id: string): PersonView | undefined =>
  state.people.find((person) => person.id === id);

/** Organiser, invited, or in the meeting now: in Teams the panel is there for them. */
export const belongsTo = (meeting: MeetingView, person: string): boolean =>
  meeting.organiser === person ||
  meeting.invited.some((invited) => invited.person === person) ||
  meeting.seats.some((seat) => seat.person === person && seat.where === "in");
