/** What records, or may: Teams itself, as its call says, or an app that joined, such as a note-taker. */
export type RecordedBy = "recording" | "app";
