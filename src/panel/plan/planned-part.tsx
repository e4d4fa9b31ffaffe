import { useEffect, useId } from "preact/hooks";
import type { PlanLine } from "../../protocol/screen/plan-line.ts";
import type { PlanView } from "../../protocol/screen/plan-view.ts";
import { type Api, ApiError } from "../api.ts";
import { AskFirst } from "../components/ask-first.tsx";
import { ProofIcon } from "../components/proof-icon.tsx";
import { CopyText } from "./copy-text.tsx";
import { WeekPart } from "./week-part.tsx";

type Props = {
  readonly api: Api;
  readonly view: PlanView;
  readonly onChanged: (view: PlanView) => void;
  readonly busy: boolean;
  /** `day`: of a series, that one alone. */
  readonly onCancel: (lesson: string, day?: string) => void;
};

/** While Microsoft is at work; and where it waits for a person, who may take an hour. */
const LOOKED_EVERY_MS = 3_000;
const WAITING_MS = 30_000;

const ICONS = { done: "proven", "not yet": "asked", "your turn": "your turn" } as const;
const WORDS = { done: "Done", "not yet": "Not yet", "your turn": "Your turn" } as const;

const Line = ({ title, state, words }: PlanLine) => (
  <li class="proof">
    <ProofIcon state={ICONS[state]} />
    <span>
      <span class="proof-title">{title}</span>
      <strong class="proof-word">{WORDS[state]}.</strong> {words}
    </span>
  </li>
);

/** One planned lesson: how far it is, and what to send to its families. */
export const PlannedPart = ({ api, view, onChanged, busy, onCancel }: Props) => {
  const id = useId();
  const { lesson, ready } = view;
  useEffect(() => {
    if (ready) return undefined;
    const look = (): void => {
      if (document.hidden) return;
      api.get<{ view: PlanView }>(`/api/plans/${encodeURIComponent(lesson)}`).then(
        (answer) => onChanged(answer.view),
        (problem: unknown) => {
          if (!(problem instanceof ApiError)) throw problem;
          // What is shown stays; it is looked at again.
          onChanged({ ...view });
        },
      );
    };
    // A page that no one sees asks nothing; it looks as soon as it is seen again.
    const isWorking = view.lines.some(({ state }) => state === "not yet");
    const timer = setTimeout(look, isWorking ? LOOKED_EVERY_MS : WAITING_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [api, view, lesson, ready, onChanged]);
  return (
    <section class="planned" aria-labelledby={`${id} ${id}-when`}>
      <h3 id={id}>{view.cancelled === true ? `Cancelled: ${view.title}` : view.title}</h3>
      <p id={`${id}-when`}>{view.when}.</p>
      <ul class="planned-lines">
        {view.lines.map((line) => (
          <Line key={line.title} {...line} />
        ))}
      </ul>
      {view.inZoom === true && view.cancelled !== true ? (
        <p>
          <a class="press" href={`/by-hand?lesson=${encodeURIComponent(lesson)}`}>
            Open By hand
          </a>
        </p>
      ) : null}
      {view.weeks === undefined ? null : (
        <WeekPart weeks={view.weeks} busy={busy} onCancel={(day) => onCancel(lesson, day)} />
      )}
      {view.mayCancel === true ? (
        <AskFirst
          title={view.weeks === undefined ? "Cancel this lesson" : "Cancel the whole series"}
          yes={`Cancel ${view.title}`}
          no="Leave it as it is"
          busy={busy}
          onYes={() => onCancel(lesson)}
        >
          <p>
            {`${view.when}: it does not take place${view.inZoom === true ? "" : ", and goes from the calendars of its staff"}. The page for families says that it was cancelled. It cannot be taken back: you can plan another.`}
          </p>
        </AskFirst>
      ) : null}
      <details class="group">
        <summary>The text for families</summary>
        <p class="hint">
          For all families of this lesson, by ClassDojo or e-mail.
          {view.cancelled === true
            ? ""
            : " It holds no link: each adult has their own, from the page Families."}
        </p>
        <CopyText label="Subject, for e-mail" rows={2} text={view.text.subject} />
        <CopyText label="Text" rows={9} text={view.text.body} />
      </details>
    </section>
  );
};
