import type { Target } from "../duty.ts";
import type { Fact } from "../fact.ts";
import type { About } from "../route.ts";

type Named = { readonly byName: string };

/** Everything that can have happened to one concern. Each concern is a stream of its own. */
export type ConcernEvent =
  | Fact<
      "ConcernRaised",
      {
        readonly ref: string;
        readonly about: About;
        readonly lesson: string;
        readonly by: string;
        readonly label: string;
        readonly targets: readonly Target[];
        readonly reaches: "dsl" | "headteacher" | "nobody";
      },
      Named
    >
  | Fact<"RouteWidened", { readonly targets: readonly Target[]; readonly why: "not told" | "subject named" }>
  | Fact<"SubjectNamed", { readonly by: string; readonly subject: string }, Named>
  | Fact<"Told", { readonly target: Target }>
  | Fact<"NotTold", { readonly target: Target; readonly reason: string; readonly final: boolean }>
  | Fact<"Acknowledged", { readonly by: string }, Named>
  | Fact<
      "DetailAdded",
      { readonly by: string },
      Named & {
        readonly who?: string;
        readonly kind?: string;
        readonly words?: string;
        readonly done?: string;
      }
    >
  | Fact<
      "ConcernClosed",
      { readonly by: string },
      Named & { readonly decision: string; readonly reason: string; readonly cpoms?: string }
    >;
