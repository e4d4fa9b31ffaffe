import { type Decision, type Refused, refuse } from "../decision.ts";
import { defined } from "../defined.ts";
import { momentsIn } from "../time/moments.ts";
import type { Caller } from "../who/caller.ts";
import type { Holders } from "../who/route.ts";
import { coverWithout, newlyAway } from "./away.ts";
import {
  type AnsweredAs,
  GUARDED,
  type Guarded,
  isHolding,
  type SchoolEvent,
  type Source,
} from "./events.ts";
import type { SchoolSettings } from "./school.ts";
import {
  askedFor,
  chosenOf,
  coverIn,
  openToOthersAt,
  type Proposal,
  proposalStateOf,
  type SchoolState,
  sameValue,
  waitingIn,
  withChosen,
} from "./state.ts";
import { isHarder, toldIn } from "./watched.ts";
import { agreedWords, answeredWords, noWords, partlyWords, WHOSE_APPROVAL, whyNot } from "./words.ts";

/**
 * A school that has not chosen yet has no one to ask. A channel beside a group of DSLs has: their alerts
 * would be shown there too.
 */
const isInForce = (settings: SchoolSettings, of: Guarded): boolean => {
  if (!isHolding(of) && chosenOf(settings, "headteacher") === null) return false;
  return (
    chosenOf(settings, of) !== null ||
    (of === "channel" && chosenOf(settings, "dsl") !== null) ||
    ((of === "head" || of === "first") && chosenOf(settings, "headteacher") !== null) ||
    of === "retention"
  );
};

/** Headteachers whom another person sets away: they have to approve that themselves. */
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
 * Those of the new settings that take another person's approval.
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
      : !sameValue(chosenOf(settings, of), chosenOf(next, of)) &&
        isInForce(settings, of) &&
        isHarder(settings, next, of),
  );

/** The new settings without what waits for approval; of the cover, all that sets no headteacher away is applied. */
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
 * Applies settings at once, except what waits for approval: that is proposed. The same proposal made again while it waits
 * stays one proposal, and its time runs on.
 * @param id what a new proposal is known by, unlike any before
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
    const type = isHolding(of) ? "HoldersChangeProposed" : "SettingsChangeProposed";
    return [{ type, at: now, data }];
  });
  const told = toldIn(settings, rest, id);
  const data = { settings: rest, ...source, ...(told.length === 0 ? {} : { told }) };
  return [{ type: "SettingsApplied", at: now, data }, ...proposed];
};

/** Those who are asked may see it; headteachers, who may have to step in, see every change. */
export const maySeeProposal = ({ of, to }: Proposal, { roles, overAll }: Caller): boolean =>
  roles.includes(askedFor({ of, to })) || roles.includes("headteacher") || overAll === true;

/** Who is asked to approve it now: for the cover each headteacher set away, except any who proposed or agreed. */
export const askedPeople = (
  { of, from, to, by, agreed = [] }: Proposal,
  holders: Holders,
): readonly string[] => {
  if (of !== "cover") return holders[askedFor({ of, to })];
  const saidYes = [by, ...agreed.map((one) => one.by)];
  return newlyAway(coverIn(from), coverIn(to), holders.headteacher).filter((one) => !saidYes.includes(one));
};

/** The role in which this person may answer it now, or why they may not. */
export const answererOf = (
  proposal: Proposal,
  caller: Caller,
  holders: Holders,
  now: string,
  timeZone: string,
): { readonly as: AnsweredAs } | Refused => {
  const asked = askedFor(proposal);
  const own = proposal.by === caller.id;
  const people = askedPeople(proposal, holders);
  // No one approves for a headteacher who is to be away: neither another headteacher nor the one who stands in.
  if (
    proposal.of === "cover" &&
    caller.roles.includes(asked) &&
    people.length > 0 &&
    !people.includes(caller.id)
  )
    return refuse("not-yours", "This waits for the approval of the headteacher who will be away.");
  if (caller.roles.includes(asked)) {
    const alone = holders[asked].every((one) => one === caller.id) && holders[asked].length > 0;
    return own && !alone ? refuse("own-proposal", OWN) : { as: asked };
  }
  if (caller.overAll !== true) return refuse("not-yours", `This waits for ${WHOSE_APPROVAL[asked]}.`);
  if (own) return refuse("own-proposal", OWN);
  const from = openToOthersAt(proposal);
  return now < from
    ? refuse(
        "too-early",
        `This waits for ${WHOSE_APPROVAL[asked]}. If there is no answer, you can answer from ${momentsIn(timeZone).dayAndTime(from)}.`,
      )
    : { as: "administrator of all schools" };
};

const OWN = "You proposed this yourself: another person has to answer it.";

export type Answer = { readonly proposal: string; readonly answer: "yes" | "no" };

/** Headteachers who still have to approve for themselves. An administrator answers for all that is left. */
const othersAsked = (
  proposal: Proposal,
  as: AnsweredAs,
  caller: Caller,
  holders: Holders,
): readonly string[] =>
  proposal.of === "cover" && as === "headteacher"
    ? askedPeople(proposal, holders).filter((one) => one !== caller.id)
    : [];

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
  const standing = proposalStateOf(proposal, state, now);
  const decided = answeredWords(proposal, settings.timeZone);
  if (decided !== undefined)
    return proposal.answered?.answer === answer ? { events: [], say: decided } : refuse("answered", decided);
  if (standing !== "waiting" && standing !== "answered") return refuse(standing, whyNot(proposal, standing));
  const before = proposal.agreed?.find((one) => one.by === caller.id);
  if (before !== undefined && askedPeople(proposal, holders).length > 0) {
    const say = agreedWords(before.at, settings.timeZone);
    return answer === "yes" ? { events: [], say } : refuse("answered", say);
  }
  const answerer = answererOf(proposal, caller, holders, now, settings.timeZone);
  if ("refused" in answerer) return answerer;
  const given = { proposal: id, by: caller.id, as: answerer.as };
  if (answer === "no")
    return {
      events: [{ type: "HoldersChangeDeclined", at: now, data: given }],
      say: noWords(proposal),
    };
  const { by, file } = proposal;
  const source = defined({ by, file });
  const others = othersAsked(proposal, answerer.as, caller, holders);
  if (others.length > 0) {
    const [cover, to] = [settings.cover ?? {}, coverIn(proposal.to)];
    const some = withChosen(settings, proposal.of, coverWithout(cover, to, others) ?? null);
    const consent = { ...given, partly: true } as const;
    return {
      events: [{ type: "SettingsApplied", at: now, data: { settings: some, ...source, consent } }],
      say: partlyWords(!sameValue(chosenOf(settings, proposal.of), chosenOf(some, proposal.of))),
    };
  }
  const changed = withChosen(settings, proposal.of, proposal.to);
  return {
    events: [{ type: "SettingsApplied", at: now, data: { settings: changed, ...source, consent: given } }],
    say: "Approved. The change is in force.",
  };
};
