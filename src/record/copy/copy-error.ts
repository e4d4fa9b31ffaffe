/** A copy cannot be made or restored. Its message is for the person at the keyboard: what is wrong, and what to do. */
export class CopyError extends Error {
  readonly code = "RECORD_COPY";

  constructor(words: string, cause?: unknown) {
    super(words, { cause });
    this.name = "CopyError";
  }
}
