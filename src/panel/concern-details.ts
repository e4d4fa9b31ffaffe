import type { Draft } from "./draft.ts";

/** The body of `POST /api/concerns/:ref/details`: all of it may be left out. */
export type ConcernDetails = {
  readonly who?: string;
  readonly kind?: string;
  readonly words?: string;
  readonly done?: string;
  /** Entra id of the adult it is about, so that this person is not told. */
  readonly subject?: string;
};

/** Plain kinds to choose from: what happened, never a judgement. */
export const CONCERN_KINDS = {
  child: [
    "Something a child said",
    "Something seen or heard at home",
    "A person who should not be there",
    "How an adult at home behaved",
    "Something else",
  ],
  adult: ["Something an adult at school did", "Something an adult at school said", "Something else"],
} as const;

/** @param names of the pupils picked, in the order of the register, or of the member of staff */
export const detailsOf = (draft: Draft, names: readonly string[], told: string): ConcernDetails => {
  const who = [...names, draft.others.trim()].filter((part) => part !== "").join(", ");
  const words = draft.words.trim();
  return {
    ...(who === "" ? {} : { who }),
    ...(draft.subject === "" ? {} : { subject: draft.subject }),
    ...(draft.kind === "" ? {} : { kind: draft.kind }),
    ...(words === "" ? {} : { words }),
    ...(draft.inPerson === "" ? {} : { done: `Told ${told} in person: ${draft.inPerson}.` }),
  };
};

export const isEmpty = (details: ConcernDetails): boolean => Object.keys(details).length === 0;
