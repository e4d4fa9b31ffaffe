import { type Caller, mayInLesson, mayOnConcern } from "../protocol/authorise.ts";
import { type ConcernCommand, decideConcern, type Ladder } from "../protocol/concern/decide.ts";
import { concernDutiesFor, concernDutiesUndoneBy } from "../protocol/concern/duties.ts";
import { type Concern, evolveConcern } from "../protocol/concern/state.ts";
import { isOutOfHours, withCover } from "../protocol/cover.ts";
import type { DutyKind, Target } from "../protocol/duty.ts";
import { missingDuties, type Ways } from "../protocol/escalation.ts";
import type { Review } from "../protocol/keeping/decide-concern.ts";
import type { ExportForm } from "../protocol/keeping/events.ts";
import type { Purpose } from "../protocol/keeping/purpose.ts";
import { USUAL_RETENTION } from "../protocol/keeping/retention.ts";
import { lessonLabel } from "../protocol/label.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import type { ConcernRight } from "../protocol/rights.ts";
import { type About, type Holders, type Route, routeFor } from "../protocol/route.ts";
import { dayOf } from "../protocol/school-days.ts";
import { ElsewhereError } from "../record/append.ts";
import type { Record } from "../record/record.ts";
import { asFact, numbered } from "./facts.ts";
import type { People } from "./people.ts";
import { newReference } from "./random.ts";
import { concernRow, DSL_ROLE } from "./rows.ts";
import type { School } from "./school.ts";
import { concernReader, concernStream, lessonReader } from "./streams.ts";

export type ConcernAnswer =
  | { readonly say: string; readonly concern: Concern }
  | { readonly refused: string; readonly say: string };

/** The same words as for a reference that does not exist: nobody learns that a concern does. */
export const NO_SUCH_CONCERN: ConcernAnswer = { refused: "not-found", say: "There is nothing here for you." };

/** A reader without the right is its raiser: who told cannot be who takes or closes. */
const RAISED_IT: ConcernAnswer = {
  refused: "raiser",
  say: "You raised this. Somebody else has to take it.",
};

/** A second bare press by the same person within this time is the same concern. */
const SAME_PRESS_MS = 60_000;

export type Words = {
  readonly who?: string;
  readonly kind?: string;
  readonly words?: string;
  readonly done?: string;
  readonly subject?: string;
};

/** Depends on nothing but the caller: it is said of any reference. */
const DIRECTORY_AWAY: ConcernAnswer = {
  refused: "directory-away",
  say: "The school directory cannot be reached, so this cannot be done here just now. Try again, or phone the school office.",
};

export type KeptConcern =
  | { readonly do: "hold" | "lift-hold"; readonly reason: string }
  | ({ readonly do: "review"; readonly reason: string } & Review);

export type ConcernDesk = {
  /** For the program itself: whoever shows it to somebody asks `find`. */
  readonly read: (ref: string) => Promise<Concern>;
  /** Where the caller may read it; undefined for everything else, by the same steps. */
  readonly find: (caller: Caller, ref: string) => Promise<Concern | undefined>;
  /** Bare and at once: who, what kind and words may follow (X1, X2, X3). */
  readonly raise: (
    caller: Caller,
    lesson: Lesson,
    about: "child" | "adult",
    press?: string,
  ) => Promise<ConcernAnswer>;
  readonly route: (caller: Caller, lesson: Lesson, about: About) => Promise<Route>;
  readonly addDetail: (caller: Caller, ref: string, words: Words) => Promise<ConcernAnswer>;
  readonly haveIt: (caller: Caller, ref: string) => Promise<ConcernAnswer>;
  readonly close: (
    caller: Caller,
    ref: string,
    end: { readonly decision: string; readonly reason: string; readonly cpoms?: string },
  ) => Promise<ConcernAnswer>;
  /** Holds it for legal reasons, lifts that, or reviews it. */
  readonly keep: (caller: Caller, ref: string, kept: KeptConcern) => Promise<ConcernAnswer>;
  /** Whoever takes it out of here is named in the concern itself, with what it is for. */
  readonly recordExport: (
    caller: Caller,
    ref: string,
    made: { readonly form: ExportForm; readonly purpose: Purpose },
  ) => Promise<ConcernAnswer>;
  /** "I cannot take it now": the next person is told at once. */
  readonly handOn: (caller: Caller, ref: string) => Promise<ConcernAnswer>;
  /** This step is due. false where nobody could be looked up: to be tried again. */
  readonly escalate: (ref: string, step: number) => Promise<boolean>;
  /** Gives a concern that nobody has the work it ought to have. @returns the kinds that were missing */
  readonly putRight: (ref: string) => Promise<readonly DutyKind[]>;
  readonly told: (ref: string, target: Target, step?: number) => Promise<void>;
  readonly notTold: (
    ref: string,
    target: Target,
    reason: string,
    final: boolean,
    step?: number,
  ) => Promise<void>;
  /** Those the caller may read, newest first. */
  readonly readable: (caller: Caller) => Promise<readonly Concern[]>;
  readonly raisedBy: (caller: Caller, lesson: string) => Promise<readonly Concern[]>;
};

type Parts = {
  readonly record: Record;
  /** Concerns about adults, and nothing else. */
  readonly staffMatters: Record;
  readonly school: School;
  readonly people: People;
  readonly now: () => string;
};

/** Takes a command about a concern, decides on fresh state, appends, answers. */
export const openConcernDesk = ({ record, staffMatters, school, people, now }: Parts): ConcernDesk => {
  const readConcern = concernReader<keyof Record>({ record, staffMatters });
  const readLesson = lessonReader(record);

  const escalateAfterMs = (): number => school.settings().escalateAfterMinutes * 60_000;

  const holdersNow = async (): Promise<Holders> => {
    const { cover, timeZone } = school.settings();
    return withCover(await people.holders(), cover, now(), timeZone);
  };

  /** Out of hours nobody reads the channel: the contacts are asked in their own chats. */
  const channelIsRead = (): boolean => {
    const { dslChannel, cover = {}, timeZone } = school.settings();
    return dslChannel !== undefined && !isOutOfHours(cover, now(), timeZone);
  };

  /** The activity feed is Teams' own; e-mail needs a mailbox. */
  const ways = (): Ways => (school.settings().mailFrom === undefined ? ["feed"] : ["feed", "mail"]);

  /** What a step is worked out with, as it is now. */
  const ladder = async (ref: string): Promise<Ladder> => {
    const { state } = await readConcern(ref);
    const lesson = await readLesson(state.lesson);
    return {
      holders: await holdersNow(),
      lessonStaff: lesson.state.staff.map((one) => one.person),
      afterMs: escalateAfterMs(),
      ways: ways(),
    };
  };

  const storeFor = (about: About): Record => (about === "adult" ? staffMatters : record);

  const carryOut = async (ref: string, command: ConcernCommand): Promise<ConcernAnswer> => {
    for (;;) {
      const found = await readConcern(ref);
      const { state, version } = found;
      const at = now();
      const decision = decideConcern(state, command, at);
      if ("refused" in decision) return decision;
      if (decision.events.length === 0) return { say: decision.say, concern: state };
      const after = decision.events.reduce(evolveConcern, state);
      const stream = concernStream(ref);
      const undone = decision.events.flatMap(concernDutiesUndoneBy);
      const { appended } = await (version === 0 ? storeFor(after.about) : found.record).append({
        streams: [{ stream, expectedVersion: version, facts: decision.events.map(asFact) }],
        duties: decision.events.flatMap((event, n) =>
          numbered(stream, version + n + 1, concernDutiesFor(after, event), at),
        ),
        cancel: undone.length === 0 ? [] : [{ stream, kinds: undone }],
        erase: decision.events.flatMap((event) =>
          event.type === "PersonalErased" ? [{ stream, versions: event.data.versions }] : [],
        ),
        index: { concerns: [concernRow(after)] },
      });
      if (!appended) continue;
      // What was erased is in nobody's memory either: the concern is derived anew.
      const erased = after.keeping.erasedAt !== state.keeping.erasedAt;
      return { say: decision.say, concern: erased ? (await readConcern(ref)).state : after };
    }
  };

  /** The index is asked first: of a concern that is not theirs no more is read than of none at all. */
  const find = async (caller: Caller, ref: string): Promise<Concern | undefined> => {
    const people = [caller.id, ...(caller.roles.includes("dsl") ? [DSL_ROLE] : [])];
    const theirs = await Promise.all([
      record.isConcernOf(ref, people),
      staffMatters.isConcernOf(ref, [caller.id]),
    ]);
    if (!theirs.includes(true)) return undefined;
    const { state } = await readConcern(ref);
    return mayOnConcern(caller, "read-concern", state) ? state : undefined;
  };

  /** Only those with the right get as far as a decision. */
  const guarded = async (
    caller: Caller,
    ref: string,
    right: ConcernRight,
    command: () => ConcernCommand | Promise<ConcernCommand>,
  ): Promise<ConcernAnswer> => {
    if (!caller.fresh && caller.roles.length > 0) return DIRECTORY_AWAY;
    const concern = await find(caller, ref);
    if (concern === undefined) {
      await record.addCount("refused concern presses");
      return NO_SUCH_CONCERN;
    }
    if (!mayOnConcern(caller, right, concern)) return RAISED_IT;
    return carryOut(ref, await command());
  };

  const all = async (refs: readonly string[]): Promise<readonly Concern[]> => {
    const states = await Promise.all([...new Set(refs)].map(async (ref) => (await readConcern(ref)).state));
    return states.toSorted((a, b) => b.raisedAt.localeCompare(a.raisedAt));
  };

  const parties = (caller: Caller, lesson: Lesson, about: About) => ({
    about,
    reporter: caller.id,
    lessonStaff: lesson.staff.map((one) => one.person),
    channel: channelIsRead(),
  });

  const raiseOnce = async (
    caller: Caller,
    lesson: Lesson,
    about: "child" | "adult",
    press: string | undefined,
  ): Promise<ConcernAnswer> => {
    const before = await storeFor(about).concernsRaisedBy(caller.id, lesson.id);
    const earlier = await all(before.map((row) => row.ref));
    const same = earlier.find(
      (one) =>
        one.about === about &&
        ((press !== undefined && one.press === press) ||
          (one.details.length === 0 && Date.parse(now()) - Date.parse(one.raisedAt) < SAME_PRESS_MS)),
    );
    if (same !== undefined) return { say: `Already recorded as ${same.ref}.`, concern: same };
    const { lessonStaff, channel } = parties(caller, lesson, about);
    const raise = {
      do: "raise",
      about,
      lesson: lesson.id,
      label: lessonLabel(lesson, school.settings().timeZone),
      lessonStaff,
      channel,
      holders: await holdersNow(),
      escalateAfterMs: escalateAfterMs(),
      by: actor(caller),
      ...(press === undefined ? {} : { press }),
    } as const;
    for (;;) {
      const ref = newReference();
      try {
        return await carryOut(ref, { ...raise, ref });
      } catch (error) {
        // Another school drew the same reference: another one.
        if (!(error instanceof ElsewhereError)) throw error;
      }
    }
  };

  const putRight = async (ref: string): Promise<readonly DutyKind[]> => {
    const stream = concernStream(ref);
    const { version, record: its } = await readConcern(ref);
    const open = (await its.dutiesOf(stream)).filter(
      ({ state }) => state === "waiting" || state === "started",
    );
    const { state, version: later } = await readConcern(ref);
    // It has just moved: its duties are on their way with it.
    if (later !== version) return [];
    const at = now();
    const missing = missingDuties(
      state,
      open.map(({ work }) => work),
      at,
    );
    if (missing.length === 0) return [];
    const { appended } = await its.append({
      streams: [{ stream, expectedVersion: version, facts: [] }],
      duties: missing.map((duty, n) => ({
        id: `${stream}/${version}/right/${Date.parse(at)}/${n}`,
        stream,
        duty,
        at,
      })),
    });
    return appended ? missing.map(({ work }) => work.kind) : [];
  };

  const actor = (caller: Caller) => ({ id: caller.id, name: caller.name });

  return {
    read: async (ref) => (await readConcern(ref)).state,
    find,
    route: async (caller, lesson, about) => routeFor(parties(caller, lesson, about), await holdersNow()),
    raise: async (caller, lesson, about, press) => {
      if (!mayInLesson(caller, about === "adult" ? "about-adult" : "tell-dsl", lesson)) {
        await record.addCount("refused concern presses");
        return NO_SUCH_CONCERN;
      }
      return record.inTurn(`raise ${caller.id} ${lesson.id} ${about}`, () =>
        raiseOnce(caller, lesson, about, press),
      );
    },
    addDetail: (caller, ref, words) =>
      guarded(caller, ref, "add-detail", async () => ({
        do: "add-detail",
        by: actor(caller),
        holders: await holdersNow(),
        ...words,
      })),
    haveIt: (caller, ref) => guarded(caller, ref, "have-it", () => ({ do: "have-it", by: actor(caller) })),
    close: (caller, ref, end) =>
      guarded(caller, ref, "close-concern", () => ({ do: "close", by: actor(caller), ...end })),
    keep: (caller, ref, kept) =>
      guarded(caller, ref, "keep-concern", () => {
        const { timeZone, retention = USUAL_RETENTION } = school.settings();
        const by = actor(caller);
        return kept.do === "review"
          ? { ...kept, by, retention, today: dayOf(now(), timeZone) }
          : { ...kept, by };
      }),
    recordExport: (caller, ref, made) =>
      guarded(caller, ref, "export-concern", () => ({ do: "export", by: actor(caller), ...made })),
    handOn: (caller, ref) =>
      guarded(caller, ref, "hand-on", async () => ({
        do: "hand-on",
        by: actor(caller),
        ...(await ladder(ref)),
      })),
    escalate: async (ref, step) =>
      !("refused" in (await carryOut(ref, { do: "escalate", step, ...(await ladder(ref)) }))),
    putRight: (ref) => record.inTurn(`put right ${ref}`, () => putRight(ref)),
    told: async (ref, target, step = 1) => {
      await carryOut(ref, { do: "told", target, step });
    },
    notTold: async (ref, target, reason, final, step = 1) => {
      const holders = await holdersNow();
      await carryOut(ref, { do: "not-told", target, step, reason, final, holders, ways: ways() });
    },
    readable: async (caller) => {
      const rows = [...(await record.concernsFor(caller.id)), ...(await staffMatters.concernsFor(caller.id))];
      const byRole = caller.roles.includes("dsl") ? await record.concernsFor(DSL_ROLE) : [];
      const found = await all([...rows, ...byRole].map((row) => row.ref));
      return found.filter((one) => mayOnConcern(caller, "read-concern", one));
    },
    raisedBy: async (caller, lesson) => {
      const rows = [
        ...(await record.concernsRaisedBy(caller.id, lesson)),
        ...(await staffMatters.concernsRaisedBy(caller.id, lesson)),
      ];
      return (await all(rows.map((row) => row.ref))).filter((one) =>
        mayOnConcern(caller, "read-concern", one),
      );
    },
  };
};
