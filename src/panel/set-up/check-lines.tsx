import type { AttestView } from "../../app/set-up/attest.ts";
import type { Line } from "../../app/set-up/view.ts";
import { PressButton } from "../components/press-button.tsx";
import { count } from "../wording.ts";
import { LINE_WORDS, SIGNS } from "./states.ts";

/** What is not in order stands in full; what is in order is folded away. */
export type OnAttest = (what: AttestView["what"], act: "say" | "take back") => void;

type Props = { readonly lines: readonly Line[]; readonly busy: boolean; readonly onAttest: OnAttest };

export const CheckLines = ({ lines, busy, onAttest }: Props) => {
  const item = (line: Line) => <LineItem key={line.id} line={line} busy={busy} onAttest={onAttest} />;
  // What a person said stays in sight: they see that it was taken, and can take it back.
  const isFolded = ({ state, attest }: Line): boolean => state === "green" && attest?.said !== true;
  const good = lines.filter(isFolded);
  const rest = lines.filter((line) => !isFolded(line));
  return (
    <>
      {rest.length === 0 ? null : <ul class="lines">{rest.map(item)}</ul>}
      {good.length === 0 ? null : (
        <details>
          <summary>{`In order: ${count(good.length, "thing")}`}</summary>
          <ul class="lines">{good.map(item)}</ul>
        </details>
      )}
    </>
  );
};

type ItemProps = { readonly line: Line; readonly busy: boolean; readonly onAttest: OnAttest };

const LineItem = ({ line: { name, state, says, means, mend, attest }, busy, onAttest }: ItemProps) => (
  <li class={`line line-${state}`}>
    <span class="sign" aria-hidden="true">
      {SIGNS[state]}
    </span>
    <div>
      <p>
        <span class="unseen">{`${LINE_WORDS[state]}. `}</span>
        <strong>{name}</strong>
        {`: ${says}.`}
      </p>
      {means === undefined ? null : <p>{means}</p>}
      {mend === undefined ? null : (
        <p>
          <strong>To mend it:</strong> {mend}
        </p>
      )}
      {attest === undefined ? null : (
        <PressButton
          look="quiet"
          busy={busy}
          label={attest.said ? `Take this back: ${name}` : attest.press}
          onPress={() => (busy ? undefined : onAttest(attest.what, attest.said ? "take back" : "say"))}
        >
          {attest.said ? "Take this back" : attest.press}
        </PressButton>
      )}
    </div>
  </li>
);
