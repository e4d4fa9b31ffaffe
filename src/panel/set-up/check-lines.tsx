import type { AttestView } from "../../app/set-up/attest.ts";
import type { Asks } from "../../app/set-up/step.ts";
import type { Line } from "../../app/set-up/view.ts";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { count } from "../wording.ts";
import { AskedField, type Given, givenFor, type OnGive } from "./asked-field.tsx";
import { dayAndTimeOf } from "./day-and-time.ts";
import { PeopleOfGroup } from "./people-of-group.tsx";
import { LINE_WORDS, SIGNS } from "./states.ts";

/** What is not in order stands in full; what is in order is folded away. */
export type OnAttest = (what: AttestView["what"], act: "say" | "take back", of?: string) => void;

type Around = {
  readonly busy: boolean;
  readonly onAttest: OnAttest;
  readonly api: Api;
  /** Values that the blocks of this step ask for, and what was written. */
  readonly asked: readonly Asks[];
  readonly given: Given;
  readonly onGive: OnGive;
};
type Props = Around & { readonly lines: readonly Line[] };

export const CheckLines = ({ lines, ...around }: Props) => {
  const item = (line: Line) => <LineItem key={line.id} line={line} {...around} />;
  // What a person said stays in sight: they see that it was taken, and can take it back.
  const isFolded = ({ state, attest }: Line): boolean => state === "green" && attest?.said === undefined;
  const good = lines.filter(isFolded);
  const rest = lines.filter((line) => !isFolded(line));
  return (
    <>
      {rest.length === 0 ? null : <ul class="lines">{rest.map(item)}</ul>}
      {good.length === 0 ? null : (
        <details>
          <summary>{`In order: ${count(good.length, "thing")}`}</summary>
          <ul class="lines">{good.map(item)}</ul>
        </details>
      )}
    </>
  );
};

type ItemProps = Around & { readonly line: Line };

const LineItem = ({ line, ...around }: ItemProps) => {
  const { name, state, says, means, mend, last, attest } = line;
  // By the word of a person: never with the sign and the words of what was seen by ourselves.
  const shown = attest?.said === undefined ? state : "said";
  return (
    <li class={`line line-${shown}`}>
      <span class="sign" aria-hidden="true">
        {SIGNS[shown]}
      </span>
      <div>
        <p>
          <span class="unseen">{`${LINE_WORDS[shown]}. `}</span>
          <strong>{name}</strong>
          {`: ${says}.`}
        </p>
        {last === undefined ? null : <p>{`When last seen, on ${dayAndTimeOf(last.at)}: ${last.says}.`}</p>}
        {means === undefined ? null : <p>{means}</p>}
        {mend === undefined ? null : (
          <p>
            <strong>{state === "grey" ? "What to do:" : "To mend it:"}</strong> {mend}
          </p>
        )}
        {attest === undefined ? null : <AttestPart name={name} attest={attest} {...around} />}
      </div>
    </li>
  );
};

type AttestProps = Omit<ItemProps, "line"> & { readonly name: string; readonly attest: AttestView };

/** First where and how, and what must be seen; then the press of the person who did it. */
const AttestPart = ({ name, attest, busy, onAttest, api, asked, given, onGive }: AttestProps) => {
  const { what, how, see, press, said, of } = attest;
  const asks = of !== undefined && "mark" in of ? asked.find(({ mark }) => mark === of.mark) : undefined;
  const group = of !== undefined && "group" in of ? of.group : undefined;
  const thing = asks === undefined ? group : givenFor(asks, given);
  const lacks = of !== undefined && thing === undefined;
  return said === undefined ? (
    <>
      <p>A person has to look, as no program can:</p>
      <ol class="portal">
        {how.map((one) => (
          <li key={one}>{`${one}.`}</li>
        ))}
        <li>
          <strong>You must see:</strong> {see}
        </li>
      </ol>
      {group === undefined ? null : <PeopleOfGroup api={api} group={group} />}
      {asks === undefined ? null : <AskedField asks={asks} given={given} onGive={onGive} />}
      <p>{`Otherwise do not press: mend it first. Your name and today’s date are kept with it.`}</p>
      {lacks ? (
        <p class="waits">Write the name of the policy first: your word is kept about that one.</p>
      ) : (
        <PressButton
          look="quiet"
          busy={busy}
          onPress={() => (busy ? undefined : onAttest(what, "say", thing))}
        >
          {press}
        </PressButton>
      )}
    </>
  ) : (
    <PressButton
      look="quiet"
      busy={busy}
      label={`Take this back: ${name}`}
      onPress={() => (busy ? undefined : onAttest(what, "take back"))}
    >
      Take this back
    </PressButton>
  );
};
