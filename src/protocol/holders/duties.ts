import isEqual from "fast-deep-equal";
import type { Duty, ProposalNews } from "../work/duty.ts";
import type { SchoolEvent } from "./events.ts";
import type { SchoolSettings } from "./school.ts";
import { LAPSES_AFTER_MS, proposalStateOf, type SchoolState } from "./state.ts";

const MINUTE_MS = 60_000;

const spread = (proposal: string, news: ProposalNews, afterMs = 0): Duty => ({
  work: { kind: "spread-proposal", proposal, news },
  afterMs,
  deadlineMs: 5 * MINUTE_MS,
  expiryMs: LAPSES_AFTER_MS,
  repeat: "until-done",
  urgent: false,
});

export const redrawCardsDuty = (): Duty => ({
  work: { kind: "redraw-cards" },
  afterMs: 0,
  deadlineMs: MINUTE_MS,
  expiryMs: 60 * MINUTE_MS,
  repeat: "until-done",
  replaces: "redraw cards",
  urgent: false,
});

/** The school's choices that cards show: who is told by a press, the telephone number, times. */
const ON_CARDS = [
  "timeZone",
  "phone",
  "groups",
  "dslChannel",
  "headteacherPerson",
  "firstTold",
  "cover",
  "escalateAfterMinutes",
] as const satisfies readonly (keyof SchoolSettings)[];

/** Cards already sent are redrawn when the school's choices change. */
export const redrawAfter = (before: SchoolSettings, after: SchoolSettings): readonly Duty[] =>
  ON_CARDS.every((name) => isEqual(before[name], after[name])) ? [] : [redrawCardsDuty()];

/** Proposals that stopped waiting without an answer: their messages must not go on asking. */
export const overtaken = (before: SchoolState, after: SchoolState, now: string): readonly Duty[] =>
  after.proposals.flatMap((one) => {
    const was = before.proposals.find(({ proposal }) => proposal === one.proposal);
    if (was === undefined || proposalStateOf(was, before, now) !== "waiting") return [];
    const is = proposalStateOf(one, after, now);
    return is === "replaced" || is === "stale" ? [spread(one.proposal, "overtaken")] : [];
  });

/** Headteacher and DSL hear of a change that was made; those who are told now hear of each proposed change, and what became of it. */
export const dutiesForSchool = (event: SchoolEvent): readonly Duty[] => {
  switch (event.type) {
    case "HoldersChangeProposed":
    case "SettingsChangeProposed": {
      const { proposal } = event.data;
      return [spread(proposal, "proposed"), spread(proposal, "lapsed", LAPSES_AFTER_MS)];
    }
    case "HoldersChangeDeclined":
      return [spread(event.data.proposal, "answered")];
    case "SettingsApplied": {
      const { consent, told = [] } = event.data;
      const made = told.map(({ change }) => spread(change, "made"));
      // Part of it still waits: the news is sent once the last approval, or a no, is there.
      return consent === undefined || consent.partly === true
        ? made
        : [...made, spread(consent.proposal, "answered")];
    }
    case "PersonSignedOut":
    case "PersonLetIn":
      // Cards name those who would be told.
      return [redrawCardsDuty()];
    case "Rehearsed":
    case "RehearsalFailed":
    case "SetUpAttested":
    case "SetUpAttestationTakenBack":
      return [];
  }
};
