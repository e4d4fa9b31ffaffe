import type { JsonObject } from "../../protocol/fact.ts";

/** An event as stored in its stream, brought up to the schema that the code knows today. */
export type StoredFact = {
  readonly stream: string;
  /** 1, 2, 3 … within the stream. */
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  /** ISO 8601 in UTC, the server's clock. */
  readonly at: string;
  readonly data: JsonObject;
  /** Absent when there was none, or when it has been erased. */
  readonly personal?: JsonObject;
};
