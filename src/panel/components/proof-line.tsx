import type { Proof } from "../../protocol/screen/view.ts";
import { PROOF_WORDS } from "../wording.ts";
import { ProofIcon } from "./proof-icon.tsx";

type Props = {
  readonly proof: Proof;
  readonly title?: string;
  /** In place of the state's own word: a concern is told and seen rather than proven. */
  readonly word?: string;
};

/** How far something is proven: a shape, a word and a sentence, which names the time; never colour alone. */
export const ProofLine = ({ proof, title, word }: Props) => {
  if (proof.state === "none") {
    return proof.sentence === "" ? null : (
      <p class="proof proof-none">
        {title === undefined ? null : <span class="proof-title">{title}</span>} {proof.sentence}
      </p>
    );
  }
  return (
    <div class={`proof proof-${proof.state.replace(" ", "-")}`}>
      <ProofIcon state={proof.state} />
      <p>
        {title === undefined ? null : <span class="proof-title">{title}</span>}{" "}
        <strong class="proof-word">{word ?? PROOF_WORDS[proof.state]}</strong>{" "}
        <span class="proof-sentence">{proof.sentence}</span>
      </p>
    </div>
  );
};
