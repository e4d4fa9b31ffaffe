import type { ConcernView } from "../../protocol/screen/view.ts";
import { timeOf } from "../wording.ts";
import { ProofLine } from "./proof-line.tsx";

/** How far a concern has come: asked, told (accepted by Teams), seen (a recipient pressed). */
export const ConcernState = ({ concern }: { readonly concern: ConcernView }) => (
  <div role="status" class="deliveries">
    {concern.notSent === undefined ? null : (
      <p class="said said-trouble">
        <strong>{concern.notSent}</strong>
      </p>
    )}
    {concern.deliveries.map(({ to, state, sentence }, place) => (
      <ProofLine
        key={`${place} ${to}`}
        word=""
        proof={{ state: PROOF_OF[state], sentence: `${to}: ${sentence}` }}
      />
    ))}
    {concern.seen.map(({ by, at }) => (
      <ProofLine
        key={`${by} ${at}`}
        word="Seen"
        proof={{ state: "proven", sentence: `by ${by} at ${timeOf(at)}.` }}
      />
    ))}
    {concern.closed === undefined ? null : <p>{`Closed ${timeOf(concern.closed.at)}.`}</p>}
  </div>
);

const PROOF_OF = { asked: "asked", told: "proven", "not told": "not proven" } as const;
