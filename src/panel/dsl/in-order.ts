import type { ConcernView } from "../../protocol/screen/view.ts";

type Ordered = {
  /** Not taken, late, or CPOMS missing. */
  readonly toDo: readonly ConcernView[];
  readonly open: readonly ConcernView[];
  readonly closed: readonly ConcernView[];
  /** About adults at school, open and closed: apart from all others. */
  readonly staff: readonly ConcernView[];
};

/** What is not a recipient's to do (a raiser's own) comes after what is. */
const rankIn = ({ followUp, closed }: ConcernView): number =>
  followUp?.rank ?? (closed === undefined ? 3 : 4);

/** The most pressing first; of two alike the newer. */
export const inOrder = (concerns: readonly ConcernView[]): Ordered => {
  const all = concerns.toSorted((a, b) => rankIn(a) - rankIn(b) || b.raisedAt.localeCompare(a.raisedAt));
  const others = all.filter(({ about }) => about !== "adult");
  return {
    toDo: others.filter((one) => rankIn(one) < 3),
    open: others.filter((one) => rankIn(one) === 3),
    closed: others.filter((one) => rankIn(one) === 4),
    staff: all.filter(({ about }) => about === "adult"),
  };
};
