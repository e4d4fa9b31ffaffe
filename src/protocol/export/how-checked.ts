import type { PupilRow } from "../screen/view.ts";

/** An export never says more than was seen (S1). */
export const howChecked = ({ how, namesOnly }: NonNullable<PupilRow["checked"]>): string =>
  `${how === "sweep" ? "together" : "singly"}${namesOnly === true ? ", name only, adult not seen" : ""}`;
