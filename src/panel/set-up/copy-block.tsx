import { useRef, useState } from "preact/hooks";
import { PressButton } from "../components/press-button.tsx";
import { copyOrSelect } from "../copy.ts";

type Props = { readonly does: string; readonly text: string };

/** Lines of PowerShell to copy, the sign-in first. */
export const CopyBlock = ({ does, text }: Props) => {
  const [said, setSaid] = useState("");
  const shown = useRef<HTMLPreElement>(null);
  const copy = async (): Promise<void> => setSaid(await copyOrSelect(text, shown.current));
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
