/** What staff say of CPOMS: its reference there, or why it does not belong there. One of the two. */
export type CpomsAnswer = { readonly cpoms?: string; readonly cpomsNotNeeded?: string };

/** `child`: whose entry it is, where a concern names several. */
export type CpomsOfChild = CpomsAnswer & { readonly child?: string };

/** What was said of CPOMS last. */
export type Cpoms = { readonly at: string; readonly by: string } & (
  | { readonly reference: string }
  | { readonly notNeeded: string }
);

/** What was said; undefined where neither was. */
export const cpomsOf = (answer: CpomsAnswer, at: string, by: string): Cpoms | undefined => {
  const { cpoms = "", cpomsNotNeeded = "" } = answer;
  if (cpoms.trim() !== "") return { at, by, reference: cpoms };
  return cpomsNotNeeded.trim() === "" ? undefined : { at, by, notNeeded: cpomsNotNeeded };
};
