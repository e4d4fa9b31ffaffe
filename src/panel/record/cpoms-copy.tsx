import { useRef, useState } from "preact/hooks";
import type { ConcernView } from "../../protocol/view.ts";
import { PressButton } from "../components/press-button.tsx";
import { cpomsText } from "./cpoms-text.ts";

/** Text to carry into CPOMS by hand. */
export function CpomsCopy({ concern }: { readonly concern: ConcernView }) {
  const [said, setSaid] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const text = cpomsText(concern);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("Copied. Clear your clipboard when you have pasted it.");
    } catch {
      // Teams may not lend the page its clipboard: select the text so that one key press copies it.
      area.current?.focus();
      area.current?.select();
      setSaid("Selected. Press Ctrl+C to copy.");
    }
  };
  return (
    <details class="group">
      <summary>Text for CPOMS</summary>
      <label class="field">
        <span>Copy this into CPOMS, then type its reference below</span>
        <textarea ref={area} rows={10} readOnly value={text} />
      </label>
      <PressButton onPress={() => void copy()}>Copy the text</PressButton>
      <p role="status" class="small">
        {said}
      </p>
    </details>
  );
}
