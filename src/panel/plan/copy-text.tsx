import { useRef, useState } from "preact/hooks";
import { PressButton } from "../components/press-button.tsx";
import { copyOrSelect } from "../copy.ts";

type Props = { readonly label: string; readonly rows: number; readonly text: string };

/** A text to be copied whole. */
export const CopyText = ({ label, rows, text }: Props) => {
  const [said, setSaid] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> => setSaid(await copyOrSelect(text, area.current));
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <textarea ref={area} rows={rows} readOnly value={text} />
      </label>
      <PressButton label={`Copy: ${label}`} onPress={() => void copy()}>
        Copy
      </PressButton>
      <p role="status" class="small">
        {said}
      </p>
    </>
  );
};
