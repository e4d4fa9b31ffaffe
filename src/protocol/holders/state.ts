import { defined } from "../defined.ts";
import { addMs } from "../time/clock-time.ts";
import type { Retention } from "../time/retention.ts";
import type { Cover } from "../who/cover.ts";
import type { FirstTold } from "../who/route.ts";
import { type Attestations, overtakenBy } from "./attested.ts";
import { sameCover } from "./away.ts";
import type { AnsweredAs, Guarded, GuardedValue, MadeChange, RehearsedPart, SchoolEvent } from "./events.ts";
import type { SchoolSettings } from "./school.ts";

const HOUR_MS = 60 * 60 * 1000;
/** A proposal lapses after this long without an answer. */
export const LAPSES_AFTER_MS = 7 * 24 * HOUR_MS;
/** After this long another person may answer: the person who held the role may have left. */
const HOLDERS_HAVE_MS = 48 * HOUR_MS;

/** A change of who is told that waits for, or got, the answer of those who are told now. */
export type Proposal = {
  readonly proposal: string;
  readonly of: Guarded;
  /** What was in force when it was proposed, or when the last of those in `agreed` approved it. */
  readonly from: GuardedValue;
  readonly to: GuardedValue;
  readonly at: string;
  /** Entra id of the administrator; undefined where SCHOOL_FILE proposed it. */
  readonly by?: string;
  /** Its digest. */
  readonly file?: string;
  readonly answered?: {
    readonly at: string;
    readonly answer: "yes" | "no";
    readonly by: string;
    readonly as: AnsweredAs;
  };
  /** Headteachers who approved for themselves, while others still have to. */
  readonly agreed?: readonly { readonly by: string; readonly at: string }[];
  /** A later proposal about the same setting took its place. */
  readonly replaced?: true;
};

/** A change that headteacher and DSL are told of, with when and by whom it was made. */
export type Made = MadeChange & { readonly at: string; readonly by?: string; readonly file?: string };

/** What a school has chosen, and the changes that wait for approval, or were told. */
export type SchoolState = {
  readonly settings: SchoolSettings;
  readonly proposals: readonly Proposal[];
  /** Oldest first; none where left out. */
  readonly made?: readonly Made[];
  /** People who have no right here, the last one at the end; none where left out. */
  readonly signedOut?: readonly SignedOut[];
  /** When rehearsals last showed each part of it. */
  readonly rehearsed?: Rehearsed;
  /** Parts of which the newest rehearsal that came to them showed that they do not work, and when. */
  readonly failed?: Rehearsed;
  /** What administrators say they looked at; none where left out. */
  readonly attested?: Attestations;
};

/** When each part was last seen in a rehearsal; absent: never. */
export type Rehearsed = { readonly [Part in RehearsedPart]?: string };

/** A person whom a headteacher has signed out. Entra ids. */
export type SignedOut = { readonly person: string; readonly by: string; readonly at: string };

const without = (parts: Rehearsed | undefined, part: RehearsedPart): Rehearsed => {
  const { [part]: _gone, ...rest } = parts ?? {};
  return rest;
};

export const chosenOf = (settings: SchoolSettings, of: Guarded): GuardedValue => {
  switch (of) {
    case "channel":
      return settings.dslChannel ?? null;
    case "cover":
      return settings.cover ?? null;
    case "head":
      return settings.headteacherPerson ?? null;
    case "first":
      return settings.firstTold ?? null;
    case "phone":
      return settings.phone ?? null;
    case "escalation":
      return settings.escalateAfterMinutes;
    case "retention":
      return settings.retention ?? null;
    case "dsl":
    case "headteacher":
    case "administrators":
      return settings.groups[of] ?? null;
  }
};

export const isRetention = (value: GuardedValue): value is Retention =>
  value !== null && typeof value === "object" && "keepYears" in value;

export const isChannel = (value: GuardedValue): value is NonNullable<SchoolSettings["dslChannel"]> =>
  value !== null && typeof value === "object" && "channelId" in value;

export const coverIn = (value: GuardedValue): Cover =>
  value === null || typeof value !== "object" || isChannel(value) || isRetention(value) ? {} : value;

const isFirstTold = (value: GuardedValue): value is FirstTold =>
  value === "both" || value === "dsl-first" || value === "headteacher-first";

export const withChosen = (settings: SchoolSettings, of: Guarded, value: GuardedValue): SchoolSettings => {
  if (of === "channel") {
    const { dslChannel: _channel, ...rest } = settings;
    return isChannel(value) ? { ...rest, dslChannel: value } : rest;
  }
  if (of === "cover") {
    const { cover: _cover, ...rest } = settings;
    return value === null ? rest : { ...rest, cover: coverIn(value) };
  }
  if (of === "head") {
    const { headteacherPerson: _head, ...rest } = settings;
    return typeof value === "string" ? { ...rest, headteacherPerson: value } : rest;
  }
  if (of === "first") {
    const { firstTold: _first, ...rest } = settings;
    return isFirstTold(value) ? { ...rest, firstTold: value } : rest;
  }
  if (of === "phone") {
    const { phone: _phone, ...rest } = settings;
    return typeof value === "string" ? { ...rest, phone: value } : rest;
  }
  if (of === "escalation")
    return typeof value === "number" ? { ...settings, escalateAfterMinutes: value } : settings;
  if (of === "retention") {
    const { retention: _retention, ...rest } = settings;
    return isRetention(value) ? { ...rest, retention: value } : rest;
  }
  const { [of]: _group, ...others } = settings.groups;
  return { ...settings, groups: typeof value === "string" ? { ...others, [of]: value } : others };
};

/** Upper and lower case make no difference in the id of a group; in a Teams id they do. */
const keyOf = (value: GuardedValue): string => {
  if (typeof value === "string" || typeof value === "number") return String(value).toLowerCase();
  if (isChannel(value)) return JSON.stringify([value.teamId, value.channelId]);
  if (!isRetention(value)) return "";
  const { schoolYearEnds, keepYears, reviewChildYears, reviewStaffYears } = value;
  return JSON.stringify([schoolYearEnds, keepYears, reviewChildYears, reviewStaffYears]);
};

export const sameValue = (one: GuardedValue, other: GuardedValue): boolean =>
  keyOf(one) === keyOf(other) && sameCover(coverIn(one), coverIn(other));

/** Whose approval a change takes: for who is told first, that of the people who would hear later than before. */
export const askedFor = ({ of, to }: Pick<Proposal, "of" | "to">): "dsl" | "headteacher" =>
  of === "dsl" || of === "channel" || (of === "first" && to === "headteacher-first") ? "dsl" : "headteacher";

export const lapsesAt = ({ at }: Proposal): string => addMs(at, LAPSES_AFTER_MS);
export const openToOthersAt = ({ at }: Proposal): string => addMs(at, HOLDERS_HAVE_MS);

/** What has become of it. `stale`: what it would change has changed since. */
export const proposalStateOf = (
  one: Proposal,
  { settings }: Pick<SchoolState, "settings">,
  now: string,
): "waiting" | "answered" | "replaced" | "lapsed" | "stale" => {
  if (one.answered !== undefined) return "answered";
  if (one.replaced === true) return "replaced";
  if (now >= lapsesAt(one)) return "lapsed";
  return sameValue(one.from, chosenOf(settings, one.of)) ? "waiting" : "stale";
};

export const waitingIn = (state: SchoolState, now: string): readonly Proposal[] =>
  state.proposals.filter((one) => proposalStateOf(one, state, now) === "waiting");

const agreed = (
  proposals: readonly Proposal[],
  { proposal, by }: { readonly proposal: string; readonly by: string },
  settings: SchoolSettings,
  at: string,
): readonly Proposal[] =>
  proposals.map((one) =>
    one.proposal === proposal
      ? { ...one, from: chosenOf(settings, one.of), agreed: [...(one.agreed ?? []), { by, at }] }
      : one,
  );

const answered = (
  proposals: readonly Proposal[],
  { proposal, by, as }: { readonly proposal: string; readonly by: string; readonly as: AnsweredAs },
  answer: "yes" | "no",
  at: string,
): readonly Proposal[] =>
  proposals.map((one) => (one.proposal === proposal ? { ...one, answered: { at, answer, by, as } } : one));

export const evolveSchool = (state: SchoolState, event: SchoolEvent): SchoolState => {
  const next = evolved(state, event);
  if (next.attested === undefined || next.settings === state.settings) return next;
  const [before, after] = [state.settings.groups, next.settings.groups];
  return { ...next, attested: overtakenBy(next.attested, before, after, event.at) };
};

const evolved = (state: SchoolState, event: SchoolEvent): SchoolState => {
  const { proposals, signedOut = [] } = state;
  switch (event.type) {
    case "SettingsApplied": {
      const { settings, consent, told = [], by, file } = event.data;
      const { made: earlier = [] } = state;
      const made = [...earlier, ...told.map((one) => ({ ...one, at: event.at, ...defined({ by, file }) }))];
      const changes = made.length === 0 ? {} : { made };
      if (consent === undefined) return { ...state, settings, ...changes };
      return {
        ...state,
        settings,
        ...changes,
        proposals:
          consent.partly === true
            ? agreed(proposals, consent, settings, event.at)
            : answered(proposals, consent, "yes", event.at),
      };
    }
    case "HoldersChangeProposed":
    case "SettingsChangeProposed": {
      const before = proposals.map((one) =>
        one.of === event.data.of && one.answered === undefined ? { ...one, replaced: true as const } : one,
      );
      return { ...state, proposals: [...before, { ...event.data, at: event.at }] };
    }
    case "HoldersChangeDeclined":
      return { ...state, proposals: answered(proposals, event.data, "no", event.at) };
    case "PersonSignedOut":
      return { ...state, signedOut: [...signedOut, { ...event.data, at: event.at }] };
    case "PersonLetIn":
      return { ...state, signedOut: signedOut.filter(({ person }) => person !== event.data.person) };
    case "Rehearsed":
      return {
        ...state,
        rehearsed: { ...state.rehearsed, [event.data.what]: event.at },
        failed: without(state.failed, event.data.what),
      };
    case "RehearsalFailed":
      return {
        ...state,
        rehearsed: without(state.rehearsed, event.data.what),
        failed: { ...state.failed, [event.data.what]: event.at },
      };
    case "SetUpAttested": {
      const { what, by, of } = event.data;
      return { ...state, attested: { ...state.attested, [what]: { by, at: event.at, ...defined({ of }) } } };
    }
    case "SetUpAttestationTakenBack": {
      const { [event.data.what]: _gone, ...rest } = state.attested ?? {};
      return { ...state, attested: rest };
    }
    default:
      // A fact of a later version.
      return state;
  }
};
