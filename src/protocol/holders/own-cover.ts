import { type Decision, refuse } from "../decision.ts";
import { daysInWords } from "../time/moments.ts";
import type { Caller } from "../who/caller.ts";
import { dayThere, type Stint } from "../who/cover.ts";
import type { Holders } from "../who/route.ts";
import type { SchoolEvent } from "./events.ts";
import type { SchoolSettings } from "./school.ts";
import type { SchoolState } from "./state.ts";
import { toldIn } from "./watched.ts";

/** Who stands in (Entra id), and on which days, both included. */
export type OwnStint = Omit<Stint, "away">;

/** `set`: they will be away; `end`: one absence is taken out again. */
export type OwnCover = { readonly set: OwnStint } | { readonly end: OwnStint };

/** A slip of the year would leave a person unasked until then. */
const AHEAD_DAYS = 366;
const DAY_MS = 24 * 60 * 60_000;

const same = (one: OwnStint, other: OwnStint): boolean =>
  one.by === other.by && one.from === other.from && one.until === other.until;

const meets = (one: OwnStint, other: OwnStint): boolean => one.from <= other.until && other.from <= one.until;

const wrongDays = ({ from, until }: OwnStint, today: string): string | undefined => {
  if (from > until) return "The last day is before the first.";
  if (until < today) return "These days are over.";
  const latest = new Date(Date.parse(`${today}T00:00:00Z`) + AHEAD_DAYS * DAY_MS).toISOString().slice(0, 10);
  return until > latest ? "Choose days within the next year." : undefined;
};

/**
 * A DSL or headteacher says when they are away and who stands in, for themselves alone. The caller has checked the
 * right. Headteacher and DSL are told of it (watched.ts).
 * @param id unlike any before
 */
export const decideOwnCover = (
  { settings }: SchoolState,
  asked: OwnCover,
  caller: Caller,
  holders: Holders,
  id: string,
  now: string,
): Decision<SchoolEvent> => {
  const { stints = [] } = settings.cover ?? {};
  const today = dayThere(now, settings.timeZone);
  const mine = stints.filter(({ away }) => away === caller.id);
  const changed = (next: readonly Stint[], say: string): Decision<SchoolEvent> => {
    const after = withStints(settings, next);
    const told = toldIn(settings, after, id);
    const data = { settings: after, by: caller.id, ...(told.length === 0 ? {} : { told }) };
    return { events: [{ type: "SettingsApplied", at: now, data }], say };
  };
  if ("end" in asked) {
    const found = mine.find((one) => same(one, asked.end));
    if (found === undefined) return { events: [], say: "This absence is not there any more." };
    return changed(
      stints.filter((one) => one !== found),
      "Taken out. You are asked as before.",
    );
  }
  const { set } = asked;
  const [one] = mine.filter((other) => meets(other, set));
  if (one !== undefined && same(one, set)) return { events: [], say: savedSay(set) };
  const days = wrongDays(set, today);
  if (days !== undefined) return refuse("days", days);
  if (holders.unanswered === true)
    return refuse(
      "directory-away",
      "The directory does not answer, so no one can say who may cover for you. Try again in a minute.",
    );
  if (set.by === caller.id || ![...holders.dsl, ...holders.headteacher].includes(set.by))
    return refuse("not-theirs", "Choose another DSL or headteacher to cover for you.");
  if (one !== undefined)
    return refuse(
      "away",
      `You are already away ${daysInWords(one.from, one.until)}. Remove that absence first.`,
    );
  if (stints.some((other) => other.away === set.by && meets(other, set)))
    return refuse("away", "This person is away on some of these days. Choose another.");
  // What is over makes room: the record keeps it.
  const kept = stints.filter(({ away, until }) => away !== caller.id || until >= today);
  return changed([...kept, { ...set, away: caller.id }], savedSay(set));
};

const savedSay = (set: OwnStint): string =>
  `Saved. You are not asked first ${daysInWords(set.from, set.until)}. You keep your role, and you are still asked where no one else has taken an alert. The headteacher and the DSL are told.`;

const withStints = (settings: SchoolSettings, stints: readonly Stint[]): SchoolSettings => {
  const { cover = {}, ...rest } = settings;
  const { stints: _before, ...hours } = cover;
  const next = stints.length === 0 ? hours : { ...hours, stints };
  return Object.keys(next).length === 0 ? rest : { ...rest, cover: next };
};
