import isEqual from "fast-deep-equal";
import type { Duty, ProposalNews } from "../work/duty.ts";
import type { SchoolEvent } from "./events.ts";
import type { SchoolSettings } from "./school.ts";
import { LAPSES_AFTER_MS, type SchoolState, standingOf } from "./state.ts";

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

/** What cards say that a school has chosen: whom a press tells, the telephone, times. */
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

/** Cards that stand follow what the school has chosen since. */
export const redrawAfter = (before: SchoolSettings, after: SchoolSettings): readonly Duty[] =>
  ON_CARDS.every((name) => isEqual(before[name], after[name])) ? [] : [redrawCardsDuty()];

/** What waited and is not waiting any more, though nobody has answered it: its message must not go on asking. */
export const overtaken = (before: SchoolState, after: SchoolState, now: string): readonly Duty[] =>
  after.proposals.flatMap((one) => {
    const was = before.proposals.find(({ proposal }) => proposal === one.proposal);
    if (was === undefined || standingOf(was, before, now) !== "waiting") return [];
    const is = standingOf(one, after, now);
    return is === "replaced" || is === "stale" ? [spread(one.proposal, "overtaken")] : [];
  });

/** Those who are told now hear of each change that is proposed, and of what became of it. */
export const dutiesForSchool = (event: SchoolEvent): readonly Duty[] => {
  switch (event.type) {
    case "HoldersChangeProposed": {
      const { proposal } = event.data;
      return [spread(proposal, "proposed"), spread(proposal, "lapsed", LAPSES_AFTER_MS)];
    }
    case "HoldersChangeDeclined":
      return [spread(event.data.proposal, "answered")];
    case "SettingsApplied": {
      const { consent } = event.data;
      // What still waits is told of once the last yes, or a no, is there.
      return consent === undefined || consent.partly === true ? [] : [spread(consent.proposal, "answered")];
    }
  }
};
