import { type Caller, mayInSchool, mayOnConcern } from "../protocol/authorise.ts";
import type { Concern } from "../protocol/concern/state.ts";
import { concernView } from "../protocol/concern-view.ts";
import { childDocument, concernNames, pupilsCalled } from "../protocol/export/child-document.ts";
import { concernDocument, cpomsText } from "../protocol/export/concern-document.ts";
import type { Document } from "../protocol/export/document.ts";
import { type ExportAround, lessonDocument } from "../protocol/export/lesson-document.ts";
import { countLesson, sampleDocument, spread } from "../protocol/export/sample-document.ts";
import type { ExportForm, KeepingEvent } from "../protocol/keeping/events.ts";
import { type Keeper, keeperRole } from "../protocol/keeping/keeper.ts";
import { type Purpose, purposeWords } from "../protocol/keeping/purpose.ts";
import type { Hold, MadeExport } from "../protocol/keeping/state.ts";
import type { LessonEvent } from "../protocol/lesson/events.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import type { SchoolRight } from "../protocol/rights.ts";
import { dayAfter, startOfDay } from "../protocol/school-days.ts";
import type { ConcernView } from "../protocol/view.ts";
import { writeCsv } from "../record/export/csv.ts";
import { writePdf } from "../record/export/pdf.ts";
import type { Record } from "../record/record.ts";
import { mended } from "../record/retention/erasure.ts";
import { exportStreams } from "../record/seal/export-streams.ts";
import { lessonsNaming } from "./children.ts";
import type { ConcernDesk } from "./concern-desk.ts";
import { asFact } from "./facts.ts";
import { inTurns } from "./in-turns.ts";
import type { LessonDesk } from "./lesson-desk.ts";
import type { School } from "./school.ts";
import {
  asEvent,
  concernReader,
  concernStream,
  keepingReader,
  keepingStream,
  lessonStream,
  schoolStream,
} from "./streams.ts";

/** What somebody asks for. Days are "2026-11-24" in the school's time zone, both included. */
export type Wanted =
  | { readonly of: "lesson"; readonly lesson: string; readonly form: "pdf" | "csv" | "sealed" }
  | { readonly of: "concern"; readonly ref: string; readonly form: "pdf" | "text" | "sealed" }
  | { readonly of: "child"; readonly name: string; readonly form: "pdf" | "csv" }
  | {
      readonly of: "sample";
      readonly from: string;
      readonly to: string;
      readonly lessons: number;
      readonly form: "pdf" | "csv";
    }
  | { readonly of: "record"; readonly from: string; readonly to: string; readonly form: "sealed" };

export type MadeFile = {
  /** Holds no name and nothing that tells what is inside but its kind. */
  readonly name: string;
  readonly type: string;
  readonly content: Buffer | string | AsyncIterable<string>;
};

export type ExportAnswer = MadeFile | { readonly refused: string; readonly say: string };

export type ExportDesk = {
  readonly make: (caller: Caller, wanted: Wanted, purpose: Purpose) => Promise<ExportAnswer>;
  /** Lessons to choose from, newest first. */
  readonly lessons: (from: string, to: string) => Promise<readonly Lesson[]>;
  /** What was taken out, newest first, and what is held. */
  readonly kept: () => Promise<{ readonly made: readonly MadeExport[]; readonly holds: readonly Hold[] }>;
};

type Parts = {
  readonly record: Record;
  readonly staffMatters: Record;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly school: School;
  readonly now: () => string;
  /** The folder of DejaVu Sans. */
  readonly fonts: string;
};

export const NOT_FOR_YOU: ExportAnswer = {
  refused: "not-for-you",
  say: "Only a DSL or the headteacher takes something out of the record.",
};
const NOT_FOUND: ExportAnswer = { refused: "not-found", say: "There is nothing here for you." };
const NOTHING: ExportAnswer = {
  refused: "nothing",
  say: "Nothing in the record is of this. Nothing was taken out.",
};

const TYPES: { readonly [F in ExportForm]: { readonly type: string; readonly ending: string } } = {
  pdf: { type: "application/pdf", ending: "pdf" },
  csv: { type: "text/csv; charset=utf-8", ending: "csv" },
  text: { type: "text/plain; charset=utf-8", ending: "txt" },
  sealed: { type: "application/x-ndjson; charset=utf-8", ending: "jsonl" },
};

/** More lessons than this are found by asking for fewer days. */
const MOST_LISTED = 200;

const FILE_NAMES: { readonly [O in General["of"]]: string } = {
  lesson: "lesson",
  child: "one-child",
  sample: "inspection-sample",
  record: "sealed-record",
};

const RIGHTS_TO = {
  lesson: "export-lesson",
  child: "export-child",
  sample: "export-sample",
  record: "export-record",
} as const satisfies { readonly [O in General["of"]]: SchoolRight };

type General = Exclude<Wanted, { of: "concern" }>;

/** `refs`: the concerns that are part of it. */
type Taken = { readonly content: Document | AsyncIterable<string>; readonly refs: readonly string[] };

/** Takes something out of the record for a named purpose, and records that it did, before anything leaves. */
export const openExportDesk = (parts: Parts): ExportDesk => {
  const { record, lessons, concerns, school, now, fonts } = parts;
  const readKeeping = keepingReader(record);
  const readConcern = concernReader<keyof Record>(parts);
  const { school: id } = record.scope;

  const around = (): ExportAround => {
    const { timeZone, name } = school.settings();
    return { now: now(), timeZone, school: name };
  };

  const viewOf = (concern: Concern, caller: Caller): ConcernView => {
    const { timeZone, phone = "", retention } = school.settings();
    return concernView(
      concern,
      "recipient",
      { now: now(), timeZone, phone, ...(retention === undefined ? {} : { retention }) },
      caller.id,
    );
  };

  /** Concerns the caller has received: raising one gives no right to what others wrote in it. */
  const received = async (caller: Caller): Promise<readonly Concern[]> =>
    (await concerns.readable(caller)).filter((one) => mayOnConcern(caller, "export-concern", one));

  const during = async (from: string, to: string) => {
    const { timeZone } = school.settings();
    return record.lessonsDuring(startOfDay(from, timeZone), startOfDay(dayAfter(to), timeZone));
  };

  const eventsOf = async (lesson: string): Promise<readonly LessonEvent[]> =>
    mended(await record.read(lessonStream(lesson))).map((fact) => asEvent<LessonEvent>(fact));

  const noteExport = async (
    caller: Caller,
    as: Keeper,
    wanted: General,
    { kind, words }: Purpose,
  ): Promise<void> => {
    const made: KeepingEvent = {
      type: "ExportMade",
      at: now(),
      data: {
        by: caller.id,
        as,
        of: wanted.of,
        form: wanted.form,
        purpose: kind,
        ...("lesson" in wanted ? { lesson: wanted.lesson } : {}),
        ...("from" in wanted ? { from: wanted.from, to: wanted.to } : {}),
      },
      personal: {
        byName: caller.name,
        ...(words ? { words } : {}),
        ...("name" in wanted ? { child: wanted.name } : {}),
      },
    };
    for (;;) {
      const { version } = await readKeeping();
      const { appended } = await record.append({
        streams: [{ stream: keepingStream(id), expectedVersion: version, facts: [asFact(made)] }],
      });
      if (appended) return;
    }
  };

  const written = async (document: Document, form: ExportForm): Promise<Buffer | string> =>
    form === "csv" ? writeCsv(document) : writePdf(document, fonts);

  const withWhy = (document: Document, caller: Caller, purpose: string): Document => ({
    ...document,
    intro: [
      ...document.intro,
      `Made from Lesson Guard's record by ${caller.name}, ${new Intl.DateTimeFormat("en-GB", {
        dateStyle: "long",
        timeStyle: "short",
        timeZone: school.settings().timeZone,
      }).format(new Date(now()))}. ${purpose}.`,
    ],
  });

  const sealed = (from: Record, streams: readonly string[], proofs: "each" | "newest") =>
    exportStreams(from, { streams, proofs, at: now() });

  const lessonFile = async (lesson: string, form: "pdf" | "csv" | "sealed"): Promise<Taken | undefined> => {
    const state = await lessons.read(lesson);
    if (state.version === 0 || state.kind === undefined || state.kind === "not a lesson") return undefined;
    return form === "sealed"
      ? { content: sealed(record, [lessonStream(lesson)], "each"), refs: [] }
      : { content: lessonDocument(state, await eventsOf(lesson), around()), refs: [] };
  };

  const childFile = async (caller: Caller, name: string): Promise<Taken | undefined> => {
    const ids = await lessonsNaming(record, name);
    const found = await inTurns(ids, async (id) => lessons.read(id));
    const named = found.filter(({ register }) => pupilsCalled(name, register).length > 0);
    const spelt = [
      ...new Set([
        name,
        ...named.flatMap(({ register }) => pupilsCalled(name, register).map((one) => one.name)),
      ]),
    ];
    const own = (await received(caller))
      .filter(({ about }) => about !== "adult")
      .map((one) => viewOf(one, caller))
      .filter((one) => concernNames(one, spelt));
    if (named.length === 0 && own.length === 0) return undefined;
    const beside = await inTurns([...new Set(own.map(({ lesson }) => lesson))], async (id) =>
      lessons.read(id),
    );
    const document = childDocument(
      {
        name,
        lessons: named.toSorted((a, b) => (a.startedAt ?? "").localeCompare(b.startedAt ?? "")),
        concerns: own,
        alsoMasked: beside.flatMap(({ register }) => register),
      },
      around(),
    );
    return { content: document, refs: own.map(({ ref }) => ref) };
  };

  const sampleFile = async (
    caller: Caller,
    { from, to, lessons: many }: Extract<Wanted, { of: "sample" }>,
  ): Promise<Taken | undefined> => {
    const rows = (await during(from, to)).toReversed();
    if (rows.length === 0) return undefined;
    const counts = await inTurns(rows, async ({ lesson }) => countLesson(await lessons.read(lesson)));
    const shown = await inTurns(spread(rows, many), async ({ lesson }) => ({
      lesson: await lessons.read(lesson),
      events: await eventsOf(lesson),
    }));
    const { timeZone } = school.settings();
    const [start, end] = [startOfDay(from, timeZone), startOfDay(dayAfter(to), timeZone)];
    const own = (await received(caller))
      .filter(({ about, raisedAt }) => about !== "adult" && raisedAt >= start && raisedAt < end)
      .map((one) => viewOf(one, caller));
    return {
      content: sampleDocument({ from, to, counts, lessons: shown, concerns: own }, around()),
      refs: [],
    };
  };

  const recordFile = async (
    caller: Caller,
    as: Keeper,
    { from, to }: Extract<Wanted, { of: "record" }>,
  ): Promise<Taken> => {
    const rows = await during(from, to);
    const own = (await received(caller)).filter(({ about }) => about !== "adult");
    const streams = [
      schoolStream(id),
      ...(as === "headteacher" && (await readKeeping()).version > 0 ? [keepingStream(id)] : []),
      ...rows.map(({ lesson }) => lessonStream(lesson)),
      ...own.map(({ ref }) => concernStream(ref)),
    ];
    return { content: sealed(record, streams, "newest"), refs: own.map(({ ref }) => ref) };
  };

  const contentOf = async (caller: Caller, as: Keeper, wanted: General): Promise<Taken | undefined> => {
    switch (wanted.of) {
      case "lesson":
        return lessonFile(wanted.lesson, wanted.form);
      case "child":
        return childFile(caller, wanted.name);
      case "sample":
        return sampleFile(caller, wanted);
      case "record":
        return recordFile(caller, as, wanted);
    }
  };

  const makeConcern = async (
    caller: Caller,
    { ref, form }: Extract<Wanted, { of: "concern" }>,
    purpose: Purpose,
    why: string,
  ): Promise<ExportAnswer> => {
    const { state: concern, record: from } = await readConcern(ref);
    if (!mayOnConcern(caller, "export-concern", concern)) {
      await record.addCount("refused exports");
      return NOT_FOUND;
    }
    const view = viewOf(concern, caller);
    const document = withWhy(concernDocument(view, around(), concern.keeping.lesson), caller, why);
    const file =
      form === "pdf" ? await writePdf(document, fonts) : cpomsText(view, school.settings().timeZone);
    // Asked again: whoever lost the right meanwhile gets nothing.
    const noted = await concerns.recordExport(caller, ref, { form, purpose });
    if ("refused" in noted) return noted;
    const content = form === "sealed" ? sealed(from, [concernStream(ref)], "each") : file;
    return { name: `concern-${ref}.${TYPES[form].ending}`, type: TYPES[form].type, content };
  };

  const makeGeneral = async (
    caller: Caller,
    wanted: General,
    purpose: Purpose,
    why: string,
  ): Promise<ExportAnswer> => {
    if (!mayInSchool(caller, RIGHTS_TO[wanted.of])) {
      await record.addCount("refused exports");
      return NOT_FOR_YOU;
    }
    const as = keeperRole(caller);
    const taken = await contentOf(caller, as, wanted);
    if (taken === undefined) return NOTHING;
    const { content, refs } = taken;
    const file = "sections" in content ? await written(withWhy(content, caller, why), wanted.form) : content;
    await noteExport(caller, as, wanted, purpose);
    // Whoever reads one of these concerns sees that it was among what was taken out.
    for (const ref of refs) await concerns.recordExport(caller, ref, { form: wanted.form, purpose });
    const name = `${FILE_NAMES[wanted.of]}-${now().slice(0, 10)}.${TYPES[wanted.form].ending}`;
    return { name, type: TYPES[wanted.form].type, content: file };
  };

  return {
    make: async (caller, wanted, purpose) => {
      const why = `What for: ${purposeWords(purpose)}`;
      return wanted.of === "concern"
        ? makeConcern(caller, wanted, purpose, why)
        : makeGeneral(caller, wanted, purpose, why);
    },
    lessons: async (from, to) => {
      return inTurns((await during(from, to)).slice(0, MOST_LISTED), async ({ lesson }) =>
        lessons.read(lesson),
      );
    },
    kept: async () => {
      const { exports, holds } = (await readKeeping()).state;
      return { made: exports.toReversed(), holds: holds.toReversed() };
    },
  };
};
