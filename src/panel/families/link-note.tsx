import { useRef, useState } from "preact/hooks";
import { CHANNELS } from "../../protocol/families/events.ts";
import { PressButton } from "../components/press-button.tsx";
import { copyOrSelect } from "../copy.ts";
import { SENT_WORDS } from "./family-words.ts";
import type { ClassControl } from "./use-class.ts";

type Of = { readonly family: string; readonly adult: string; readonly control: ClassControl };
type Props = Of & { readonly text: string };

/** In which way staff sent this adult's link (C2). */
export const SentButtons = ({ family, adult, control }: Of) => (
  <div class="actions">
    {CHANNELS.map((how) => (
      <PressButton
        key={how}
        busy={control.busy}
        onPress={() => void control.press({ do: "sent", family, adult, how })}
      >
        {`Sent ${SENT_WORDS[how]}`}
      </PressButton>
    ))}
  </div>
);

/** The text that goes with a new link, to be copied now; then staff say in which way they sent it (C2, C3). */
export const LinkNote = ({ text, family, adult, control }: Props) => {
  const [said, setSaid] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> =>
    setSaid(
      await copyOrSelect(
        text,
        area.current,
        "Copied. Send it to this adult alone, then press how you sent it.",
      ),
    );
  return (
    <>
      <label class="field">
        <span>The text to send</span>
        <textarea ref={area} rows={8} readOnly value={text} />
      </label>
      <div class="actions">
        <PressButton look="primary" onPress={() => void copy()}>
          Copy the text
        </PressButton>
      </div>
      <SentButtons family={family} adult={adult} control={control} />
      <p role="status" class="small">
        {said}
      </p>
    </>
  );
};
