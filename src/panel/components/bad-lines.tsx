import { useState } from "preact/hooks";
import type { BadLine } from "../csv-mend.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly bad: readonly BadLine[];
  readonly onMended: (lines: ReadonlyMap<number, string>) => void;
};

/** Every line that could not be read, with the reason, to be corrected in place. */
export const BadLines = ({ bad, onMended }: Props) => {
  const [mended, setMended] = useState<ReadonlyMap<number, string>>(new Map());
  return (
    <div class="bad-lines">
      {bad.map(({ line, text, why }) => (
        <div key={line} class="bad-line">
          <label for={`line-${line}`}>{`Line ${line}: ${why}`}</label>
          <input
            id={`line-${line}`}
            type="text"
            autocomplete="off"
            value={mended.get(line) ?? text}
            onInput={({ currentTarget }) => setMended(new Map(mended).set(line, currentTarget.value))}
          />
        </div>
      ))}
      <PressButton onPress={() => onMended(mended)}>Look again</PressButton>
    </div>
  );
};
