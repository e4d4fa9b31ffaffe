/**
 * The record cannot be reached at this moment. What was asked may or may not have been recorded:
 * decide again on fresh state once it answers.
 */
export class RecordAwayError extends Error {
  readonly code = "storage-away";

  constructor(cause?: unknown) {
    super(
      "The record cannot be reached. Look at DATABASE_URL or DATA_DIR, and at the database or disk itself.",
      { cause },
    );
    this.name = "RecordAwayError";
  }
}

/** Shown to a person whose press met a record out of reach. @param phone of the school; "" where unknown */
export const storageAwayWords = (phone: string): string =>
  "Lesson Guard cannot reach its record. We can't tell whether this was saved. " +
  `Use Teams' own buttons, phone the school office${phone === "" ? "" : ` on ${phone}`}, then press again.`;
