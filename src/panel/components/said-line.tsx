import type { Said } from "../said.ts";

/** Where it stands what came of a press; read out when it changes. */
export function SaidLine({ said }: { readonly said: Said | undefined }) {
  return (
    <p role="status" class={said === undefined ? "said-room" : `said said-${said.tone}`}>
      {said?.text}
    </p>
  );
}
