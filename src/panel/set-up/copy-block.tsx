import { useRef, useState } from "preact/hooks";
import { PressButton } from "../components/press-button.tsx";

type Props = { readonly does: string; readonly text: string };

/** Lines of PowerShell to copy, the sign-in first. */
export const CopyBlock = ({ does, text }: Props) => {
  const [said, setSaid] = useState("");
  const shown = useRef<HTMLPreElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied.");
    } catch {
      // Teams may not give the page the clipboard: the text is marked, so that one key press copies it.
      if (shown.current !== null) {
        getSelection()?.selectAllChildren(shown.current);
      }
      setSaid("Marked. Press Ctrl+C to copy.");
    }
  };
  return (
    <div class="copy-block">
      <p>{does}</p>
      <pre ref={shown}>{text}</pre>
      <PressButton look="quiet" label={`Copy: ${does}`} onPress={() => void copy()}>
        Copy
      </PressButton>
      <span role="status" class="small">
        {said}
      </span>
    </div>
  );
};
