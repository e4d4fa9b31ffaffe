import type { ToldRole } from "../../protocol/who/route.ts";
import type { ExceptionReason } from "../../protocol/words.ts";

/**
 * What the protocol asks of a family: what staff note an exception from, and the rest of it. A new exception needs its
 * sentence here, in every language, before anything compiles.
 */
export type AskedOfFamilies = ExceptionReason | "own link" | "lobby" | "muted";

/** Which lesson is meant; undefined where Teams has not said when it is. */
type On = { readonly day: string; readonly at: string } | undefined;

/** All that the page for families says, in one language. Families read each sentence. */
export type FamilyWords = {
  /** For the `lang` of the page. */
  readonly lang: string;
  /** Its own name, for the link that changes to it. */
  readonly language: string;
  /** For clock times and days. */
  readonly locale: string;
  readonly title: string;
  readonly lead: string;
  readonly open: {
    readonly heading: string;
    readonly ready: string;
    readonly paste: string;
    readonly hint: string;
    readonly button: string;
  };
  readonly before: string;
  readonly during: string;
  readonly asked: { readonly [Asked in AskedOfFamilies]: string };
  readonly schoolHeading: string;
  readonly school: readonly string[];
  readonly worried: { readonly heading: string; readonly sentence: string };
  readonly tell: {
    readonly heading: string;
    readonly danger: string;
    readonly open: string;
    /** Those who are told, as they stand in a sentence after "to". */
    readonly people: { readonly [R in ToldRole]: string };
    readonly and: string;
    /** Where it is not known who is told. */
    readonly someone: string;
    readonly child: (who: string) => string;
    readonly childToNoOne: string;
    readonly staff: string;
    readonly chair: string;
    /** No address of the chair is known here. */
    readonly noChair: string;
    /** The e-mail was not accepted. */
    readonly chairNot: string;
    /** Too often in a day. */
    readonly chairOften: string;
    /** Whom to phone about the headteacher. @param lado "" where the school gives no number */
    readonly instead: (lado: string) => string;
    readonly sentToChair: (ref: string) => string;
    readonly addedForChair: (ref: string) => string;
    readonly nextFromChair: string;
    readonly words: string;
    readonly send: string;
    readonly sent: (ref: string, who: string) => string;
    readonly added: (ref: string) => string;
    readonly next: string;
    readonly notReached: (ref: string) => string;
    readonly more: string;
    readonly ref: string;
    readonly addWords: string;
    readonly add: string;
    readonly notThere: string;
    readonly closed: string;
    readonly tooOften: string;
    readonly empty: string;
    /** Words, and not what they are about. */
    readonly noChoice: string;
  };
  readonly about: { readonly heading: string; readonly sentence: string };
  readonly phone: (phone: string) => string;
  readonly yours: {
    readonly heading: (child: string) => string;
    readonly aChild: string;
    readonly for: (adult: string) => string;
    readonly private: string;
  };
  readonly permission: {
    readonly heading: string;
    readonly question: (child: string) => string;
    readonly means: string;
    readonly yes: string;
    readonly no: string;
    readonly saidYes: string;
    readonly saidNo: string;
    readonly takenBack: string;
    readonly change: string;
    /** An answer pressed on a page that was older than the answer that stands. */
    readonly notChanged: string;
  };
  readonly next: {
    readonly heading: string;
    /** The same where a refusal stands: it tells no adult what another said. @param phone "" where none is set */
    readonly none: (phone: string) => string;
    readonly toCome: (day: string, at: string, from: string, by: string) => string;
    /** Before it began: it was not ended. */
    readonly cancelled: (day: string, at: string) => string;
    /** It was ended early because it may not go on: no reason is given, other adults of the family may read it. */
    readonly postponed: (day: string, at: string) => string;
    readonly openNow: (on: On) => string;
    readonly join: string;
    readonly joinNow: string;
    readonly browser: string;
    readonly joinZoom: string;
    readonly inZoom: string;
    readonly ended: (on: On) => string;
    readonly notYet: string;
    readonly away: (on: On) => string;
  };
  readonly no: {
    readonly heading: string;
    readonly unknown: string;
    readonly revoked: string;
    readonly expired: string;
    readonly tooMany: string;
    readonly often: string;
    readonly fault: string;
  };
};
