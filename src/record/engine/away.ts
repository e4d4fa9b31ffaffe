/**
 * The record cannot be reached at this moment. What was asked may or may not have been recorded:
 * decide again on fresh state once it answers.
 */
export class RecordAwayError extends Error {
  readonly code = "storage-away";

  constructor(cause?: unknown) {
    super("The record cannot be reached. Look at DATABASE_URL and at the database itself.", { cause });
    this.name = "RecordAwayError";
  }
}

/** What a person reads whose press met a record that cannot be reached. */
export const STORAGE_AWAY =
  "Lesson Guard cannot reach its record and cannot say whether this was taken down. " +
  "Use Teams' own buttons, phone the school office, then press again.";
