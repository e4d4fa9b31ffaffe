/** What a person has begun to write. Held in memory until it is sent, then gone. */
export type Draft = {
  readonly pupils: readonly string[];
  /** The member of staff it is about, by Entra id; empty for anyone else. */
  readonly subject: string;
  readonly others: string;
  readonly kind: string;
  readonly words: string;
  readonly inPerson: "" | "yes" | "not yet";
};

export const EMPTY_DRAFT: Draft = { pupils: [], subject: "", others: "", kind: "", words: "", inPerson: "" };
