import type { PlanWeek } from "../../protocol/screen/plan-weeks.ts";
import { AskFirst } from "../components/ask-first.tsx";
import { CopyText } from "./copy-text.tsx";

type Props = {
  readonly weeks: readonly PlanWeek[];
  readonly busy: boolean;
  readonly onCancel: (day: string) => void;
};

const WORDS = { done: "Done", "not yet": "Not yet", "your turn": "Your turn" } as const;

/** The lessons of a series that are still to come: each can be cancelled alone, also after the first was held. */
export const WeekPart = ({ weeks, busy, onCancel }: Props) => {
  const off = weeks.filter(({ cancelled }) => cancelled !== undefined).length;
  return (
    <details class="group">
      <summary>{`Cancel one lesson of this series${off === 0 ? "" : ` (${off} cancelled)`}`}</summary>
      <ul class="planned-lines">
        {weeks.map(({ day, when, cancelled }) => (
          <li key={day}>
            {cancelled === undefined ? null : (
              <p>
                <strong>{`Cancelled: ${when}.`}</strong>
                {` ${WORDS[cancelled.state]}. ${cancelled.words}`}
              </p>
            )}
            {cancelled === undefined ? (
              <AskFirst
                title={`Cancel ${when}`}
                yes="Cancel this lesson alone"
                no="Leave it as it is"
                busy={busy}
                onYes={() => onCancel(day)}
              >
                <p>
                  The other lessons of the series stay. The page for families says that this one was
                  cancelled. It cannot be taken back: you can plan another.
                </p>
              </AskFirst>
            ) : (
              <details>
                <summary>The text for families</summary>
                <CopyText label={`Subject, ${when}`} rows={2} text={cancelled.text.subject} />
                <CopyText label={`Text, ${when}`} rows={6} text={cancelled.text.body} />
              </details>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
};
