import type { LessonView } from "../../protocol/screen/view.ts";
import { officeLine } from "../wording.ts";
import { ProofLine } from "./proof-line.tsx";

/** End for all, step by step: "done" stands here only where it is proven (design, edge 1). */
export function Ending({ view }: { readonly view: LessonView }) {
  if (view.end === undefined || view.phase === "over") {
    return null;
  }
  return (
    <section class="ending" aria-labelledby="ending-title">
      <h2 id="ending-title">Ending for all</h2>
      <ol class="steps">
        {view.end.steps.map(({ step, title, proof }) => (
          <li key={step}>
            <ProofLine proof={proof} title={title} />
          </li>
        ))}
      </ol>
      <p class="phone">{officeLine(view.phone)}</p>
    </section>
  );
}
