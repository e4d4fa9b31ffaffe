import type { Said } from "../said.ts";

/** Where it stands what came of a press; read out when it changes. */
export const SaidLine = ({ said }: { readonly said: Said | undefined }) => (
  <p role="status" class={said === undefined ? "said-room" : `said said-${said.tone}`}>
    {said?.text}
  </p>
);
