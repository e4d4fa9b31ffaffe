import type { Proof } from "../../protocol/view.ts";
import { PROOF_WORDS, timeOf } from "../wording.ts";
import { ProofIcon } from "./proof-icon.tsx";

/** How far something is proven: a shape, a word and a sentence; never colour alone. */
export function ProofLine({ proof, title }: { readonly proof: Proof; readonly title?: string }) {
  if (proof.state === "none") {
    return proof.sentence === "" ? null : <p class="proof proof-none">{proof.sentence}</p>;
  }
  return (
    <div class={`proof proof-${proof.state.replace(" ", "-")}`}>
      <ProofIcon state={proof.state} />
      <p>
        {title === undefined ? null : <span class="proof-title">{title}</span>}
        <strong class="proof-word">{PROOF_WORDS[proof.state]}</strong>
        {proof.at === undefined ? null : <span class="proof-at">{timeOf(proof.at)}</span>}
        <span class="proof-sentence">{proof.sentence}</span>
      </p>
    </div>
  );
}
