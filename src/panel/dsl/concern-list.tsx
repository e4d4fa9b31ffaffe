import type { ComponentChildren } from "preact";
import type { ConcernView } from "../../protocol/screen/view.ts";
import { SignOutNote } from "../components/notice-page.tsx";
import { ABOUT_WORDS, CONCERN_WORDS, dayAndTimeOf } from "../wording.ts";
import { inOrder } from "./in-order.ts";

type Props = {
  /** What waits for the reader's answer, before the concerns. */
  readonly waiting: ComponentChildren;
  readonly concerns: readonly ConcernView[];
  readonly chosen: string | undefined;
  readonly onOpen: (ref: string) => void;
  /** What is seldom needed, after all else. */
  readonly below: ComponentChildren;
  /** Pages of their own, for those who keep the school's record. */
  readonly pages: readonly PageLink[];
};

export type PageLink = {
  readonly page: string;
  readonly title: string;
  readonly hint: string;
  readonly open: boolean;
};

/**
 * What is to be done first, then what is open, then what is closed; staff matters apart. Reference, time, lesson and state:
 * only the concern's own page shows what was written.
 */
export const ConcernList = ({ concerns, chosen, onOpen, waiting, below, pages }: Props) => {
  const { toDo, open, closed, staff } = inOrder(concerns);
  const part = (title: string, own: readonly ConcernView[]) =>
    own.length === 0 ? null : (
      <section aria-label={title}>
        <h3>{title}</h3>
        <ConcernRows concerns={own} chosen={chosen} onOpen={onOpen} />
      </section>
    );
  return (
    <nav class="record-list" aria-label="Record">
      <h1>Record</h1>
      {waiting}
      <h2>Concerns</h2>
      {concerns.length === 0 ? <p>There are no concerns that you are allowed to read.</p> : null}
      {part("To do", toDo)}
      {part("Open", open)}
      {part("About adults at school", staff)}
      {closed.length === 0 ? null : (
        <details class="group" open={toDo.length + open.length + staff.length === 0}>
          <summary>{`Closed (${closed.length})`}</summary>
          <ConcernRows concerns={closed} chosen={chosen} onOpen={onOpen} />
        </details>
      )}
      {pages.map(({ page, title, hint, open: isOpen }) => (
        <button
          key={page}
          type="button"
          class="row-button"
          aria-current={isOpen ? "page" : undefined}
          onClick={() => onOpen(page)}
        >
          <span class="row-button-name">{title}</span>
          <span class="quiet">{hint}</span>
        </button>
      ))}
      {below}
      <SignOutNote />
    </nav>
  );
};

type Rows = Pick<Props, "concerns" | "chosen" | "onOpen">;

const ConcernRows = ({ concerns, chosen, onOpen }: Rows) => (
  <ul class="rows">
    {concerns.map(({ ref, about, state, raisedAt, lessonLabel, keeping, followUp }) => (
      <li key={ref} class="row">
        <button
          type="button"
          class="row-button"
          aria-current={ref === chosen ? "page" : undefined}
          onClick={() => onOpen(ref)}
        >
          <span class="row-button-name">{ABOUT_WORDS[about]}</span>
          <span class={`tag tag-${state.replace(" ", "-")}`}>{CONCERN_WORDS[state]}</span>
          {followUp?.tasks.map(({ what, late, sentence }) =>
            what === "close" && !late ? null : (
              <span key={what} class={late ? "tag tag-late" : "tag"}>
                {TASK_WORDS[what] ?? sentence}
              </span>
            ),
          )}
          {keeping?.due === true ? <span class="tag">Review is due</span> : null}
          <span class="quiet">
            {[
              dayAndTimeOf(raisedAt),
              lessonLabel,
              ref,
              ...(followUp?.owner === undefined
                ? []
                : [followUp.owner.you ? "you have it" : `${followUp.owner.name} has it`]),
            ].join(", ")}
          </span>
        </button>
      </li>
    ))}
  </ul>
);

type Task = NonNullable<ConcernView["followUp"]>["tasks"][number];

const TASK_WORDS: { readonly [What in Task["what"]]: string } = {
  take: "Not taken",
  reminder: "Reminder due",
  CPOMS: "CPOMS: not yet",
  close: "Nothing for seven days",
};
