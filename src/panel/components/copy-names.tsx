import { useRef, useState } from "preact/hooks";
import { copyOrSelect } from "../copy.ts";
import { PressButton } from "./press-button.tsx";

type Props = { readonly label: string; readonly text: string };

/** A text with names, copied by one press; nothing of it leaves this page by itself. */
export const CopyNames = ({ label, text }: Props) => {
  const [said, setSaid] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <textarea ref={area} rows={6} readOnly value={text} />
      </label>
      <PressButton look="primary" onPress={() => void copyOrSelect(text, area.current).then(setSaid)}>
        Copy the names
      </PressButton>
      <p role="status" class="small">
        {said}
      </p>
    </>
  );
};
