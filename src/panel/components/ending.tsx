import { useEffect, useRef } from "preact/hooks";
import type { LessonView } from "../../protocol/screen/view.ts";
import { endUnderWay } from "../end-under-way.ts";
import type { ServerClock } from "../server-clock.ts";
import { TEAMS_END } from "../wording.ts";
import { AsOf } from "./as-of.tsx";
import { EndCountdown } from "./end-countdown.tsx";
import { ProofLine } from "./proof-line.tsx";

type Props = {
  readonly view: LessonView;
  /** When it was last known, if it is not known now: then this page cannot say that Lesson Guard is ending it. */
  readonly asOf: string | undefined;
  readonly clock: ServerClock;
};

/**
 * End for all while it is under way: above every screen of the panel, first what to press, then step by step what
 * is done. It takes the focus once, and is read out.
 */
export const Ending = ({ view, asOf, clock }: Props) => {
  const end = endUnderWay(view);
  const title = useRef<HTMLHeadingElement>(null);
  const which = end?.undoUntil;
  useEffect(() => {
    if (which !== undefined) {
      title.current?.focus();
    }
  }, [which]);
  if (end === undefined) {
    return null;
  }
  return (
    <section class="ending" aria-labelledby="ending-title">
      <div class="ending-first">
        <h2 id="ending-title" ref={title} tabIndex={-1}>
          {end.title}
        </h2>
        {asOf === undefined ? <EndCountdown end={end} presses={view.presses} clock={clock} /> : null}
        <p role="alert" class="ending-press">
          {asOf === undefined ? end.instruction : TEAMS_END}
        </p>
      </div>
      <AsOf at={asOf} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
      <ol class="steps" aria-live="polite" tabIndex={0}>
        {end.steps.map(({ step, title: what, proof }) => (
          <li key={step}>
            <ProofLine proof={proof} title={what} />
          </li>
        ))}
      </ol>
    </section>
  );
};
