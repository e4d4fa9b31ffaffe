import { useLayoutEffect, useRef } from "preact/hooks";

/** The blank page of Hide: for a shared desktop. It, or H, brings the panel back; what protects stays below it. */
export const HiddenPage = ({ onShow }: { readonly onShow: () => void }) => {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  return (
    <main class="hidden-page">
      <h1>
        <button ref={button} type="button" onClick={onShow}>
          This panel is blank. Press to show it.
        </button>
      </h1>
    </main>
  );
};
