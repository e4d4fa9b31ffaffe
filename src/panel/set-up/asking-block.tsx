import { useState } from "preact/hooks";
import { CopyBlock } from "./copy-block.tsx";

type Props = {
  readonly does: string;
  readonly text: string;
  readonly asks: { readonly mark: string; readonly label: string };
};

/** Three numbers, as Teams takes them: so that nothing else gets into a line that is pasted. */
const VERSION = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/;

/** Lines that lack a value which only the person can see: asked for here, because a line that asks would take the next one as its answer. */
export const AskingBlock = ({ does, text, asks: { mark, label } }: Props) => {
  const [value, setValue] = useState("");
  const isRight = VERSION.test(value.trim());
  return (
    <div>
      <label class="field">
        <span>{label}</span>
        <input
          type="text"
          inputMode="decimal"
          placeholder="1.0.0"
          value={value}
          onInput={({ currentTarget }) => setValue(currentTarget.value)}
        />
      </label>
      {isRight ? (
        <CopyBlock does={does} text={text.replaceAll(mark, `'${value.trim()}'`)} />
      ) : (
        <p class="waits">{`${does} It waits for this version.`}</p>
      )}
    </div>
  );
};
