import type { ComponentChildren } from "preact";
import type { StepView } from "../../app/set-up/view.ts";
import { AskingBlock } from "./asking-block.tsx";
import { CheckLines, type OnAttest } from "./check-lines.tsx";
import { CopyBlock } from "./copy-block.tsx";
import { SIGNS, STATE_WORDS } from "./states.ts";

type Props = {
  readonly step: StepView;
  readonly number: number;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onAttest: OnAttest;
  readonly children?: ComponentChildren;
};

export const StepPart = ({ step, number, open, busy, onAttest, children }: Props) => {
  const { title, why, portal, cmdlets, notes, state, stateSays, lines } = step;
  return (
    <li class={`step step-${state}`} id={`step-${step.id}`}>
      <details open={open}>
        <summary>
          <span class="step-head">
            <h2>{`${number}. ${title}`}</h2>
            <span class="state">
              <span class="sign" aria-hidden="true">
                {SIGNS[state]}
              </span>
              {stateSays ?? STATE_WORDS[state]}
            </span>
          </span>
        </summary>
        <p>{why}</p>
        {children}
        <CheckLines lines={lines} busy={busy} onAttest={onAttest} />
        {portal.length === 0 ? null : (
          <>
            <h3>By hand</h3>
            <ol class="portal">
              {portal.map((press) => (
                <li key={press}>{press}</li>
              ))}
            </ol>
          </>
        )}
        {cmdlets.length === 0 ? null : <h3>In PowerShell</h3>}
        <CmdletBlocks cmdlets={cmdlets.filter(({ optional }) => optional === undefined)} />
        {cmdlets.some(({ optional }) => optional) ? (
          <details>
            <summary>Only what your school uses</summary>
            <CmdletBlocks cmdlets={cmdlets.filter(({ optional }) => optional)} />
          </details>
        ) : null}
        {notes.length === 0 ? null : (
          <>
            <h3>Good to know</h3>
            <ul class="notes">
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </>
        )}
      </details>
    </li>
  );
};

const CmdletBlocks = ({ cmdlets }: Pick<StepView, "cmdlets">) => (
  <>
    {cmdlets.map((one) => {
      const text = [one.connect, ...one.lines].join("\n");
      if (one.needs !== undefined)
        return <p key={one.does} class="waits">{`${one.does} It waits for ${one.needs}.`}</p>;
      return one.asks === undefined ? (
        <CopyBlock key={one.does} does={one.does} text={text} />
      ) : (
        <AskingBlock key={one.does} does={one.does} text={text} asks={one.asks} />
      );
    })}
  </>
);
