import type { LessonView } from "../../protocol/screen/view.ts";
import { ProofLine } from "./proof-line.tsx";

/** One line when all is well; else what is proven about doors and call, and the quieter proofs that are amiss. */
export const Status = ({ view }: { readonly view: LessonView }) => {
  const amiss = [view.roster, view.familyCard].filter(
    ({ state }) => state === "not proven" || state === "refused",
  );
  if (view.well !== undefined)
    return (
      <section class="status" aria-label="State of the lesson">
        <ProofLine proof={{ state: "proven", sentence: view.well }} word="Protected." />
      </section>
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
