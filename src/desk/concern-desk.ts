import { unmeasured } from "../meeting/unmeasured.ts";
import type { ConcernCommand, EscalationContext } from "../protocol/concern/commands.ts";
import type { CpomsAnswer, CpomsOfChild } from "../protocol/concern/cpoms-said.ts";
import type { Review } from "../protocol/concern/decide-keeping.ts";
import type { Concern, Detail } from "../protocol/concern/state.ts";
import { defined } from "../protocol/defined.ts";
import type { ExportForm } from "../protocol/export/form.ts";
import type { Purpose } from "../protocol/export/purpose.ts";
import type { JsonObject } from "../protocol/fact.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { type NameOf, namedIn, type Preview, personsIn, previewOf } from "../protocol/screen/route-words.ts";
import { USUAL_RETENTION } from "../protocol/time/retention.ts";
import { dayOf } from "../protocol/time/school-days.ts";
import { everInLesson, mayInLesson } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { ConcernRight } from "../protocol/who/rights.ts";
import type { About } from "../protocol/who/route.ts";
import type { Target } from "../protocol/work/duty.ts";
import { withPrecedence } from "../record/engine/precedence.ts";
import { concernReader, keepingReader, lessonReader, lessonStream } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { namesHeld, pupilsEver } from "./children.ts";
import { type ConcernAnswer, DIRECTORY_AWAY, NO_SUCH_CONCERN, RAISED_IT } from "./concern/answers.ts";
import { type ByKeeping, createCarryOut } from "./concern/carry-out.ts";
import { openDrafts } from "./concern/drafts.ts";
import { createFollowUp, type FollowUpDesk } from "./concern/follow-up-desk.ts";
import { createFromFamily, type FamilyTold, type FromFamily, type Sent } from "./concern/from-family.ts";
import { type Audit, createPutRight } from "./concern/put-right.ts";
import { createRaise, type Raised } from "./concern/raise.ts";
import { type Readable, readableIn } from "./concern/readable.ts";
import { namesOf, type People } from "./people.ts";
import { type Recipients, recipientsOf } from "./recipients.ts";
import type { School } from "./school.ts";

export type Words = Omit<Detail, "at" | "by"> & { readonly subject?: string };

export type KeptConcern =
  | { readonly do: "hold" | "lift-hold"; readonly reason: string }
  | ({ readonly do: "review"; readonly reason: string } & Review);

type Erase = Extract<KeptConcern, { outcome: "erase" }>;

export type ConcernDesk = Readable &
  FollowUpDesk & {
    /** For the program itself: code that shows it to a person asks `find`. */
    readonly read: (ref: string) => Promise<Concern>;
    /** Raised without details and at once: who, what kind and words may follow (X1, X2, X3). */
    readonly raise: (
      caller: Caller,
      lesson: Lesson,
      about: "child" | "adult",
      press?: Pick<Raised, "press" | "without">,
    ) => Promise<ConcernAnswer>;
    /** The people a press would tell, by name, before it is pressed. @param without the person left out */
    readonly preview: (
      caller: Pick<Caller, "id">,
      lesson: Lesson,
      about: About,
      without?: string,
    ) => Promise<Preview>;
    /** Through the page for families: the caller has checked the link. */
    readonly raiseFromFamily: (from: FromFamily) => Promise<FamilyTold>;
    /** Whom a family's concern about a child would tell at once. */
    readonly toldOfFamily: Recipients["toldOfFamily"];
    readonly addFromFamily: (adult: string, ref: string, said: Sent) => Promise<FamilyTold>;
    /** The raiser of a concern about an adult takes it back, before anyone is told. */
    readonly takeBack: (caller: Caller, ref: string) => Promise<ConcernAnswer>;
    /** Names of the people it told or may tell: for its own readers. */
    readonly namesIn: (concern: Concern) => Promise<NameOf>;
    readonly addDetail: (caller: Caller, ref: string, words: Words) => Promise<ConcernAnswer>;
    readonly haveIt: (caller: Caller, ref: string) => Promise<ConcernAnswer>;
    readonly close: (
      caller: Caller,
      ref: string,
      end: { readonly decision: string; readonly reason: string } & CpomsAnswer,
    ) => Promise<ConcernAnswer>;
    /** The CPOMS reference, or why it is not needed there, after closing (X3). */
    readonly noteCpoms: (caller: Caller, ref: string, said: CpomsOfChild) => Promise<ConcernAnswer>;
    /** Places a legal hold, lifts it, or reviews the concern. */
    readonly keep: (caller: Caller, ref: string, kept: KeptConcern) => Promise<ConcernAnswer>;
    /** The person who exports it is named in the concern itself, with the purpose. */
    readonly recordExport: (
      caller: Caller,
      ref: string,
      made: { readonly form: ExportForm; readonly purpose: Purpose },
    ) => Promise<ConcernAnswer>;
    /** "I cannot take it now": the next person is told at once. */
    readonly handOn: (caller: Caller, ref: string) => Promise<ConcernAnswer>;
    /** This step is due. false where no holder could be looked up: to be tried again. */
    readonly escalate: (ref: string, step: number) => Promise<boolean>;
    /** Gives a concern that no one has taken the work it should have, and says whether work is late. */
    readonly putRight: (ref: string) => Promise<Audit>;
    readonly told: (ref: string, target: Target, step?: number, card?: JsonObject) => Promise<void>;
    /** It was sent, and Teams did not say whether it took it. */
    readonly unanswered: (ref: string, target: Target, step: number) => Promise<void>;
    readonly notTold: (
      ref: string,
      target: Target,
      reason: string,
      final: boolean,
      step?: number,
    ) => Promise<void>;
  };

type Dependencies = {
  readonly record: SchoolRecord;
  /** Concerns about adults, and nothing else. */
  readonly staffMatters: SchoolRecord;
  readonly school: School;
  readonly people: People;
  readonly now: () => string;
  /** Whether Microsoft accepts our sign-in; true where not given. */
  readonly canSignIn?: () => Promise<boolean>;
};

/** The only way to a concern: asks who may do it, then carries it out. */
export const openConcernDesk = ({
  record,
  staffMatters,
  school,
  people,
  now,
  canSignIn = async () => true,
}: Dependencies): ConcernDesk => {
  const stores = { record, staffMatters };
  const readConcern = concernReader<keyof SchoolRecord>(stores);
  const readLesson = lessonReader(record);
  const readKeeping = keepingReader(record);
  const read = async (ref: string): Promise<Concern> => (await readConcern(ref)).state;
  const recipients = recipientsOf({ school, people, now });
  const carryOut = createCarryOut({ stores, read: readConcern, now });
  const raise = createRaise({ stores, school, recipients, read, carryOut, now, canSignIn });
  const family = createFromFamily({ stores, school, recipients, read, carryOut, now });
  const putRight = createPutRight({ read: readConcern, now });
  const drafts = openDrafts(stores);
  const readable = readableIn({ stores, read, lesson: async (id) => (await readLesson(id)).state });

  /** Who holds a role now, and who has, or had, a part in the lesson. */
  const staffOf = async (ref: string): Promise<Pick<EscalationContext, "holders" | "lessonStaff">> => {
    const lesson = await readLesson((await read(ref)).lesson);
    return { holders: await recipients.holders(), lessonStaff: everInLesson(lesson.state) };
  };

  /** What a step is worked out from, as it is now. */
  const escalationContext = async (ref: string): Promise<EscalationContext> => ({
    ...(await staffOf(ref)),
    afterMs: recipients.escalateAfterMs(),
    ways: recipients.ways(),
  });

  /** Only a person with the right gets as far as a decision. */
  const guarded = async (
    caller: Caller,
    ref: string,
    right: ConcernRight,
    command: () => ConcernCommand | Promise<ConcernCommand>,
  ): Promise<ConcernAnswer> => onlyWith(caller, ref, right, async () => carryOut(ref, await command()));

  const onlyWith = async (
    caller: Caller,
    ref: string,
    right: ConcernRight,
    work: () => Promise<ConcernAnswer>,
  ): Promise<ConcernAnswer> => {
    // The role is old or not known: no press here is taken then. With several schools a person's role also depends on
    // the school that the concern is in.
    if (!caller.fresh) return DIRECTORY_AWAY;
    const concern = await readable.find(caller, ref);
    if (concern === undefined) {
      await record.addCount("refused concern presses");
      return NO_SUCH_CONCERN;
    }
    if (!(await readable.may(caller, right, concern))) return RAISED_IT;
    return discreetly(concern.about, work);
  };

  /** Checks the holds again at the moment of erasing. */
  const erase = async (caller: Caller, ref: string, kept: Erase): Promise<ByKeeping> => {
    const { state, version } = await readKeeping();
    const names = await namesHeld(record, state);
    const lesson = names.length === 0 ? [] : await namesIn((await read(ref)).lesson);
    return { command: { ...reviewed(caller, kept), children: { names, lesson } }, keeping: version };
  };

  const reviewed = <Kept extends Extract<KeptConcern, { do: "review" }>>(caller: Caller, kept: Kept) => {
    const { timeZone, retention = USUAL_RETENTION } = school.settings();
    return { ...kept, by: actor(caller), retention, today: dayOf(now(), timeZone) };
  };

  /** All that may name a person in a lesson: its registers, also replaced ones, devices and its title. */
  const namesIn = async (lesson: string): Promise<readonly string[]> => {
    const { title = "", people } = (await readLesson(lesson)).state;
    const pupils = pupilsEver(await record.read(lessonStream(lesson)));
    const shown = Object.values(people).map((one) => one.shown);
    return [title, ...shown, ...pupils.flatMap((one) => [one.name, ...one.also])];
  };

  const actor = (caller: Caller) => ({ id: caller.id, name: caller.name });

  return {
    ...readable,
    ...createFollowUp({ guarded, readable, drafts, staffOf, people, school, now }),
    read,
    preview: (caller, lesson, about, without) =>
      discreetly(about, async () => {
        const holders = await recipients.holders();
        const leftOut = without === undefined ? [] : [without];
        const [reporter, lessonStaff, channel] = [
          caller.id,
          everInLesson(lesson),
          recipients.channelIsRead(),
        ];
        const nameOf = await namesOf(people, namedIn(holders));
        const { phone = "", escalateAfterMinutes: minutes } = school.settings();
        const parties = { about, reporter, leftOut, lessonStaff, channel };
        return previewOf(parties, holders, nameOf, { phone, minutes });
      }),
    takeBack: async (caller, ref) => {
      const concern = await read(ref);
      // Who raised it does not depend on the directory, and there are only seconds.
      if (!(await readable.may(caller, "take-back", concern))) return NO_SUCH_CONCERN;
      return discreetly(concern.about, async () => {
        const answer = await carryOut(ref, { do: "take-back", by: actor(caller) });
        if (!("refused" in answer)) await drafts.forget(concern);
        return answer;
      });
    },
    namesIn: (concern) =>
      // No measure may show which concern a name was asked for.
      unmeasured(() => namesOf(people, [...personsIn(concern), ...concern.leftOut])),
    raise: async (caller, lesson, about, press = {}) => {
      if (!mayInLesson(caller, about === "adult" ? "about-adult" : "tell-dsl", lesson)) {
        await record.addCount("refused concern presses");
        return NO_SUCH_CONCERN;
      }
      return record.oneAtATime(`raise ${caller.id} ${lesson.id} ${about}`, () =>
        urgently(about, () => raise({ caller, lesson, about, ...press })),
      );
    },
    toldOfFamily: recipients.toldOfFamily,
    raiseFromFamily: (from) =>
      record.oneAtATime(`raise from ${from.adult} ${from.about}`, () =>
        urgently(from.about, () => family.raise(from)),
      ),
    addFromFamily: (adult, ref, said) => unmeasured(() => family.add(adult, ref, said)),
    addDetail: async (caller, ref, words) => {
      const answer = await guarded(caller, ref, "add-detail", async () => ({
        do: "add-detail",
        by: actor(caller),
        ...(await staffOf(ref)),
        ...words,
      }));
      if (!("refused" in answer)) await drafts.keep(answer.concern, caller.id, "");
      return answer;
    },
    haveIt: (caller, ref) => guarded(caller, ref, "have-it", () => ({ do: "have-it", by: actor(caller) })),
    close: async (caller, ref, end) => {
      const command = { do: "close", by: actor(caller), ...end } as const;
      const answer = await guarded(caller, ref, "close-concern", () => command);
      if (!("refused" in answer)) await drafts.forget(answer.concern);
      return answer;
    },
    noteCpoms: (caller, ref, said) =>
      guarded(caller, ref, "note-cpoms", () => ({ do: "note-cpoms", by: actor(caller), ...said })),
    keep: (caller, ref, kept) =>
      kept.do === "review" && kept.outcome === "erase"
        ? onlyWith(caller, ref, "keep-concern", () => carryOut(ref, () => erase(caller, ref, kept)))
        : guarded(caller, ref, "keep-concern", () =>
            kept.do === "review" ? reviewed(caller, kept) : { ...kept, by: actor(caller) },
          ),
    recordExport: (caller, ref, made) =>
      guarded(caller, ref, "export-concern", () => ({ do: "export", by: actor(caller), ...made })),
    handOn: (caller, ref) =>
      guarded(caller, ref, "hand-on", async () => ({
        do: "hand-on",
        by: actor(caller),
        ...(await escalationContext(ref)),
      })),
    escalate: async (ref, step) =>
      !("refused" in (await carryOut(ref, { do: "escalate", step, ...(await escalationContext(ref)) }))),
    putRight: (ref) => record.oneAtATime(`put right ${ref}`, () => putRight(ref)),
    told: async (ref, target, step = 1, card) => {
      await carryOut(ref, { do: "told", target, step, ...defined({ card }) });
    },
    unanswered: async (ref, target, step) => {
      await carryOut(ref, { do: "unanswered", target, step });
    },
    notTold: async (ref, target, reason, final, step = 1) => {
      const holders = await recipients.holders();
      await carryOut(ref, { do: "not-told", target, step, reason, final, holders, ways: recipients.ways() });
    },
  };
};

/** Before all that can wait. */
const urgently = <T>(about: About, work: () => T): T =>
  withPrecedence("urgent", () => discreetly(about, work));

/** No measure counts a question to the directory because of a staff matter. */
const discreetly = <T>(about: About, work: () => T): T => (about === "adult" ? unmeasured(work) : work());
