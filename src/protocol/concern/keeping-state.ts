import { defined } from "../defined.ts";
import type { Document } from "../export/document.ts";
import type { ExportForm } from "../export/form.ts";
import type { PurposeKind } from "../export/purpose.ts";
import type { ConcernKeepingEvent } from "./keeping-events.ts";

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
  /** Those who had a part in its lesson (Entra ids), since that has expired. */
  readonly lessonStaff?: readonly string[];
  /** What was recorded of its lesson, since that has expired. */
  readonly lesson?: Document;
  readonly erasedAt?: string;
  /** For legal reasons: nothing of it is erased. */
  readonly hold?: { readonly at: string; readonly by: string; readonly reason: string };
  readonly lifted: readonly { readonly at: string; readonly by: string }[];
  readonly reviews: readonly {
    readonly at: string;
    readonly by: string;
    readonly outcome: "keep" | "erase";
    readonly reason: string;
  }[];
  /** The day that the last review named. */
  readonly until?: string;
};

const ERASED = "(erased)";

export const KEPT_AS_RAISED: ConcernKeeping = { exports: [], lifted: [], reviews: [] };

export const evolveConcernKeeping = (keeping: ConcernKeeping, event: ConcernKeepingEvent): ConcernKeeping => {
  const { at } = event;
  switch (event.type) {
    case "ConcernExported": {
      const words = event.personal?.words;
      const made = { at, ...event.data, ...defined({ words }) };
      return { ...keeping, exports: [...keeping.exports, made] };
    }
    case "LessonKept": {
      const { staff } = event.data;
      const kept = { ...keeping, lessonKeptAt: at, ...defined({ lessonStaff: staff }) };
      return event.personal === undefined ? kept : { ...kept, lesson: event.personal.document };
    }
    case "PersonalErased": {
      const { hold: _hold, ...rest } = keeping;
      return { ...rest, erasedAt: at };
    }
    case "ConcernHeld":
      return { ...keeping, hold: { at, by: event.data.by, reason: event.personal?.reason ?? ERASED } };
    case "ConcernHoldLifted": {
      const { hold: _hold, ...rest } = keeping;
      return { ...rest, lifted: [...keeping.lifted, { at, by: event.data.by }] };
    }
    case "ConcernReviewed": {
      const { by, outcome, until } = event.data;
      const reviewed = { at, by, outcome, reason: event.personal?.reason ?? ERASED };
      const reviews = [...keeping.reviews, reviewed];
      return { ...keeping, reviews, ...defined({ until }) };
    }
  }
};
