import type { Fact } from "../fact.ts";
import type { ExportForm } from "./events.ts";
import type { PurposeKind } from "./purpose.ts";

type Named = { readonly byName: string };
type By = { readonly by: string };

/** What is done with the record of one concern. It stands in the concern's own stream: nobody else learns of it. */
export type ConcernKeepingEvent = Fact<
  "ConcernExported",
  By & { readonly form: ExportForm; readonly purpose: PurposeKind },
  Named & { readonly words?: string }
>;
