import type { ComponentChildren } from "preact";
import type { StepView } from "../../app/set-up/view.ts";
import type { Api } from "../api.ts";
import { AskedField, type Given, givenFor, type OnGive } from "./asked-field.tsx";
import { CheckLines, type OnAttest } from "./check-lines.tsx";
import { CopyBlock } from "./copy-block.tsx";
import { SIGNS, STATE_WORDS } from "./states.ts";

type Props = {
  readonly step: StepView;
  readonly number: number;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onAttest: OnAttest;
  readonly api: Api;
  readonly given: Given;
  readonly onGive: OnGive;
  readonly children?: ComponentChildren;
};

export const StepPart = ({ step, number, open, busy, onAttest, api, given, onGive, children }: Props) => {
  const { title, why, portal, cmdlets, notes, state, stateSays, lines } = step;
  const written = { given, onGive };
  const asked = cmdlets.flatMap(({ asks }) => asks ?? []);
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
        <CheckLines lines={lines} busy={busy} onAttest={onAttest} api={api} asked={asked} {...written} />
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
        <CmdletBlocks {...written} cmdlets={cmdlets.filter(({ optional }) => optional === undefined)} />
        {cmdlets.some(({ optional }) => optional) ? (
          <details>
            <summary>Only what your school uses</summary>
            <CmdletBlocks {...written} cmdlets={cmdlets.filter(({ optional }) => optional)} />
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

type BlocksProps = Pick<StepView, "cmdlets"> & { readonly given: Given; readonly onGive: OnGive };

/** A value is asked for once, above the first block that needs it. */
const CmdletBlocks = ({ cmdlets, given, onGive }: BlocksProps) => (
  <>
    {cmdlets.map((one, at) => {
      const text = [one.connect, ...one.lines].join("\n");
      if (one.needs !== undefined)
        return <p key={one.does} class="waits">{`${one.does} It waits for ${one.needs}.`}</p>;
      const { asks } = one;
      if (asks === undefined) return <CopyBlock key={one.does} does={one.does} text={text} />;
      const isFirst = cmdlets.findIndex((other) => other.asks?.mark === asks.mark) === at;
      const value = givenFor(asks, given);
      return (
        <div key={one.does}>
          {isFirst ? <AskedField asks={asks} given={given} onGive={onGive} /> : null}
          {value === undefined ? (
            <p class="waits">{`${one.does} It waits for what stands in the field above.`}</p>
          ) : (
            <CopyBlock does={one.does} text={text.replaceAll(asks.mark, `'${value}'`)} />
          )}
        </div>
      );
    })}
  </>
);
