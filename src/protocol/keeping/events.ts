import type { ExportForm } from "../export/form.ts";
import type { PurposeKind } from "../export/purpose.ts";
import type { Fact } from "../fact.ts";
import type { Keeper } from "./keeper.ts";

type Named = { readonly byName: string };
type By = { readonly by: string; readonly as: Keeper };

/** What the school does with its record as a whole. What is done with a concern stands in the concern's own stream. */
export type KeepingEvent =
  | Fact<
      "ExportMade",
      By & {
        readonly of: "lesson" | "child" | "sample" | "terms" | "record";
        readonly form: ExportForm;
        readonly purpose: PurposeKind;
        readonly lesson?: string;
        /** The first and last day of a sample. */
        readonly from?: string;
        readonly to?: string;
      },
      Named & { readonly words?: string; readonly child?: string }
    >
  /** For legal reasons this neither expires nor is erased. */
  | Fact<
      "HoldPlaced",
      By & { readonly hold: string; readonly on: "lesson" | "pupil"; readonly lesson?: string },
      Named & { readonly reason: string; readonly pupil?: string }
    >
  | Fact<"HoldLifted", By & { readonly hold: string }, Named & { readonly reason: string }>
  /** A child's names in lessons were erased; the event does not say which child. */
  | Fact<"ChildErased", By & { readonly lessons: number }, Named & { readonly reason: string }>
  /** Personal payload of these facts was erased. */
  | Fact<"PersonalErased", { readonly by: string; readonly versions: readonly number[] }, Named>
  /** The events of these lessons are gone; `length` and `hash` say where each stood. */
  | Fact<
      "LessonsExpired",
      {
        /** The moment before which lessons had to have been over. */
        readonly before: string;
        readonly streams: readonly {
          readonly stream: string;
          readonly length: number;
          readonly hash: string;
        }[];
      }
    >;
