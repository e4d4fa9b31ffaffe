import { randomUUID } from "node:crypto";
import type { Decision, Refused } from "../protocol/decision.ts";
import type { Attestations } from "../protocol/holders/attested.ts";
import { type Answer, decideAnswer, decideSettings, guardedIn } from "../protocol/holders/decide.ts";
import { type Attesting, decideAttested } from "../protocol/holders/decide-attested.ts";
import { dutiesForSchool, overtaken, redrawAfter } from "../protocol/holders/duties.ts";
import type { Guarded, RehearsedPart, SchoolEvent, Source } from "../protocol/holders/events.ts";
import { decideOwnCover, type OwnCover } from "../protocol/holders/own-cover.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import { decideSignOut, type SignOut } from "../protocol/holders/sign-out.ts";
import {
  evolveSchool,
  type Made,
  type Proposal,
  type Rehearsed,
  type SchoolState,
  type SignedOut,
} from "../protocol/holders/state.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { Holders } from "../protocol/who/route.ts";
import { asFact, numbered } from "../record/log/change-facts.ts";
import { asEvent, schoolStream } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";

const FILE_DIGEST = "school-file";

/** A school that has chosen nothing yet. */
export const NEW_SCHOOL: SchoolSettings = {
  name: "",
  timeZone: "Europe/London",
  groups: {},
  escalateAfterMinutes: 3,
  undoSeconds: 4,
  lessons: { recognise: "ask", titles: [], defaultKind: "class", arriveMinutesBefore: [5, 2] },
};

/** The school's settings: events in the record, changed on the settings page or by SCHOOL_FILE. */
export type School = {
  readonly settings: () => SchoolSettings;
  /** Proposed changes of who is told, with what became of them, oldest first. */
  readonly proposals: () => readonly Proposal[];
  /** Changes that headteacher and DSL are told of, oldest first. */
  readonly made: () => readonly Made[];
  /**
   * Applied at once, except what waits for the approval of those who are told now (protocol/holders/watched.ts).
   * @returns which of the settings wait
   */
  readonly change: (settings: SchoolSettings, by: string) => Promise<readonly Guarded[]>;
  /**
   * Applied, as by `change`, only when the file itself has changed since it was last applied.
   * @param check is given the settings in force; if it throws, nothing is applied
   */
  readonly applyFile: (
    settings: SchoolSettings,
    digest: string,
    check?: (before: SchoolSettings) => Promise<void>,
  ) => Promise<boolean>;
  /** The caller has checked the right to answer proposals; whether this one is for this person is decided here. */
  readonly answer: (
    caller: Caller,
    answer: Answer,
    holders: Holders,
  ) => Promise<{ readonly say: string } | Refused>;
  /** The caller has checked the right to cover for oneself. */
  readonly coverOwn: (
    caller: Caller,
    asked: OwnCover,
    holders: Holders,
  ) => Promise<{ readonly say: string } | Refused>;
  /** People who have no right here until they are let in again. */
  readonly signedOut: () => readonly SignedOut[];
  /** The caller has checked the right to sign people out. */
  readonly signOut: (
    caller: Caller,
    asked: SignOut,
    holders: Holders,
    known?: readonly string[],
  ) => Promise<{ readonly say: string } | Refused>;
  /** When rehearsals last showed each part of it. */
  readonly rehearsed: () => Rehearsed;
  /** When the newest rehearsal showed of a part that it does not work; absent: it did not, or it works again. */
  readonly rehearsalFailed: () => Rehearsed;
  /** The caller has checked the right to it. */
  readonly noteRehearsed: (what: RehearsedPart, by: string, failed?: "failed") => Promise<void>;
  /** What administrators say they looked at, by Entra id. */
  readonly attested: () => Attestations;
  /** The caller has checked the right to it. */
  readonly attest: (asked: Attesting) => Promise<void>;
  readonly refresh: () => Promise<void>;
  /** Called after the settings have changed. */
  readonly onChanged: (listener: () => void) => void;
};

/** @param headteachers who hold the role now: one whom the cover sets away has to approve it */
export const openSchool = async (
  record: SchoolRecord,
  now: () => string,
  headteachers: () => Promise<readonly string[]>,
): Promise<School> => {
  const stream = schoolStream(record.scope.school);
  let version = 0;
  let state: SchoolState = { settings: NEW_SCHOOL, proposals: [] };
  const listeners: (() => void)[] = [];

  const refresh = async (): Promise<void> => {
    for (const fact of await record.read(stream, version)) {
      // Another refresh may have got further while this one was reading.
      if (fact.version <= version) continue;
      version = fact.version;
      state = evolveSchool(state, asEvent(fact));
      if (fact.type === "SettingsApplied") for (const listener of listeners) listener();
    }
  };

  /** @returns false where another writer was first: decide again */
  const append = async (events: readonly SchoolEvent[], at: number): Promise<boolean> => {
    const after = events.reduce(evolveSchool, state);
    const { appended } = await record.append({
      streams: [{ stream, expectedVersion: at, facts: events.map(asFact) }],
      duties: numbered(
        stream,
        at + events.length,
        [
          ...events.flatMap(dutiesForSchool),
          ...redrawAfter(state.settings, after.settings),
          ...overtaken(state, after, now()),
        ],
        now(),
      ),
    });
    if (appended) await refresh();
    return appended;
  };

  const apply = async (next: SchoolSettings, source: Source): Promise<readonly Guarded[]> => {
    const id = randomUUID();
    // Asked only where it matters: before the first settings, no group says who the headteachers are.
    const heads = next.cover === undefined ? [] : await headteachers();
    for (;;) {
      await refresh();
      const [at, before] = [version, state];
      if (await append(decideSettings(before, next, source, id, now(), heads), at))
        return guardedIn(before.settings, next, source, heads);
    }
  };

  /** Decides on the newest state, and again where another writer was first. */
  const decided = async (
    decide: () => Decision<SchoolEvent>,
  ): Promise<{ readonly say: string } | Refused> => {
    for (;;) {
      await refresh();
      const at = version;
      const decision = decide();
      if ("refused" in decision) return decision;
      if (decision.events.length === 0 || (await append(decision.events, at))) return { say: decision.say };
    }
  };

  await refresh();
  return {
    settings: () => state.settings,
    proposals: () => state.proposals,
    made: () => state.made ?? [],
    refresh,
    onChanged: (listener) => {
      listeners.push(listener);
    },
    change: (next, by) => apply(next, { by }),
    applyFile: async (next, digest, check) =>
      record.oneAtATime(FILE_DIGEST, async () => {
        if ((await record.setting(FILE_DIGEST)) === digest) return false;
        await check?.(state.settings);
        await apply(next, { file: digest });
        await record.saveSetting(FILE_DIGEST, digest);
        return true;
      }),
    rehearsed: () => state.rehearsed ?? {},
    rehearsalFailed: () => state.failed ?? {},
    noteRehearsed: async (what, by, failed) => {
      const type = failed === undefined ? "Rehearsed" : "RehearsalFailed";
      await decided(() => ({
        events: [{ type, at: now(), data: { what, by } }],
        say: "Noted.",
      }));
    },
    attested: () => state.attested ?? {},
    attest: async (asked) => {
      await decided(() => ({
        events: decideAttested(state.attested, asked, now()),
        say: "Noted.",
      }));
    },
    signedOut: () => state.signedOut ?? [],
    coverOwn: (caller, asked, holders) => {
      const id = randomUUID();
      return decided(() => decideOwnCover(state, asked, caller, holders, id, now()));
    },
    signOut: (caller, asked, holders, known) =>
      decided(() => decideSignOut(state, asked, caller, holders, now(), known)),
    answer: (caller, answer, holders) => decided(() => decideAnswer(state, answer, caller, holders, now())),
  };
};
