import { defined } from "../defined.ts";
import type { ExportForm } from "../export/form.ts";
import type { PurposeKind } from "../export/purpose.ts";
import type { KeepingEvent } from "./events.ts";

export type MadeExport = {
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly of: "lesson" | "child" | "sample" | "terms" | "record";
  readonly form: ExportForm;
  readonly purpose: PurposeKind;
  readonly words?: string;
  readonly lesson?: string;
  readonly child?: string;
  readonly from?: string;
  readonly to?: string;
};

/** A legal hold: until it is lifted, what it names neither expires nor is erased. */
export type Hold = {
  readonly hold: string;
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly on: "lesson" | "pupil";
  readonly lesson?: string;
  readonly pupil?: string;
  readonly reason: string;
};

/** How the school has kept its record: exports, holds and erasures, with who asked and why. */
export type Keeping = {
  readonly version: number;
  readonly exports: readonly MadeExport[];
  /** Holds in force. */
  readonly holds: readonly Hold[];
  /** How many lessons have expired. */
  readonly expired: number;
};

export const NO_KEEPING: Keeping = { version: 0, exports: [], holds: [], expired: 0 };

const ERASED = "(erased)";

const exportOf = ({ at, data, personal }: Extract<KeepingEvent, { type: "ExportMade" }>): MadeExport => {
  const { as: _as, ...rest } = data;
  return {
    at,
    ...rest,
    byName: personal?.byName ?? ERASED,
    ...(personal?.words === undefined ? {} : { words: personal.words }),
    ...(data.of !== "child" ? {} : { child: personal?.child ?? ERASED }),
  };
};

export const evolveKeeping = (keeping: Keeping, event: KeepingEvent): Keeping => {
  const version = keeping.version + 1;
  switch (event.type) {
    case "ExportMade":
      return { ...keeping, version, exports: [...keeping.exports, exportOf(event)] };
    case "HoldPlaced": {
      const { hold, on, by, lesson } = event.data;
      const { byName = ERASED, reason = ERASED, pupil } = event.personal ?? {};
      const placed: Hold = {
        hold,
        on,
        by,
        byName,
        reason,
        at: event.at,
        ...defined({ lesson, pupil }),
      };
      return { ...keeping, version, holds: [...keeping.holds, placed] };
    }
    case "HoldLifted":
      return { ...keeping, version, holds: keeping.holds.filter(({ hold }) => hold !== event.data.hold) };
    case "ChildErased":
    case "PersonalErased":
      return { ...keeping, version };
    case "LessonsExpired":
      return { ...keeping, version, expired: keeping.expired + event.data.streams.length };
    default:
      // A fact of a later version.
      return { ...keeping, version };
  }
};
