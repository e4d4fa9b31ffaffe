import type { Line } from "../../app/preflight/line.ts";
import { count } from "../wording.ts";
import { LINE_WORDS, SIGNS } from "./states.ts";

/** What is not in order stands in full; what is in order is folded away. */
export const CheckLines = ({ lines }: { readonly lines: readonly Line[] }) => {
  const good = lines.filter(({ state }) => state === "green");
  const rest = lines.filter(({ state }) => state !== "green");
  return (
    <>
      {rest.length === 0 ? null : (
        <ul class="lines">
          {rest.map((line) => (
            <LineItem key={line.id} line={line} />
          ))}
        </ul>
      )}
      {good.length === 0 ? null : (
        <details>
          <summary>{`In order: ${count(good.length, "thing")}`}</summary>
          <ul class="lines">
            {good.map((line) => (
              <LineItem key={line.id} line={line} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const LineItem = ({ line: { name, state, says, means, mend } }: { readonly line: Line }) => (
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
    </div>
  </li>
);
