/** What a person has begun to write. It leaves the page when it is sent; until then the server keeps it for them. */
export type Draft = {
  readonly pupils: readonly string[];
  /** The member of staff it is about, by Entra id; empty for anyone else. */
  readonly subject: string;
  readonly others: string;
  /** As the field holds it: "2026-11-24T10:40", by this computer's clock; "" where not said. */
  readonly noticed: string;
  readonly kinds: readonly string[];
  readonly words: string;
  readonly said: string;
  readonly done: string;
  readonly told: string;
};

export const EMPTY_DRAFT: Draft = {
  pupils: [],
  subject: "",
  others: "",
  noticed: "",
  kinds: [],
  words: "",
  said: "",
  done: "",
  told: "",
};
