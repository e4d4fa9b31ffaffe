import type { LessonView } from "../../protocol/screen/view.ts";

/** A one-to-one is postponed: the text to send to the family (S5). Staff send it, as they send the links. */
export const FamilyText = ({ view: { parent } }: { readonly view: LessonView }) =>
  parent?.forFamily === undefined ? null : (
    <section aria-label="For the family">
      <label class="field">
        <span>Text to send to the family</span>
        <textarea
          readOnly
          rows={7}
          value={parent.forFamily}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </label>
    </section>
  );
