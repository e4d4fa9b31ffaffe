import type { Kind, Phase } from "../words.ts";

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

/** What the meeting reads back; an option that Teams did not return is absent. */
export type SeenOptions = Partial<MeetingOptions>;

/** Who, by the list of the invited as Teams shows it, may admit: numbers only. */
export type CoOrganisers = {
  /** Co-organisers who are not known as staff here: they admit, and no option holds their microphone. */
  readonly notStaff: number;
  /** Staff of the lesson whom Teams shows as attendee or presenter: they cannot admit. */
  readonly staffWithout: number;
};

/** What staff have opened for the lesson since arrival. */
export type Opened = { readonly cameras: boolean; readonly mics: boolean };

export const NOTHING_OPENED: Opened = { cameras: false, mics: false };

/**
 * The options a lesson of this kind wants in this phase (C4 lobby, C7 muted on entry, S2 not
 * recorded). Doors are shut in every phase: each person is admitted by a member of staff.
 * @returns undefined for a meeting that is not a lesson: it is never touched.
 */
export const optionsFor = (kind: Kind, phase: Phase, opened: Opened): MeetingOptions | undefined => {
  if (kind === "not a lesson") return undefined;
  const quiet = phase === "paused" || phase === "shut" || phase === "over";
  const live = phase === "live";
  return {
    lobbyScope: "organizer",
    dialInBypass: false,
    lobbyAdmitters: "organizerAndCoOrganizers",
    presenters: "organizer",
    mic: live && opened.mics,
    camera: live && opened.cameras,
    chat: quiet ? "disabled" : "limited",
    reactions: live,
    recording: false,
    transcription: false,
    announce: false,
  };
};

/** What staff may change by hand in Teams during a lesson without Lesson Guard changing it back. */
const FREE_IN_LESSON: ReadonlySet<keyof MeetingOptions> = new Set(["mic", "camera", "chat", "reactions"]);

/**
 * The drift that is put right without asking: the doors, recording and presenters always; mics,
 * cameras and chat only while the lesson is held quiet. The rest is shown, not fought over.
 */
export const driftToPutRight = (
  asked: MeetingOptions,
  seen: SeenOptions,
  phase: Phase,
): Partial<MeetingOptions> => {
  const free = phase === "arrival" || phase === "live";
  const wrong = differences(asked, seen).filter((option) => !free || !FREE_IN_LESSON.has(option));
  return Object.fromEntries(wrong.map((option) => [option, asked[option]]));
};

/** The options that differ from, or are missing in, what the meeting reads back. */
export const differences = (asked: MeetingOptions, seen: SeenOptions): readonly (keyof MeetingOptions)[] =>
  (Object.keys(asked) as (keyof MeetingOptions)[]).filter((option) => asked[option] !== seen[option]);
