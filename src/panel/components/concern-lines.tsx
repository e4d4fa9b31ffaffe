import type { ConcernLine } from "../../protocol/screen/view.ts";

type Props = { readonly concerns: readonly ConcernLine[]; readonly onOpen: (ref: string) => void };

/**
 * The raiser's own concerns of this lesson, each with its state in a sentence. The screen may be shared: what one is about,
 * and whom it went to, is read once it is opened.
 */
export const ConcernLines = ({ concerns, onOpen }: Props) => {
  if (concerns.length === 0) {
    return null;
  }
  return (
    <section aria-label="Your messages">
      <ul class="plain-list">
        {concerns.map(({ ref, sentence }) => (
          <li key={ref}>
            <button type="button" class="row-button" onClick={() => onOpen(ref)}>
              <span class="row-button-name">{`Your message ${ref}`}</span>
              <span class="quiet">{sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
