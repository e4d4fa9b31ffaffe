/** The meeting options Lesson Guard looks after: all may be changed during a meeting. */
export type MeetingOptions = {
  readonly lobbyScope: LobbyScope;
  readonly dialInBypass: boolean;
  readonly lobbyAdmitters: "organizerAndCoOrganizersAndPresenters" | "organizerAndCoOrganizers";
  readonly presenters: "everyone" | "organization" | "roleIsPresenter" | "organizer";
  readonly mic: boolean;
  readonly camera: boolean;
  readonly chat: "enabled" | "disabled" | "limited";
  readonly reactions: boolean;
  readonly recording: boolean;
  readonly transcription: boolean;
  readonly announce: boolean;
};

export type LobbyScope =
  | "organizer"
  | "organization"
  | "organizationAndFederated"
  | "everyone"
  | "invited"
  | "organizationExcludingGuests";

/** What Graph reads back of the meeting; an option that it did not return is absent. */
export type SeenOptions = Partial<MeetingOptions>;

/** Who may admit, by the list of the invited as Teams shows it: numbers only. */
export type CoOrganisers = {
  /** Co-organisers who are not known as staff here: they admit, and no option holds their microphone. */
  readonly notStaff: number;
  /** Staff of the lesson whom Teams shows as attendee or presenter: they cannot admit. */
  readonly staffWithout: number;
};

/** Whether Teams allows breakout rooms, where the call's list shows no one: can be set before the start only. */
export type BreakoutRooms = boolean | "not said";

/** What staff have allowed for the lesson since arrival. */
export type Opened = { readonly cameras: boolean; readonly mics: boolean };

export const NOTHING_OPENED: Opened = { cameras: false, mics: false };

/** The options that differ from, or are missing in, what Graph reads back. */
export const differences = (asked: MeetingOptions, seen: SeenOptions): readonly (keyof MeetingOptions)[] =>
  (Object.keys(asked) as (keyof MeetingOptions)[]).filter((option) => asked[option] !== seen[option]);
