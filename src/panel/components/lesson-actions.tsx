import type { PlainPress } from "../../protocol/lesson/presses.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

/** The buttons above the checklist, in the order of the card. */
export const ABOVE = [
  "end-lesson",
  "let-mics-on",
  "mics-off",
  "let-cameras-on",
  "cameras-off",
  "names-match",
  "all-others-fine",
] as const satisfies readonly PlainPress[];

export type Above = (typeof ABOVE)[number];

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly where: "first" | "more";
};

export const LessonActions = ({ view, store, busy, where }: Props) => {
  const offered = ABOVE.flatMap((press) =>
    view.presses.filter((one) => one.press === press && one.where === where),
  );
  if (offered.length === 0) {
    return null;
  }
  return (
    <div class="actions">
      {offered.map(({ press, title, primary }) => {
        const plain = press as Above;
        return (
          <PressButton
            key={press}
            verb={press}
            look={primary === true ? "primary" : undefined}
            busy={busy.has(keyOf({ press: plain }))}
            onPress={() => void store.press({ press: plain })}
          >
            {title}
          </PressButton>
        );
      })}
    </div>
  );
};
