import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { CellHeads } from "./check-cells.tsx";

type Props = {
  readonly title: string;
  readonly folded: boolean;
  /** Its rows have the three checks as columns. */
  readonly cells?: boolean;
  readonly children: ComponentChildren;
};

/** A group of rows; how it is folded is decided once and then left to the person. */
export const RowGroup = ({ title, folded, cells = false, children }: Props) => {
  const [foldable] = useState(folded);
  if (!foldable) {
    return (
      <div class="group">
        <div class="group-head">
          <h2>{title}</h2>
          {cells ? <CellHeads /> : null}
        </div>
        <ul class="rows">{children}</ul>
      </div>
    );
  }
  return (
    <details class="group">
      <summary>
        <span>{title}</span>
        {cells ? <CellHeads /> : null}
      </summary>
      <ul class="rows">{children}</ul>
    </details>
  );
};
