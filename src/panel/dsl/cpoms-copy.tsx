import { useRef, useState } from "preact/hooks";
import { defined } from "../../protocol/defined.ts";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { copyOrSelect } from "../copy.ts";
import { useExport } from "./use-export.ts";

type Props = {
  readonly api: Api;
  readonly reference: string;
  /** Whose text it is, where the concern names several. */
  readonly child?: string;
};

/** Text to copy into CPOMS by hand. It is recorded like every other export. */
export const CpomsCopy = ({ api, reference, child }: Props) => {
  const [text, setText] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const { busy, said, say, take } = useExport(api);
  const get = async (): Promise<void> => {
    const file = await take(
      { of: "concern", ref: reference, form: "text", ...defined({ child }) },
      { kind: "cpoms" },
    );
    if (file !== undefined) {
      setText(await file.content.text());
      say("Recorded as an export for CPOMS.");
    }
  };
  const copy = async (): Promise<void> =>
    say(
      await copyOrSelect(text ?? "", area.current, "Copied. Clear your clipboard when you have pasted it."),
    );
  return (
    <details class="group">
      <summary>{child === undefined ? "Text for CPOMS" : `Text for CPOMS: ${child}`}</summary>
      {text === undefined ? (
        <PressButton busy={busy} onPress={() => void get()}>
          Show the text
        </PressButton>
      ) : (
        <>
          <label class="field">
            <span>Copy this into CPOMS, then type its reference below</span>
            <textarea ref={area} rows={10} readOnly value={text} />
          </label>
          <PressButton onPress={() => void copy()}>Copy the text</PressButton>
        </>
      )}
      <p role="status" class="small">
        {said?.text}
      </p>
    </details>
  );
};
