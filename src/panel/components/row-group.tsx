import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

type Props = {
  readonly title: string;
  readonly folded: boolean;
  readonly children: ComponentChildren;
};

/** A group of rows; how it is folded is decided once and then left to the person. */
export const RowGroup = ({ title, folded, children }: Props) => {
  const [foldable] = useState(folded);
  if (!foldable) {
    return (
      <div class="group">
        <h2>{title}</h2>
        <ul class="rows">{children}</ul>
      </div>
    );
  }
  return (
    <details class="group">
      <summary>{title}</summary>
      <ul class="rows">{children}</ul>
    </details>
  );
};
