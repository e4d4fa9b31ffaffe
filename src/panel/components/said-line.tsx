import type { Said } from "../said.ts";

/** A line for the result of a press; read out when it changes. */
export const SaidLine = ({ said }: { readonly said: Said | undefined }) => (
  <p role="status" class={said === undefined ? "said-room" : `said said-${said.tone}`}>
    {said?.text}
  </p>
);
