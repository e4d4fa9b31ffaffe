import type { LessonView } from "../../protocol/screen/view.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = { readonly view: LessonView; readonly store: LessonStore; readonly busy: ReadonlySet<string> };

/** Changes made in Teams that staff can leave for this lesson, or have left and can have put back. */
export const LeftPart = ({ view: { left }, store, busy }: Props) =>
  left === undefined ? null : (
    <details class="group">
      <summary>Changed in Teams</summary>
      {left.map(({ option, press, title, sentence }) => (
        <div key={option}>
          <p>{sentence}</p>
          <div class="actions">
            <PressButton
              busy={busy.has(keyOf({ press, option }))}
              onPress={() => void store.press({ press, option })}
            >
              {title}
            </PressButton>
          </div>
        </div>
      ))}
    </details>
  );
