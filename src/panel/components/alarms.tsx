import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
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
 * unfolded, so that the list and the buttons keep their room. Where there is no room for all of it, what to press is
 * whole, and the rest is a press away: no line is cut. All of them are read out.
 */
export const Alarms = ({ alarms, full, onSignIn }: Props) => {
  const [open, setOpen] = useState(false);
  const others = alarms.slice(full);
  const list = useFolding(open);
  return (
    <section class={alarms.length === 0 ? "alarms-none" : "alarms"} aria-label="What cannot wait">
      <div ref={list} class="alarm-list">
        {alarms.map((alarm, place) => (
          <OneAlarm key={alarm.key} alarm={alarm} folded={place >= full && !open} onSignIn={onSignIn} />
        ))}
      </div>
      {alarms.length === 0 ? null : (
        <button
          type="button"
          class={others.length === 0 && !open ? "row-button small read-on" : "row-button small"}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? (
            "Show less"
          ) : others.length === 0 ? (
            "Read on"
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

/** Leaves out all but what to press while there is no room for more, and looks again whenever the room changes. */
const useFolding = (open: boolean) => {
  const list = useRef<HTMLDivElement>(null);
  const fold = (): void => {
    const own = list.current;
    own?.classList.remove("folded");
    own?.classList.toggle("folded", !open && own.scrollHeight > own.clientHeight);
  };
  useLayoutEffect(fold);
  useEffect(() => {
    const watch = new ResizeObserver(fold);
    for (const beside of list.current?.closest(".panel")?.children ?? []) watch.observe(beside);
    return () => watch.disconnect();
  });
  return list;
};

type OneProps = { readonly alarm: Alarm; readonly folded: boolean; readonly onSignIn: () => void };

const OneAlarm = ({ alarm, folded, onSignIn }: OneProps) => {
  const { sentence, also, rest, byHand = [], signIn, mild } = alarm;
  return (
    <div role={mild === true ? "status" : "alert"} class={folded ? "unseen" : "not-live"}>
      <p>
        {mild === true ? sentence : <strong>{sentence}</strong>}
        {also === undefined ? null : ` ${also}`}
        {rest === undefined ? null : <span class="rest">{` ${rest}`}</span>}
      </p>
      {signIn === true && !folded ? <PressButton onPress={onSignIn}>Sign in</PressButton> : null}
      {byHand.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
};
