import type { ExportForm, KeepingEvent } from "./events.ts";
import type { PurposeKind } from "./purpose.ts";

export type MadeExport = {
  readonly at: string;
  readonly by: string;
  readonly byName: string;
  readonly of: "lesson" | "child" | "sample" | "record";
  readonly form: ExportForm;
  readonly purpose: PurposeKind;
  readonly words?: string;
  readonly lesson?: string;
  readonly child?: string;
  readonly from?: string;
  readonly to?: string;
};

/** How the school has kept its record: what was taken out of it, by whom and what for. */
export type Keeping = {
  readonly version: number;
  readonly exports: readonly MadeExport[];
  /** How many lessons have expired. */
  readonly expired: number;
};

export const NO_KEEPING: Keeping = { version: 0, exports: [], expired: 0 };

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
    case "LessonsExpired":
      return { ...keeping, version, expired: keeping.expired + event.data.streams.length };
  }
};
