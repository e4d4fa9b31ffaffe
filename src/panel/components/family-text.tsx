import { isEnded } from "../../protocol/lesson/running.ts";
import type { LessonView } from "../../protocol/screen/view.ts";

/** A one-to-one is postponed: the text to send to the family (S5). Staff send it, as they send the links. */
export const FamilyText = ({ view }: { readonly view: LessonView }) => {
  const text = view.parent?.forFamily;
  if (text === undefined) return null;
  const title = "Text to send to the family";
  const field = (
    <label class="field">
      <span>{title}</span>
      <textarea readOnly rows={7} value={text} onFocus={({ currentTarget }) => currentTarget.select()} />
    </label>
  );
  return isEnded(view) ? (
    <section aria-label="For the family">{field}</section>
  ) : (
    // While the lesson is on, its end comes first.
    <details class="group">
      <summary>{title}</summary>
      {field}
    </details>
  );
};
