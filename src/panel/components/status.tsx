import type { LessonView } from "../../protocol/screen/view.ts";
import { ProofLine } from "./proof-line.tsx";

/** What is proven about doors and call; other proofs only when something is wrong. */
export const Status = ({ view }: { readonly view: LessonView }) => {
  const amiss = [view.roster, view.familyCard].filter(
    ({ state }) => state === "not proven" || state === "refused",
  );
  return (
    <section class="status" aria-label="State of the lesson">
      {view.protected ? null : (
        <p class="warning">This meeting is not protected: Lesson Guard cannot set its lobby or end it.</p>
      )}
      <ProofLine proof={view.doors} />
      {view.quiet === undefined || (view.quiet.state !== "not proven" && view.phase !== "paused") ? null : (
        <ProofLine proof={view.quiet} />
      )}
      <ProofLine proof={view.call} />
      {amiss.map((proof) => (
        <ProofLine key={proof.sentence} proof={proof} />
      ))}
    </section>
  );
};
