/** The recording of a one-to-one: where it is, what is left to do, and what staff press when they have done it (S7). */
export type RecordingFileView = {
  readonly lines: readonly string[];
  readonly presses: readonly {
    readonly press: "it-was-recorded" | "recording-in-folder" | "first-copy-deleted" | "recording-deleted";
    readonly title: string;
  }[];
  /** The way back from the newest of them: `of` is what take-back-word sends. */
  readonly undo?: UndoWord;
};

/** A word of staff that can be taken back. */
export type UndoWord = { readonly of: string; readonly title: string };
