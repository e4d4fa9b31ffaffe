import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { PressButton } from "./press-button.tsx";

type Props = {
  /** On the button that opens the question, and closes it again. */
  readonly title: string;
  /** What happens, and to whom. */
  readonly children: ComponentChildren;
  /** On the button that does it. */
  readonly yes: string;
  readonly no: string;
  readonly busy: boolean;
  readonly onYes: () => void;
};

/** For what cannot be taken back: the first press says what happens, the second does it, in another place. */
export const AskFirst = ({ title, children, yes, no, busy, onYes }: Props) => {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // A keyboard goes on from the button that was there all along.
  const close = (): void => {
    setOpen(false);
    place.current?.querySelector("button")?.focus();
  };
  return (
    <div class="ask-first" ref={place}>
      <PressButton busy={busy} expanded={open} onPress={() => (open ? close() : setOpen(true))}>
        {title}
      </PressButton>
      {open ? (
        <fieldset aria-label={title}>
          {children}
          <div class="actions">
            <PressButton
              look="danger"
              busy={busy}
              onPress={() => {
                close();
                onYes();
              }}
            >
              {yes}
            </PressButton>
            <PressButton look="quiet" onPress={close}>
              {no}
            </PressButton>
          </div>
        </fieldset>
      ) : null}
    </div>
  );
};
