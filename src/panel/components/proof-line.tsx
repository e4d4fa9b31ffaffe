import type { Proof } from "../../protocol/screen/view.ts";
import { PROOF_WORDS } from "../wording.ts";
import { ProofIcon } from "./proof-icon.tsx";

type Props = {
  readonly proof: Proof;
  readonly title?: string;
  /** In place of the state's own word: a concern is seen rather than proven. "" where the sentence begins with it. */
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
  const said = word ?? PROOF_WORDS[proof.state];
  // "Asked at 10:42 …" says it once.
  const rest = proof.sentence.startsWith(`${said} `) ? proof.sentence.slice(said.length) : proof.sentence;
  return (
    <div class={`proof proof-${proof.state.replace(" ", "-")}`}>
      <ProofIcon state={proof.state} />
      <p>
        {title === undefined ? null : <span class="proof-title">{title}</span>}{" "}
        {said === "" ? null : <strong class="proof-word">{said}</strong>}{" "}
        <span class="proof-sentence">{rest}</span>
      </p>
    </div>
  );
};
