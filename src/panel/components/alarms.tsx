import { useState } from "preact/hooks";
import type { Alarm } from "../alarms.ts";
import { count } from "../wording.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly alarms: readonly Alarm[];
  /** How many are shown in full while the others are folded. */
  readonly full: number;
  readonly onSignIn: () => void;
};

/**
 * What cannot wait, above everything but an end: the most urgent in full, the others by name until they are
 * unfolded, so that the list and the buttons keep their room. All of them are read out.
 */
export const Alarms = ({ alarms, full, onSignIn }: Props) => {
  const [open, setOpen] = useState(false);
  const others = alarms.slice(full);
  return (
    <section class={alarms.length === 0 ? "alarms-none" : "alarms"} aria-label="What cannot wait">
      <div class="alarm-list">
        {alarms.map((alarm, place) => (
          <OneAlarm key={alarm.key} alarm={alarm} folded={place >= full && !open} onSignIn={onSignIn} />
        ))}
      </div>
      {others.length === 0 ? null : (
        <button type="button" class="row-button small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? (
            "Show less"
          ) : (
            <span>
              {`${count(others.length, full === 0 ? "notice" : "more notice")}`}
              <span class="alarm-titles">{`: ${others.map(({ title }) => title).join("; ")}.`}</span>
            </span>
          )}
        </button>
      )}
    </section>
  );
};

type OneProps = { readonly alarm: Alarm; readonly folded: boolean; readonly onSignIn: () => void };

const OneAlarm = ({ alarm, folded, onSignIn }: OneProps) => {
  const { sentence, also, byHand = [], signIn, mild } = alarm;
  return (
    <div role={mild === true ? "status" : "alert"} class={folded ? "unseen" : "not-live"}>
      <p>
        {mild === true ? sentence : <strong>{sentence}</strong>}
        {also === undefined ? null : ` ${also}`}
      </p>
      {signIn === true && !folded ? <PressButton onPress={onSignIn}>Sign in</PressButton> : null}
      {byHand.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
};
