import type { ConcernLine } from "../../protocol/screen/view.ts";
import { ABOUT_WORDS } from "../wording.ts";

type Props = { readonly concerns: readonly ConcernLine[]; readonly onOpen: (ref: string) => void };

/** The raiser's own concerns of this lesson, each with its state in a sentence. */
export const ConcernLines = ({ concerns, onOpen }: Props) => {
  if (concerns.length === 0) {
    return null;
  }
  return (
    <section aria-label="Your concerns">
      <ul class="plain-list">
        {concerns.map(({ ref, about, sentence }) => (
          <li key={ref}>
            <button type="button" class="row-button" onClick={() => onOpen(ref)}>
              <span class="row-button-name">{ABOUT_WORDS[about]}</span>
              <span class="quiet">{sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
