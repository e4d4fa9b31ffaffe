import { refuse } from "../decision.ts";
import { leftNow, offeredToLeave } from "./left.ts";
import { type Decide, nothing, notRunning, stamp } from "./press.ts";
import { isRunning } from "./running.ts";

/** A change made in Teams is left, for this lesson alone and by name, where the table allows it. */
export const leaveOption: Decide<"leave-option"> = (lesson, { option }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (leftNow(lesson)[option] !== undefined) return nothing("It is left for this lesson already.");
  if (!offeredToLeave(lesson).includes(option))
    return refuse("not-left", "The school’s rules do not allow this just now. It is put back.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "OptionLeft", at, data: { ...data, option }, personal }],
    say: "Left for this lesson. Teams is asked for it.",
  };
};

export const putOptionBack: Decide<"put-option-back"> = (lesson, { option }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (lesson.left?.[option] === undefined) return nothing("It is not left as it was changed.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "OptionNotLeft", at, data: { ...data, option }, personal }],
    say: "Teams is asked to put it back.",
  };
};
