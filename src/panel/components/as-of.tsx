import { timeOf } from "../wording.ts";

/** Heads what was so when it was last known, and may be so no more. */
export const AsOf = ({ at }: { readonly at: string | undefined }) =>
  at === undefined ? null : <p class="as-of">{`How it stood at ${timeOf(at)}:`}</p>;
