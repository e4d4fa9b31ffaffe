import type { Caller } from "../authorise.ts";
import { type Decision, refuse } from "../decision.ts";
import { momentsIn } from "../export/moments.ts";
import type { Holders } from "../route.ts";
import type { SchoolSettings } from "../school.ts";
import { coverWithout, newlyAway } from "./away.ts";
import { type AnsweredAs, GUARDED, type Guarded, type SchoolEvent, type Source } from "./events.ts";
import {
  askedFor,
  chosenOf,
  coverIn,
  openToOthersAt,
  type Proposal,
  type SchoolState,
  sameValue,
  standingOf,
  waitingIn,
  withChosen,
} from "./state.ts";
import { answeredWords, WHOSE_YES } from "./words.ts";

/**
 * What a school has not chosen yet has nobody to ask. A channel beside a group of DSLs has: their alerts
 * would be shown there too.
 */
const isInForce = (settings: SchoolSettings, of: Guarded): boolean =>
  chosenOf(settings, of) !== null || (of === "channel" && chosenOf(settings, "dsl") !== null);

/** Headteachers who are set away by somebody else: they have to say yes to it themselves. */
const setAway = (
  { cover: before = {} }: SchoolSettings,
  { cover: next = {} }: SchoolSettings,
  source: Source,
  headteachers: readonly string[],
): readonly string[] =>
  newlyAway(
    before,
    next,
    headteachers.filter((one) => !("by" in source && source.by === one)),
  );

/**
 * What of the new settings takes somebody's yes.
 * @param headteachers those who hold the role now
 */
export const guardedIn = (
  settings: SchoolSettings,
  next: SchoolSettings,
  source: Source,
  headteachers: readonly string[],
): readonly Guarded[] =>
  GUARDED.filter((of) =>
    of === "cover"
      ? setAway(settings, next, source, headteachers).length > 0
      : !sameValue(chosenOf(settings, of), chosenOf(next, of)) && isInForce(settings, of),
  );

/** The new settings without what waits; of the cover all that sets no headteacher away is applied. */
const withoutGuarded = (
  settings: SchoolSettings,
  next: SchoolSettings,
  guarded: readonly Guarded[],
  away: readonly string[],
): SchoolSettings =>
  guarded.reduce(
    (some, of) =>
      withChosen(
        some,
        of,
        of === "cover"
          ? (coverWithout(settings.cover ?? {}, next.cover ?? {}, away) ?? null)
          : chosenOf(settings, of),
      ),
    next,
  );

/**
 * Applies settings at once, but for who is told: that is proposed. What is proposed again while it waits
 * is the same proposal, and its time runs on.
 * @param id what new proposals are known by, unlike any before
 */
export const decideSettings = (
  state: SchoolState,
  next: SchoolSettings,
  source: Source,
  id: string,
  now: string,
  headteachers: readonly string[],
): readonly SchoolEvent[] => {
  const { settings } = state;
  const guarded = guardedIn(settings, next, source, headteachers);
  const rest = withoutGuarded(settings, next, guarded, setAway(settings, next, source, headteachers));
  const waiting = waitingIn(state, now);
  const proposed = guarded.flatMap((of): readonly SchoolEvent[] => {
    const to = chosenOf(next, of);
    if (waiting.some((one) => one.of === of && sameValue(one.to, to))) return [];
    const data = { proposal: `${of}-${id}`, of, from: chosenOf(rest, of), to, ...source };
    return [{ type: "HoldersChangeProposed", at: now, data }];
  });
  return [{ type: "SettingsApplied", at: now, data: { settings: rest, ...source } }, ...proposed];
};

/** Those who are asked; headteachers hear of every change; whoever may have to step in. */
export const maySeeProposal = ({ of }: Proposal, { roles, overAll }: Caller): boolean =>
  roles.includes(askedFor(of)) || roles.includes("headteacher") || overAll === true;

/** Who is asked for their yes now. */
export const askedPeople = ({ of, from, to }: Proposal, holders: Holders): readonly string[] =>
  of === "cover" ? newlyAway(coverIn(from), coverIn(to), holders.headteacher) : holders[askedFor(of)];

/** As whom somebody may answer it now, or why they may not. */
export const answererOf = (
  proposal: Proposal,
  caller: Caller,
  holders: Holders,
  now: string,
  timeZone: string,
): { readonly as: AnsweredAs } | { readonly refused: string; readonly say: string } => {
  const asked = askedFor(proposal.of);
  const own = proposal.by === caller.id;
  const people = askedPeople(proposal, holders);
  // Nobody says yes for a headteacher who is to be away: neither another one, nor who covers.
  if (
    proposal.of === "cover" &&
    caller.roles.includes(asked) &&
    people.length > 0 &&
    !people.includes(caller.id)
  )
    return refuse("not-yours", "This waits for the yes of the headteacher who is to be away.");
  if (caller.roles.includes(asked)) {
    const alone = holders[asked].every((one) => one === caller.id) && holders[asked].length > 0;
    return own && !alone ? refuse("own-proposal", OWN) : { as: asked };
  }
  if (caller.overAll !== true) return refuse("not-yours", `This waits for ${WHOSE_YES[asked]}.`);
  if (own) return refuse("own-proposal", OWN);
  const from = openToOthersAt(proposal);
  return now < from
    ? refuse(
        "too-early",
        `This waits for ${WHOSE_YES[asked]}. Where nobody answers, you may from ${momentsIn(timeZone).dayAndTime(from)}.`,
      )
    : { as: "administrator of all schools" };
};

const OWN = "You proposed this yourself: somebody else has to answer it.";

export type Answer = { readonly proposal: string; readonly answer: "yes" | "no" };

/** The answer of those who are told now. A second press reads what was decided. */
export const decideAnswer = (
  state: SchoolState,
  { proposal: id, answer }: Answer,
  caller: Caller,
  holders: Holders,
  now: string,
): Decision<SchoolEvent> => {
  const { settings, proposals } = state;
  const proposal = proposals.find((one) => one.proposal === id);
  if (proposal === undefined || !maySeeProposal(proposal, caller))
    return refuse("not-found", "There is nothing here for you.");
  const standing = standingOf(proposal, state, now);
  if (proposal.answered !== undefined) {
    const say = answeredWords(proposal.answered, settings.timeZone);
    return proposal.answered.answer === answer ? { events: [], say } : refuse("answered", say);
  }
  if (standing !== "waiting" && standing !== "answered") return refuse(standing, WHY_NOT[standing]);
  const answerer = answererOf(proposal, caller, holders, now, settings.timeZone);
  if ("refused" in answerer) return answerer;
  const given = { proposal: id, by: caller.id, as: answerer.as };
  if (answer === "no")
    return {
      events: [{ type: "HoldersChangeDeclined", at: now, data: given }],
      say: "Your no is recorded. Nothing is changed.",
    };
  const { by, file } = proposal;
  const source = { ...(by === undefined ? {} : { by }), ...(file === undefined ? {} : { file }) };
  const changed = withChosen(settings, proposal.of, proposal.to);
  return {
    events: [{ type: "SettingsApplied", at: now, data: { settings: changed, ...source, consent: given } }],
    say: "Your yes is recorded. The change is in force.",
  };
};

const WHY_NOT = {
  replaced: "Another change was proposed in its place. Nothing was changed: open this page again.",
  lapsed: "Nobody answered within 7 days, so this has lapsed. Nothing was changed.",
  stale: "The settings have moved on since this was proposed. Nothing was changed.",
} as const;
