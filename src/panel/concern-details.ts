import type { Draft } from "./draft.ts";

/** The body of `POST /api/concerns/:ref/details`: all of it may be left out. */
export type ConcernDetails = {
  readonly who?: string;
  /** Full names of the pupils picked. */
  readonly children?: readonly string[];
  /** ISO 8601. */
  readonly noticed?: string;
  readonly kinds?: readonly string[];
  readonly words?: string;
  readonly said?: string;
  readonly done?: string;
  readonly told?: string;
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

export const MOST_KINDS = 3;

/**
 * @param children names of the pupils picked, in the order of the register
 * @param staff name of the member of staff it is about
 */
export const detailsOf = (
  draft: Draft,
  children: readonly string[],
  staff: readonly string[],
): ConcernDetails => {
  const text = (name: "words" | "said" | "done" | "told") => {
    const value = draft[name].trim();
    return value === "" ? {} : { [name]: value };
  };
  const who = [...children, ...staff, draft.others.trim()].filter((part) => part !== "").join(", ");
  const noticed = new Date(draft.noticed);
  return {
    ...(who === "" ? {} : { who }),
    ...(children.length === 0 ? {} : { children }),
    ...(draft.subject === "" ? {} : { subject: draft.subject }),
    ...(Number.isNaN(noticed.getTime()) ? {} : { noticed: noticed.toISOString() }),
    ...(draft.kinds.length === 0 ? {} : { kinds: draft.kinds }),
    ...text("words"),
    ...text("said"),
    ...text("done"),
    ...text("told"),
  };
};

export const isEmpty = (details: ConcernDetails): boolean => Object.keys(details).length === 0;
