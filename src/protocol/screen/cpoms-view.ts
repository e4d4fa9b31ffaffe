/** The last answer about CPOMS, with who gave it and when: its reference there, or why it is not needed there. */
export type CpomsSaid = { readonly at: string; readonly by: string } & (
  | { readonly state: "done"; readonly reference: string }
  | { readonly state: "not needed"; readonly reason: string }
);

export type CpomsOfOne = { readonly child: string; readonly said?: CpomsSaid };

/** How it stands with CPOMS. "each": the concern names several children, and each has an entry of their own. */
export type CpomsView =
  | { readonly state: "asked at closing" | "not yet" }
  | CpomsSaid
  | { readonly state: "each"; readonly of: readonly CpomsOfOne[]; readonly open: boolean };
