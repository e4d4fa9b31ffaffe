import type { Counts } from "../../protocol/screen/view.ts";

/** The lesson in one line, spoken politely when it changes. */
export const CountsLine = ({ counts: { here, expected, waiting, refused } }: { readonly counts: Counts }) => (
  <p class="counts" aria-live="polite" aria-atomic="true">
    {here > expected ? `${here} here, ${expected} expected.` : `${here} of ${expected} here.`}
    {waiting > 0 ? ` ${waiting} in the lobby.` : ""}
    {refused === undefined ? "" : ` Permission was refused for ${refused} inside.`}
  </p>
);
