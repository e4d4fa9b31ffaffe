import type { ComponentChildren } from "preact";
import { SaidLine } from "../components/said-line.tsx";
import type { Said } from "../said.ts";

type Props = {
  readonly button: string;
  readonly danger?: boolean | undefined;
  readonly busy: boolean;
  readonly said: Said | undefined;
  readonly onSend: () => Promise<void>;
  readonly children: ComponentChildren;
};

/** Fields, the button that sends them, and the result. */
export const SaidForm = ({ button, danger, busy, said, onSend, children }: Props) => (
  <form
    class="said-form"
    onSubmit={(event) => {
      event.preventDefault();
      void onSend();
    }}
  >
    {children}
    <button type="submit" class={danger === true ? "press press-danger" : "press"} aria-busy={busy}>
      {button}
    </button>
    <SaidLine said={said} />
  </form>
);
