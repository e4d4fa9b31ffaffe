import type { Fact, JsonObject } from "../fact.ts";
import type { About } from "../who/route.ts";
import type { Target } from "../work/duty.ts";
import type { CpomsAnswer, CpomsOfChild } from "./cpoms-said.ts";
import type { FollowUpEvent } from "./follow-up-events.ts";
import type { ConcernKeepingEvent } from "./keeping-events.ts";
import type { EscalationStep } from "./step.ts";

type Named = { readonly byName: string };

/** Everything that can have happened to one concern. Each concern is a stream of its own. */
export type ConcernEvent =
  | ConcernKeepingEvent
  | FollowUpEvent
  | Fact<
      "ConcernRaised",
      {
        readonly ref: string;
        readonly about: About;
        readonly lesson: string;
        readonly by: string;
        readonly label: string;
        /** Raised in a one-to-one lesson: cards do not speak of a class. */
        readonly oneToOne?: true;
        readonly targets: readonly Target[];
        readonly reaches: "dsl" | "headteacher" | "nobody";
        /** No holder could be looked up yet: that is asked again, and nothing waits until then. */
        readonly nobodyKnown?: true;
        /** Milliseconds until the next person is told; the school's setting at this moment. */
        readonly escalateAfterMs?: number;
        /** The panel's own name for this one press: a second try after a lost answer is the same. */
        readonly press?: string;
        /** Staff of the lesson at this moment: an unnamed adult may be any of them (X2). */
        readonly lessonStaff?: readonly string[];
        /** People whom the raiser has left out: they are never told, and read nothing of it. */
        readonly leftOut?: readonly string[];
        /** Until then it can be taken back, and `targets` are not told yet. */
        readonly undoUntil?: string;
      },
      Named
    >
  /** The time to take it back is over: these are told now. */
  | Fact<"TellingBegan", { readonly targets: readonly Target[] }>
  /** The raiser took it back in time: no one was told. */
  | Fact<"TakenBack", { readonly by: string }, Named>
  | Fact<
      "RouteWidened",
      { readonly targets: readonly Target[]; readonly why: "not told" | "subject named" | "handed over" }
    >
  | Fact<"SubjectNamed", { readonly by: string; readonly subject: string }, Named>
  /** No one had taken it: more people are told. Steps count from 2; `afterMs` until the next one. */
  | Fact<
      "Escalated",
      {
        readonly step: number;
        /** Who is asked. The name is that of the facts of 0.1. */
        readonly rung: EscalationStep;
        readonly why: "not seen" | "handed on";
        readonly targets: readonly Target[];
        readonly afterMs: number;
      }
    >
  /** A person asked at this step, in their own chat or in the channel, said that they cannot take it now. */
  | Fact<"HandedOn", { readonly by: string; readonly step: number }, Named>
  /** Everyone was told for as long as it makes sense: now only a telephone helps. */
  | Fact<"EscalationEnded", { readonly rounds: number }>
  /** With the card as Teams took it, where the message was this alert's own. */
  | Fact<"Told", { readonly target: Target; readonly step?: number }, { readonly card: JsonObject }>
  | Fact<"SentUnanswered", { readonly target: Target; readonly step?: number }>
  | Fact<
      "NotTold",
      { readonly target: Target; readonly reason: string; readonly final: boolean; readonly step?: number }
    >
  | Fact<"Acknowledged", { readonly by: string }, Named>
  | Fact<
      "DetailAdded",
      /** `drawn`: when the page was drawn that it was sent from; of families alone. */
      { readonly by: string; readonly drawn?: string },
      Named & {
        readonly who?: string;
        /** Up to three kinds, parted by "; ". */
        readonly kind?: string;
        /** When it was noticed, ISO 8601. */
        readonly noticed?: string;
        /** What was seen and heard. */
        readonly words?: string;
        /** The child's own words. */
        readonly said?: string;
        /** What was done. */
        readonly done?: string;
        /** Who was told in person. */
        readonly told?: string;
        /** Full names of the children it is about, as on the register. */
        readonly children?: readonly string[];
      }
    >
  | Fact<
      "ConcernClosed",
      { readonly by: string },
      Named & { readonly decision: string; readonly reason: string } & CpomsAnswer
    >
  /** Its reference in CPOMS, or why it is not needed there: after closing, or for one child of several (X3). */
  | Fact<"CpomsNoted", { readonly by: string }, Named & CpomsOfChild>;
