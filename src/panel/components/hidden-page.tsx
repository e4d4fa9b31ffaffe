import { useLayoutEffect, useRef } from "preact/hooks";

/** The blank page of Hide: for a shared desktop. Any press, by finger or key, brings the panel back. */
export const HiddenPage = ({ onShow }: { readonly onShow: () => void }) => {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    button.current?.focus();
    const show = (event: KeyboardEvent): void => {
      event.preventDefault();
      onShow();
    };
    window.addEventListener("keydown", show);
    return () => window.removeEventListener("keydown", show);
  }, [onShow]);
  return (
    <main class="hidden-page">
      <button ref={button} type="button" class="hidden-button" onClick={onShow}>
        This panel is blank. Press to show it.
      </button>
    </main>
  );
};
