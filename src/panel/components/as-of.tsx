import { timeOf } from "../wording.ts";

/** A heading for what was last known and may no longer be so. */
export const AsOf = ({ at }: { readonly at: string | undefined }) =>
  at === undefined ? null : <p class="as-of">{`As it was at ${timeOf(at)}:`}</p>;
