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

/**
 * What Teams takes before the start only, and is off in every lesson. The call's list shows no one in a breakout room;
 * an automatic recording begins before anyone was told of it.
 */
export const OFF_FROM_START = { recordAutomatically: false, breakoutRooms: false } as const;

export type StartOption = keyof typeof OFF_FROM_START;

/** What Graph reads back of them. */
export type StartOptions = { readonly [Option in StartOption]?: boolean | "not said" };

export const startOptionsIn = (all: StartOptions | undefined): StartOptions =>
  Object.fromEntries(
    (Object.keys(OFF_FROM_START) as StartOption[]).flatMap((option) =>
      all?.[option] === undefined ? [] : [[option, all[option]]],
    ),
  );

/** What staff have allowed for the lesson since arrival. */
export type Opened = { readonly cameras: boolean; readonly mics: boolean };

export const NOTHING_OPENED: Opened = { cameras: false, mics: false };

/** The options that differ from, or are missing in, what Graph reads back. */
export const differences = (asked: MeetingOptions, seen: SeenOptions): readonly (keyof MeetingOptions)[] =>
  (Object.keys(asked) as (keyof MeetingOptions)[]).filter((option) => asked[option] !== seen[option]);

/** What families are allowed or not: where Teams allows less of these than was asked, no child is less safe for it. */
const HELD_BACK = [
  "mic",
  "camera",
  "reactions",
  "recording",
] as const satisfies readonly (keyof MeetingOptions)[];

const CHAT_WIDTHS: readonly MeetingOptions["chat"][] = ["disabled", "limited", "enabled"];

/** Teams allows what was asked or less, in each option: what is missing is something that families may do. */
export const isNoWider = (asked: MeetingOptions, seen: SeenOptions): boolean =>
  differences(asked, seen).every((option) =>
    option === "chat"
      ? seen.chat !== undefined && CHAT_WIDTHS.indexOf(seen.chat) < CHAT_WIDTHS.indexOf(asked.chat)
      : HELD_BACK.some((one) => one === option) && seen[option] === false,
  );
