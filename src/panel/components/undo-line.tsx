import type { LessonView } from "../../protocol/screen/view.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  /** Whether it stands where what is older than a larger press stands. */
  readonly older: boolean;
};

/**
 * The way back from one's own last check, note or name: it says which. It stands where the press was, unless a larger
 * one came after it.
 */
export const UndoLine = ({ view: { undo }, store, busy, older }: Props) => {
  if (undo === undefined || (undo.older ?? false) !== older) return null;
  const press = { press: "undo-press", of: undo.of } as const;
  return (
    <PressButton
      icon="undo"
      look="quiet"
      busy={busy.has(keyOf(press))}
      onPress={() => void store.press(press)}
    >
      {undo.words}
    </PressButton>
  );
};
