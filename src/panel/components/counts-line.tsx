import type { Counts } from "../../protocol/screen/view.ts";
import { count } from "../wording.ts";

/** The lesson in one line, spoken politely when it changes. */
export function CountsLine({ counts }: { readonly counts: Counts }) {
  const parts = [
    `${counts.here} of ${counts.expected} here`,
    `${counts.checked} checked`,
    ...(counts.namesOnly === undefined
      ? []
      : [`${count(counts.namesOnly, "name matches", "names match")}, adults not seen yet`]),
    ...(counts.exceptions > 0 ? [count(counts.exceptions, "exception")] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    ...(counts.waiting > 0 ? [`${counts.waiting} waiting`] : []),
  ];
  return (
    <p class="counts" aria-live="polite" aria-atomic="true">
      {parts.join(", ")}
    </p>
  );
}
