import type { Counts } from "../../protocol/screen/view.ts";

/** The lesson in one line, spoken politely when it changes. */
export const CountsLine = ({ counts }: { readonly counts: Counts }) => {
  const parts = [
    counts.here > counts.expected
      ? `${counts.here} here, ${counts.expected} expected`
      : `${counts.here} of ${counts.expected} here`,
    ...(counts.waiting > 0 ? [`${counts.waiting} in the lobby`] : []),
  ];
  return (
    <p class="counts" aria-live="polite" aria-atomic="true">
      {parts.map((part) => `${part}.`).join(" ")}
    </p>
  );
};
