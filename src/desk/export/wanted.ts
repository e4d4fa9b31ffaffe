import type { ExportForm } from "../../protocol/export/form.ts";

/** What a person asks for. Days are "2026-11-24" in the school's time zone, both included. */
export type Wanted =
  | { readonly of: "lesson"; readonly lesson: string; readonly form: "pdf" | "csv" | "sealed" | "page" }
  | {
      readonly of: "concern";
      readonly ref: string;
      readonly form: "pdf" | "text" | "sealed";
      /** The text for CPOMS of this child, where it names several. */
      readonly child?: string;
    }
  | { readonly of: "child"; readonly name: string; readonly form: "pdf" | "csv" | "page" }
  | {
      readonly of: "sample";
      readonly from: string;
      readonly to: string;
      readonly lessons: number;
      readonly form: "pdf" | "csv";
    }
  | {
      readonly of: "terms";
      readonly from: string;
      readonly to: string;
      readonly form: "pdf" | "csv" | "page";
    }
  | { readonly of: "record"; readonly from: string; readonly to: string; readonly form: "sealed" };

export type WantedConcern = Extract<Wanted, { of: "concern" }>;
/** Of the general record: everything but a single concern. */
export type General = Exclude<Wanted, { of: "concern" }>;

export type MadeFile = {
  /** Holds no name, and nothing but the kind of what is inside. */
  readonly name: string;
  readonly type: string;
  readonly content: Buffer | string | AsyncIterable<string>;
};

const TYPES: { readonly [F in ExportForm]: { readonly type: string; readonly ending: string } } = {
  pdf: { type: "application/pdf", ending: "pdf" },
  csv: { type: "text/csv; charset=utf-8", ending: "csv" },
  text: { type: "text/plain; charset=utf-8", ending: "txt" },
  sealed: { type: "application/x-ndjson; charset=utf-8", ending: "jsonl" },
  page: { type: "application/json; charset=utf-8", ending: "json" },
};

const NAMES: { readonly [O in General["of"]]: string } = {
  lesson: "lesson",
  child: "one-child",
  sample: "inspection-sample",
  terms: "rules-by-term",
  record: "sealed-record",
};

/** @param at when it was made, ISO 8601 */
export const fileFor = (wanted: Wanted, content: MadeFile["content"], at: string): MadeFile => {
  const { type, ending } = TYPES[wanted.form];
  const name = wanted.of === "concern" ? `concern-${wanted.ref}` : `${NAMES[wanted.of]}-${at.slice(0, 10)}`;
  return { name: `${name}.${ending}`, type, content };
};
