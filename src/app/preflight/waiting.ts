import type { Guarded } from "../../protocol/holders/events.ts";
import { askedFor } from "../../protocol/holders/state.ts";
import { WHOSE_APPROVAL } from "../../protocol/holders/words.ts";
import type { Finding } from "./line.ts";
import { insideOf, type Look } from "./look.ts";

const WHO = { dsl: "A DSL", headteacher: "A headteacher" } as const;

/** A setting that is not there, or that one was chosen and is not in force before a holder of a role approves it. */
export const orWaits = (look: Look, of: Guarded, none: Finding): Finding => {
  const waiting = insideOf(look)
    .waiting()
    .find((one) => one.of === of);
  if (waiting === undefined) return none;
  const asked = askedFor(waiting);
  return {
    ...none,
    says: `the one that was chosen waits for ${WHOSE_APPROVAL[asked]}`,
    mend: `${WHO[asked]}, and not the person who chose it: in Lesson Guard, Record, Waiting for your approval, press Approve. Then check again.`,
  };
};
