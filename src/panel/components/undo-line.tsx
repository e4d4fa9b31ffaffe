import type { LessonView } from "../../protocol/screen/view.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = { readonly view: LessonView; readonly store: LessonStore; readonly busy: ReadonlySet<string> };

/** The way back from one's own last check, note or name: it says which, and stands where it always stands. */
export const UndoLine = ({ view: { undo }, store, busy }: Props) => {
  if (undo === undefined) return null;
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
