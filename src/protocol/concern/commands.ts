import type { JsonObject } from "../fact.ts";
import type { Actor } from "../lesson/commands.ts";
import type { About, Holders } from "../who/route.ts";
import type { Target } from "../work/duty.ts";
import type { CpomsAnswer, CpomsOfChild } from "./cpoms-said.ts";
import type { ConcernKeepingCommand } from "./decide-keeping.ts";
import type { Ways } from "./escalation.ts";
import type { FollowUpCommand } from "./follow-up.ts";
import type { Detail } from "./state.ts";

/** What a step is worked out from, as it is at that moment. */
export type EscalationContext = {
  readonly holders: Holders;
  /** Staff of the lesson (Entra ids). */
  readonly lessonStaff: readonly string[];
  /** Milliseconds until the step after. */
  readonly afterMs: number;
  readonly ways?: Ways;
};

export type ConcernCommand =
  | ConcernKeepingCommand
  | FollowUpCommand
  | {
      readonly do: "raise";
      readonly ref: string;
      readonly about: About;
      readonly lesson: string;
      readonly label: string;
      readonly oneToOne?: boolean;
      readonly lessonStaff: readonly string[];
      readonly channel: boolean;
      readonly holders: Holders;
      /** Milliseconds until the next person is told. */
      readonly escalateAfterMs?: number;
      readonly press?: string;
      /** "Not this person": people it would tell whom the raiser left out. */
      readonly leftOut?: readonly string[];
      /** About an adult: how long it can be taken back before anyone is told. */
      readonly undoMs?: number;
      readonly by: Actor;
    }
  | { readonly do: "take-back"; readonly by: Actor }
  | (Omit<Detail, "at" | "by"> & {
      readonly do: "add-detail";
      readonly by: Actor;
      /** Entra id of the adult it is about: of the staff of the lesson, or a DSL or headteacher. */
      readonly subject?: string;
      readonly holders: Holders;
      /** Staff of the lesson now (Entra ids). */
      readonly lessonStaff: readonly string[];
    })
  | { readonly do: "have-it"; readonly by: Actor }
  | ({
      readonly do: "close";
      readonly by: Actor;
      readonly decision: string;
      readonly reason: string;
    } & CpomsAnswer)
  | ({ readonly do: "note-cpoms"; readonly by: Actor } & CpomsOfChild)
  | ({ readonly do: "hand-on"; readonly by: Actor } & EscalationContext)
  /** This step is due. */
  | ({ readonly do: "escalate"; readonly step: number } & EscalationContext)
  /** `step`: 1 where not given. */
  | {
      readonly do: "told";
      readonly target: Target;
      readonly step?: number;
      /** The card as it was sent. */
      readonly card?: JsonObject;
    }
  /** It was sent, and Teams did not say whether it took it. */
  | { readonly do: "unanswered"; readonly target: Target; readonly step?: number }
  | {
      readonly do: "not-told";
      readonly target: Target;
      readonly step?: number;
      readonly reason: string;
      readonly final: boolean;
      readonly holders: Holders;
      readonly ways?: Ways;
    };
