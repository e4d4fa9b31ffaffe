import { useState } from "preact/hooks";
import type { PersonView, PracticeState } from "../../control/shapes.ts";
import { channelReaders, type Eye, eyesOf, guestsOf } from "../eyes.ts";
import type { Unread } from "../unread.ts";
import type { Looking } from "./use-looking.ts";

type Props = {
  readonly state: PracticeState;
  readonly looking: Looking;
  readonly unread: Unread;
};

/** Through whose eyes: those a lesson needs at once, everyone else behind one button. */
export const EyesBar = ({ state, looking, unread }: Props) => {
  const [more, setMore] = useState(false);
  const eyes = eyesOf(state);
  const others = eyes.filter(({ first }) => !first);
  const waiting = others.reduce((sum, { id }) => sum + (unread.get(id) ?? 0), 0);
  const shown = eyes.filter((eye) => eye.first || more || eye.id === looking.eye.id);
  const people =
    looking.eye.id === "guest"
      ? guestsOf(state)
      : looking.eye.id === "channel"
        ? channelReaders(state)
        : undefined;
  return (
    <nav class="eyes" aria-label="You are">
      <p class="label eyes-label">You are</p>
      <ul>
        {shown.map((eye) => (
          <li key={eye.id}>
            <EyeTab
              eye={eye}
              chosen={eye.id === looking.eye.id}
              fresh={unread.get(eye.id) ?? 0}
              onChoose={() => {
                looking.lookThrough(eye.id);
                setMore(false);
              }}
            />
          </li>
        ))}
        <li>
          <button class="eye eye-more" type="button" aria-expanded={more} onClick={() => setMore(!more)}>
            {more ? "Fewer people" : "More people"}
            {more ? null : <Badge fresh={waiting} />}
          </button>
        </li>
      </ul>
      {people === undefined ? (
        <p class="eyes-who">{looking.person.name}</p>
      ) : (
        <WhoChooser people={people} chosen={looking.person.id} onChoose={looking.be} />
      )}
    </nav>
  );
};

const EyeTab = (props: {
  readonly eye: Eye;
  readonly chosen: boolean;
  readonly fresh: number;
  readonly onChoose: () => void;
}) => {
  const { eye, chosen, fresh, onChoose } = props;
  return (
    <button class="eye" type="button" aria-pressed={chosen} onClick={onChoose}>
      {eye.label}
      <Badge fresh={fresh} />
    </button>
  );
};

const Badge = ({ fresh }: { readonly fresh: number }) => (
  <span role="status">
    {fresh === 0 ? null : (
      <span class="badge">
        {fresh}
        <span class="unseen"> new</span>
      </span>
    )}
  </span>
);

const WhoChooser = (props: {
  readonly people: readonly PersonView[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) => (
  <label class="choice eyes-who">
    <span class="unseen">Which one</span>
    <select value={props.chosen} onChange={({ currentTarget }) => props.onChoose(currentTarget.value)}>
      {props.people.map(({ id, name, part }) => (
        <option key={id} value={id}>
          {part === "impostor" ? `${name}, an impostor` : name}
        </option>
      ))}
    </select>
  </label>
);
