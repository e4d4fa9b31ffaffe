import type { ExceptionReason, Kind, PlainPress } from "../protocol/words.ts";

/** The body of `POST /api/lessons/:lesson/press` (`docs/api.md`). */
export type LessonPress =
  | { readonly press: "choose-kind"; readonly kind: Kind }
  | { readonly press: PlainPress }
  | { readonly press: "check-pupil"; readonly pupil: string }
  | {
      readonly press: "note-exception" | "put-right";
      readonly pupil: string;
      readonly reason: ExceptionReason;
    }
  | {
      readonly press: "recognise";
      readonly person: string;
      readonly as: "pupils";
      readonly pupils: readonly string[];
    }
  | { readonly press: "recognise"; readonly person: string; readonly as: "staff" | "stranger" }
  | { readonly press: "remove"; readonly person: string };
