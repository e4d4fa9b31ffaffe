import type { Guarded } from "../../protocol/holders/events.ts";
import type { WaitingView } from "../../protocol/holders/view.ts";
import { dayAndTimeOf } from "../wording.ts";

type Props = { readonly of: Guarded; readonly waiting: readonly WaitingView[] };

const STILL: { readonly [G in Guarded]: string } = {
  dsl: "group",
  headteacher: "group",
  channel: "channel",
  cover: "cover",
  head: "choice",
  first: "rule",
  phone: "number",
  escalation: "time",
  retention: "time",
  administrators: "group",
};

/** Beside the setting in force: what will replace it once those who are told now have approved it. */
export const WaitingNote = ({ of, waiting }: Props) => {
  const one = waiting.find((some) => some.of === of);
  if (one === undefined) {
    return null;
  }
  const whose = one.asked === "dsl" ? "DSL’s" : "headteacher’s";
  const still = STILL[of];
  return (
    <p class="hint">
      {`Waiting since ${dayAndTimeOf(one.since)} for the ${whose} approval to change it to: ${one.to}. Until then the ${still} that was saved before is in force.`}
    </p>
  );
};
