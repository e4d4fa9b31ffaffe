import type { Fact } from "../fact.ts";

type Named = { readonly byName: string };

/** What the people who were told do about a concern, step by step, until it is closed and after it. */
export type FollowUpEvent =
  | Fact<"ActionNoted", { readonly by: string }, Named & { readonly action: string; readonly why?: string }>
  /** It is this person's from now on. */
  | Fact<"HandedOver", { readonly by: string; readonly to: string }, Named & { readonly toName: string }>
  /** `on`: a day ("2026-12-03"); absent where the reminder was taken away. */
  | Fact<"ReminderSet", { readonly by: string; readonly on?: string }, Named & { readonly what?: string }>
  | Fact<"ChildLinked", { readonly by: string }, Named & { readonly child: string }>;
