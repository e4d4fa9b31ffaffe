import type { Document } from "../export/document.ts";
import type { ConcernKeepingEvent } from "./concern-events.ts";
import type { ExportForm } from "./events.ts";
import type { PurposeKind } from "./purpose.ts";

/** How the record of one concern has been kept. */
export type ConcernKeeping = {
  readonly exports: readonly {
    readonly at: string;
    readonly by: string;
    readonly form: ExportForm;
    readonly purpose: PurposeKind;
    readonly words?: string;
  }[];
  /** When its lesson expired. */
  readonly lessonKeptAt?: string;
  /** What was recorded of its lesson, since that has expired. */
  readonly lesson?: Document;
  readonly erasedAt?: string;
};

export const KEPT_AS_RAISED: ConcernKeeping = { exports: [] };

export const evolveConcernKeeping = (keeping: ConcernKeeping, event: ConcernKeepingEvent): ConcernKeeping => {
  const { at } = event;
  switch (event.type) {
    case "ConcernExported": {
      const words = event.personal?.words;
      const made = { at, ...event.data, ...(words === undefined ? {} : { words }) };
      return { ...keeping, exports: [...keeping.exports, made] };
    }
    case "LessonKept":
      return event.personal === undefined
        ? { ...keeping, lessonKeptAt: at }
        : { ...keeping, lessonKeptAt: at, lesson: event.personal.document };
    case "PersonalErased":
      return { ...keeping, erasedAt: at };
  }
};
