import type { Document } from "../export/document.ts";
import type { ExportForm } from "../export/form.ts";
import type { PurposeKind } from "../export/purpose.ts";
import type { Fact } from "../fact.ts";

type Named = { readonly byName: string };
type By = { readonly by: string };

/** What is done with the record of one concern. It stands in the concern's own stream: no one else learns of it. */
export type ConcernKeepingEvent =
  | Fact<
      "ConcernExported",
      By & { readonly form: ExportForm; readonly purpose: PurposeKind },
      Named & { readonly words?: string }
    >
  | Fact<"ConcernHeld" | "ConcernHoldLifted", By, Named & { readonly reason: string }>
  | Fact<
      "ConcernReviewed",
      By & { readonly outcome: "keep" | "erase"; readonly until?: string },
      Named & { readonly reason: string }
    >
  /**
   * The lesson it was raised in has expired: what was recorded of it stands here now. `staff`: for a concern about
   * an adult, those who had a part in that lesson; older events lack it.
   */
  | Fact<"LessonKept", { readonly staff?: readonly string[] }, { readonly document: Document }>
  /** Personal payload of this concern was erased. */
  | Fact<"PersonalErased", By & { readonly versions: readonly number[] }, Named>;
