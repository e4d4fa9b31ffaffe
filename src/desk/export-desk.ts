import type { Refused } from "../protocol/decision.ts";
import type { Document } from "../protocol/export/document.ts";
import type { ExportForm } from "../protocol/export/form.ts";
import { type Purpose, purposeWords } from "../protocol/export/purpose.ts";
import type { KeepingEvent } from "../protocol/keeping/events.ts";
import { type Keeper, keeperRole } from "../protocol/keeping/keeper.ts";
import type { Hold, MadeExport } from "../protocol/keeping/state.ts";
import { stepBackSentence } from "../protocol/keeping/step-back.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { momentsIn } from "../protocol/time/moments.ts";
import { mayInSchool } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { SchoolRight } from "../protocol/who/rights.ts";
import { writeCsv } from "../record/export/csv.ts";
import { NotPrinted, type Print } from "../record/export/printing.ts";
import { keepingReader } from "../record/log/streams.ts";
import type { SchoolRecord } from "../record/school-record.ts";
import { stepsBackIn } from "../record/seal/step-back.ts";
import { storeFor } from "./concern/carry-out.ts";
import type { ConcernDesk } from "./concern-desk.ts";
import { type Content, contentsOf } from "./export/contents.ts";
import { fileFor, type General, type MadeFile, type Wanted, type WantedConcern } from "./export/wanted.ts";
import type { LessonDesk } from "./lesson-desk.ts";
import { createKeepingNotes } from "./note-keeping.ts";
import { oneByOne } from "./one-by-one.ts";
import type { School } from "./school.ts";

export type ExportAnswer = MadeFile | Refused;

export type ExportDesk = {
  readonly make: (caller: Caller, wanted: Wanted, purpose: Purpose) => Promise<ExportAnswer>;
  /** Lessons to choose from, newest first. */
  readonly lessons: (from: string, to: string) => Promise<readonly Lesson[]>;
  /** Exports, newest first; legal holds; and a sentence for each time the record was restored or went back. */
  readonly kept: () => Promise<{
    readonly made: readonly MadeExport[];
    readonly holds: readonly Hold[];
    readonly stepsBack: readonly string[];
  }>;
};

type Dependencies = {
  readonly record: SchoolRecord;
  readonly staffMatters: SchoolRecord;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly school: School;
  readonly now: () => string;
  readonly print: Print;
};

export const NOT_FOR_YOU: ExportAnswer = {
  refused: "not-for-you",
  say: "Only a DSL or the headteacher can export from the record.",
};
const NOT_FOUND: ExportAnswer = { refused: "not-found", say: "There is nothing here for you." };
const NOTHING: ExportAnswer = {
  refused: "nothing",
  say: "The record holds nothing on this. Nothing was exported.",
};

/** A list ends after this many lessons: people find others by choosing fewer days. */
const MOST_LISTED = 200;

const RIGHTS_TO = {
  lesson: "export-lesson",
  child: "export-child",
  sample: "export-sample",
  terms: "export-terms",
  record: "export-record",
} as const satisfies { readonly [O in General["of"]]: SchoolRight };

/** Exports from the record for a named purpose, and records that before anything leaves. */
export const openExportDesk = (dependencies: Dependencies): ExportDesk => {
  const { record, lessons, concerns, school, now, print } = dependencies;
  const contents = contentsOf(dependencies);
  const readKeeping = keepingReader(record);
  const note = createKeepingNotes(record);

  const stepsBack = async (): Promise<readonly string[]> => {
    const { dayAndTime } = momentsIn(school.settings().timeZone);
    return (await stepsBackIn(record)).map((step) => stepBackSentence(step, dayAndTime));
  };

  /** A document says who exported it, when and what for; every other file goes out as it is. */
  const written = async (
    content: Content,
    form: ExportForm,
    caller: Caller,
    purpose: Purpose,
  ): Promise<MadeFile["content"]> => {
    if (typeof content === "string" || !("sections" in content)) return content;
    const when = new Intl.DateTimeFormat("en-GB", {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: school.settings().timeZone,
    }).format(new Date(now()));
    const why = `Exported from Lesson Guard's record by ${caller.name}, ${when}. Purpose: ${purposeWords(purpose)}.`;
    const document: Document = { ...content, intro: [...content.intro, why, ...(await stepsBack())] };
    if (form === "page") return JSON.stringify(document);
    return form === "csv" ? writeCsv(document) : print(document);
  };

  const makeConcern = async (
    caller: Caller,
    wanted: WantedConcern,
    purpose: Purpose,
  ): Promise<ExportAnswer> => {
    const { ref, form } = wanted;
    const concern = await concerns.find(caller, ref);
    if (concern === undefined || !(await concerns.may(caller, "export-concern", concern))) {
      await record.addCount("refused exports");
      return NOT_FOUND;
    }
    const from = storeFor(concern.about, dependencies);
    const file = await written(contents.ofConcern(caller, concern, wanted, from), form, caller, purpose);
    // Asked again: a person who has lost the right meanwhile gets nothing.
    const noted = await concerns.recordExport(caller, ref, { form, purpose });
    return "refused" in noted ? noted : fileFor(wanted, file, now());
  };

  const makeGeneral = async (caller: Caller, wanted: General, purpose: Purpose): Promise<ExportAnswer> => {
    if (!mayInSchool(caller, RIGHTS_TO[wanted.of])) {
      await record.addCount("refused exports");
      return NOT_FOR_YOU;
    }
    const as = keeperRole(caller);
    const taken = await contents.of(caller, as, wanted);
    if (taken === undefined) return NOTHING;
    const { form } = wanted;
    const file = await written(taken.content, form, caller, purpose);
    await note(exportMade(caller, as, wanted, purpose, now()));
    // A person who reads one of these concerns sees that it was part of an export.
    for (const ref of taken.refs) await concerns.recordExport(caller, ref, { form, purpose });
    return fileFor(wanted, file, now());
  };

  return {
    make: async (caller, wanted, purpose) => {
      try {
        return await (wanted.of === "concern"
          ? makeConcern(caller, wanted, purpose)
          : makeGeneral(caller, wanted, purpose));
      } catch (error) {
        if (error instanceof NotPrinted) return error.refusal;
        throw error;
      }
    },
    lessons: async (from, to) => {
      const rows = await contents.lessonsDuring(from, to);
      return oneByOne(rows.slice(0, MOST_LISTED), async ({ lesson }) => lessons.read(lesson));
    },
    kept: async () => {
      const { exports, holds } = (await readKeeping()).state;
      return {
        made: exports.toReversed(),
        holds: holds.toReversed(),
        stepsBack: (await stepsBack()).toReversed(),
      };
    },
  };
};

const exportMade = (
  caller: Caller,
  as: Keeper,
  wanted: General,
  { kind, words }: Purpose,
  at: string,
): KeepingEvent => ({
  type: "ExportMade",
  at,
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
});
