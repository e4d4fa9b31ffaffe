import type { Concern } from "../../protocol/concern/state.ts";
import { defined } from "../../protocol/defined.ts";
import { childDocument, pupilsCalled } from "../../protocol/export/child-document.ts";
import { concernDocument, cpomsText } from "../../protocol/export/concern-document.ts";
import { concernNames } from "../../protocol/export/concern-names.ts";
import type { Document, ExportAround } from "../../protocol/export/document.ts";
import { lessonDocument, pupilsIn } from "../../protocol/export/lesson-document.ts";
import { countLesson, sampleDocument, spread } from "../../protocol/export/sample-document.ts";
import { countKept, termsDocument } from "../../protocol/export/terms-document.ts";
import type { Keeper } from "../../protocol/keeping/keeper.ts";
import type { LessonEvent } from "../../protocol/lesson/events.ts";
import type { Pupil } from "../../protocol/names/register.ts";
import { concernView } from "../../protocol/screen/concern-view.ts";
import { sentCardsOf } from "../../protocol/screen/sent-cards.ts";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { dayAfter, startOfDay } from "../../protocol/time/school-days.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import {
  asEvent,
  concernStream,
  keepingReader,
  keepingStream,
  lessonStream,
  schoolStream,
} from "../../record/log/streams.ts";
import { mended } from "../../record/retention/erasure.ts";
import type { SchoolRecord } from "../../record/school-record.ts";
import { exportStreams } from "../../record/seal/export-streams.ts";
import { lessonsNaming, pupilsEver } from "../children.ts";
import type { ConcernDesk } from "../concern-desk.ts";
import { familiesCalled } from "../families/families-called.ts";
import type { LessonDesk } from "../lesson-desk.ts";
import { oneByOne } from "../one-by-one.ts";
import type { School } from "../school.ts";
import { childLesson } from "./child-lesson.ts";
import type { General, Wanted, WantedConcern } from "./wanted.ts";

/** A document still has to be laid out; a text or a signed export goes out as it is. */
export type Content = Document | string | AsyncIterable<string>;

/** `refs`: the concerns that are part of it. */
export type Taken = { readonly content: Content; readonly refs: readonly string[] };

/** What an export holds: lessons as they are; of concerns only those the caller received. */
export type Contents = {
  /** undefined where the record holds nothing of it. The caller of this function checks the right. */
  readonly of: (caller: Caller, as: Keeper, wanted: General) => Promise<Taken | undefined>;
  /** @param from the store that the concern is in */
  readonly ofConcern: (
    caller: Caller,
    concern: Concern,
    wanted: WantedConcern,
    from: SchoolRecord,
  ) => Content;
  readonly lessonsDuring: (from: string, to: string) => ReturnType<SchoolRecord["lessonsDuring"]>;
};

type Dependencies = {
  readonly record: SchoolRecord;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly school: School;
  readonly now: () => string;
};

export const contentsOf = ({ record, lessons, concerns, school, now }: Dependencies): Contents => {
  const readKeeping = keepingReader(record);
  const { school: id } = record.scope;

  const around = (): ExportAround => {
    const { timeZone, name } = school.settings();
    return { now: now(), timeZone, school: name };
  };

  const viewOf = (concern: Concern, caller: Caller): ConcernView => {
    const { timeZone, phone = "", retention } = school.settings();
    const reader = { id: caller.id, readsChannel: caller.roles.includes("dsl") };
    return {
      ...concernView(
        concern,
        "recipient",
        { now: now(), timeZone, phone, ...defined({ retention }) },
        caller.id,
      ),
      cards: sentCardsOf(concern, reader),
    };
  };

  /** Raising a concern gives no right to what others wrote in it. Matters about staff are exported singly. */
  const received = async (caller: Caller): Promise<readonly Concern[]> => {
    const own = (await concerns.readable(caller)).filter(({ about }) => about !== "adult");
    const theirs = await Promise.all(own.map((one) => concerns.may(caller, "export-concern", one)));
    return own.filter((_one, n) => theirs[n]);
  };

  /** From the start of one day to the end of another, by the school's clock. */
  const period = (from: string, to: string): readonly [string, string] => {
    const { timeZone } = school.settings();
    return [startOfDay(from, timeZone), startOfDay(dayAfter(to), timeZone)];
  };

  const lessonsDuring: Contents["lessonsDuring"] = async (from, to) =>
    record.lessonsDuring(...period(from, to));

  const eventsOf = async (lesson: string): Promise<readonly LessonEvent[]> =>
    mended(await record.read(lessonStream(lesson))).map((fact) => asEvent<LessonEvent>(fact));

  const sealed = (from: SchoolRecord, streams: readonly string[], proofs: "each" | "newest") =>
    exportStreams(from, { streams, proofs, at: now() });

  const ofLesson = async ({
    lesson,
    form,
  }: Extract<Wanted, { of: "lesson" }>): Promise<Taken | undefined> => {
    const state = await lessons.read(lesson);
    if (state.version === 0 || state.kind === undefined || state.kind === "not a lesson") return undefined;
    return form === "sealed"
      ? { content: sealed(record, [lessonStream(lesson)], "each"), refs: [] }
      : { content: lessonDocument(state, await eventsOf(lesson), around()), refs: [] };
  };

  const ofChild = async (caller: Caller, name: string): Promise<Taken | undefined> => {
    const ids = await lessonsNaming(record, name);
    const found = await oneByOne(ids, async (id) => childLesson(name, await record.read(lessonStream(id))));
    const named = found.filter((one) => one !== undefined);
    const spelt = [
      ...new Set([name, ...named.flatMap(({ pupils }) => pupilsCalled(name, pupils).map((one) => one.name))]),
    ];
    const candidates = (await received(caller))
      .map((concern) => ({ concern, view: viewOf(concern, caller) }))
      .filter(({ view }) => concernNames(view, spelt, []));
    // The lesson's register tells "Ann Lee" from "Mary Ann Lee".
    const beside = await oneByOne(candidates, async (one) => ({
      ...one,
      pupils: await pupilsBeside(one.concern),
    }));
    const own = beside.filter(({ view, pupils }) =>
      concernNames(
        view,
        spelt,
        pupils.filter((one) => pupilsCalled(name, [one]).length === 0),
      ),
    );
    const families = await familiesCalled(record, name);
    if (named.length === 0 && own.length === 0 && families.length === 0) return undefined;
    const document = childDocument(
      {
        name,
        lessons: named.toSorted((a, b) => (a.lesson.startedAt ?? "").localeCompare(b.lesson.startedAt ?? "")),
        concerns: own.map(({ view }) => view),
        families,
        alsoMasked: own.flatMap(({ pupils }) => pupils),
      },
      around(),
    );
    return { content: document, refs: own.map(({ view }) => view.ref) };
  };

  /** Pupils expected in the lesson that a concern was raised in, also where that lesson has expired. */
  const pupilsBeside = async ({ lesson, keeping }: Concern): Promise<readonly Pupil[]> => [
    ...pupilsEver(await record.read(lessonStream(lesson))),
    ...(keeping.lesson === undefined ? [] : pupilsIn(keeping.lesson)),
  ];

  const ofSample = async (
    caller: Caller,
    { from, to, lessons: many }: Extract<Wanted, { of: "sample" }>,
  ): Promise<Taken | undefined> => {
    const rows = (await lessonsDuring(from, to)).toReversed();
    if (rows.length === 0) return undefined;
    const counts = await oneByOne(rows, async ({ lesson }) => countLesson(await lessons.read(lesson)));
    const shown = await oneByOne(spread(rows, many), async ({ lesson }) => ({
      lesson: await lessons.read(lesson),
      events: await eventsOf(lesson),
    }));
    const [start, end] = period(from, to);
    const own = (await received(caller))
      .filter(({ raisedAt }) => raisedAt >= start && raisedAt < end)
      .map((one) => viewOf(one, caller));
    return {
      content: sampleDocument({ from, to, counts, lessons: shown, concerns: own }, around()),
      refs: [],
    };
  };

  const ofTerms = async ({ from, to }: Extract<Wanted, { of: "terms" }>): Promise<Taken | undefined> => {
    const rows = await lessonsDuring(from, to);
    if (rows.length === 0) return undefined;
    const { timeZone } = school.settings();
    const counts = await oneByOne(rows, async ({ lesson }) =>
      countKept(await lessons.read(lesson), timeZone),
    );
    return { content: termsDocument({ from, to, counts }, around()), refs: [] };
  };

  const ofRecord = async (
    caller: Caller,
    as: Keeper,
    { from, to }: Extract<Wanted, { of: "record" }>,
  ): Promise<Taken> => {
    const rows = await lessonsDuring(from, to);
    const own = await received(caller);
    const streams = [
      schoolStream(id),
      ...(as === "headteacher" && (await readKeeping()).version > 0 ? [keepingStream(id)] : []),
      ...rows.map(({ lesson }) => lessonStream(lesson)),
      ...own.map(({ ref }) => concernStream(ref)),
    ];
    return { content: sealed(record, streams, "newest"), refs: own.map(({ ref }) => ref) };
  };

  return {
    lessonsDuring,
    of: async (caller, as, wanted) => {
      switch (wanted.of) {
        case "lesson":
          return ofLesson(wanted);
        case "child":
          return ofChild(caller, wanted.name);
        case "sample":
          return ofSample(caller, wanted);
        case "terms":
          return ofTerms(wanted);
        case "record":
          return ofRecord(caller, as, wanted);
      }
    },
    ofConcern: (caller, concern, { form, child }, from) => {
      if (form === "sealed") return sealed(from, [concernStream(concern.ref)], "each");
      const view = viewOf(concern, caller);
      return form === "pdf"
        ? concernDocument(view, around(), concern.keeping.lesson)
        : cpomsText(view, school.settings().timeZone, child);
    },
  };
};
