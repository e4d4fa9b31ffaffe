import type { ComponentChildren } from "preact";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { SignOutNote } from "../components/notice-page.tsx";
import { ABOUT_WORDS, CONCERN_WORDS, dayAndTimeOf } from "../wording.ts";

type Props = {
  /** What waits for the reader's answer, before the concerns. */
  readonly waiting: ComponentChildren;
  readonly concerns: readonly ConcernView[];
  readonly chosen: string | undefined;
  readonly onOpen: (ref: string) => void;
  /** What is seldom needed, after all else. */
  readonly below: ComponentChildren;
  /** For those who keep the school's record. */
  readonly keeping: { readonly open: boolean; readonly onOpen: () => void } | undefined;
};

/** Newest first; reference, time, lesson and state. Only the concern's own page shows what was written. */
export const ConcernList = ({ concerns, chosen, onOpen, waiting, below, keeping }: Props) => (
  <nav class="record-list" aria-label="Concerns">
    {waiting}
    <h1>Concerns</h1>
    {concerns.length === 0 ? <p>There are no concerns that you are allowed to read.</p> : null}
    <ul class="rows">
      {concerns.map(({ ref, about, state, raisedAt, lessonLabel, cpoms, keeping: kept }) => (
        <li key={ref} class="row">
          <button
            type="button"
            class="row-button"
            aria-current={ref === chosen ? "page" : undefined}
            onClick={() => onOpen(ref)}
          >
            <span class="row-button-name">{ABOUT_WORDS[about]}</span>
            <span class={`tag tag-${state.replace(" ", "-")}`}>{CONCERN_WORDS[state]}</span>
            {cpoms?.state === "not yet" ? <span class="tag">CPOMS: not yet</span> : null}
            {kept?.due === true ? <span class="tag">Review is due</span> : null}
            <span class="quiet">{`${dayAndTimeOf(raisedAt)}, ${lessonLabel}, ${ref}`}</span>
          </button>
        </li>
      ))}
    </ul>
    {keeping === undefined ? null : (
      <button
        type="button"
        class="row-button"
        aria-current={keeping.open ? "page" : undefined}
        onClick={keeping.onOpen}
      >
        <span class="row-button-name">The school’s record</span>
        <span class="quiet">Lessons, one child, inspection, signed copy</span>
      </button>
    )}
    {below}
    <SignOutNote />
  </nav>
);
