import type { Fact } from "../fact.ts";
import type { Answer } from "./permission.ts";

type By = { readonly by: string };
type Named = { readonly byName: string };

/** The school's own ways to write to a parent. */
export const CHANNELS = ["ClassDojo", "e-mail", "on paper"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where a link was used: told apart, and no more. It is erased with the names. */
type FromPlace = { readonly place: string };

/**
 * What can have happened with one family: a pupil, the adults with them, their links and what they answered. The
 * link itself is nowhere: `digest` is SHA-256 of its secret part.
 */
export type FamilyEvent =
  | Fact<
      "FamilyListed",
      By & { readonly family: string },
      Named & { readonly child: string; readonly also: readonly string[] }
    >
  | Fact<"AdultAdded", By & { readonly adult: string }, Named & { readonly name: string }>
  /**
   * `wording`: which went with it: the day of ours (note.ts), or "own " and the SHA-256 of the school's own text, which the
   * record of its settings holds with its date.
   */
  | Fact<
      "LinkMade",
      By & {
        readonly adult: string;
        readonly link: string;
        readonly digest: string;
        readonly expiresAt: string;
        readonly wording: string;
      },
      Named
    >
  | Fact<"LinkSent", By & { readonly link: string; readonly how: Channel }, Named>
  | Fact<"LinkRevoked", By & { readonly link: string }, Named>
  | Fact<"LinkOpened", { readonly link: string }, FromPlace>
  /** The way to the meeting was shown to the person who holds the link. */
  | Fact<"JoinShown", { readonly link: string; readonly lesson: string }, FromPlace>
  /** By the adult through their link, or told to the school: then `by` noted it. */
  | Fact<
      "PermissionAnswered",
      {
        readonly adult: string;
        readonly answer: Answer;
        readonly link?: string;
        readonly by?: string;
      },
      { readonly byName?: string }
    >
  /** P2: a device in this lesson was settled as this child's, after the adult had joined by their own link. */
  | Fact<"PermissionImplied", { readonly adult: string; readonly link: string; readonly lesson: string }>
  /** B5: noted in a lesson, `at` there; agreed with the headteacher that there is no other room, or no longer so. */
  | Fact<
      "FamilyRoomAgreed",
      By & { readonly lesson: string; readonly notedAt: string; readonly agreed: boolean }
    >
  /** The day from which adults are asked again ("2027-09-01"). */
  | Fact<"AskAgainSet", By & { readonly on: string }, Named>
  /** Names were erased from these events; the event does not say whose. */
  | Fact<"PersonalErased", By & { readonly versions: readonly number[] }, Named>;

export type FamilyEventType = FamilyEvent["type"];

/** A meeting that a class comes to, by its chat. */
export type Meeting = { readonly chat: string; readonly weekly: boolean };

/** What can have happened with the lists of families. `class` is an id of ours. */
export type ClassEvent =
  | Fact<
      "ClassKept",
      By & {
        readonly class: string;
        /** Entra ids: they keep the list. */
        readonly staff: readonly string[];
        readonly families: readonly string[];
      },
      Named & { readonly name: string }
    >
  /** `besides`: meetings that it comes to as well, which were not over then; absent: to this one alone. */
  | Fact<
      "ClassMeets",
      By & Meeting & { readonly class: string; readonly besides?: readonly Meeting[] },
      Named
    >
  /** A refusal is on file with this family now, or no longer: the child may be on other lists, too (P2). */
  | Fact<"RefusalMoved", { readonly family: string; readonly stands: boolean }>;
