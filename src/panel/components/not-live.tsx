import { officeLine, TEAMS_END, TEAMS_LOCK } from "../wording.ts";

type Props = {
  readonly live: boolean;
  readonly reachable: boolean;
  readonly phone: string;
  /** The server answers, but Teams does not. */
  readonly notSent: string | undefined;
};

/** The line under the header while the panel may be behind; with what works without us when nothing answers. */
export function NotLive({ live, reachable, phone, notSent }: Props) {
  const shown = !live || !reachable || notSent !== undefined;
  return (
    <div role="status" class={shown ? "not-live" : "not-live-room"}>
      {!shown ? null : reachable ? (
        <>
          {live ? null : <p>Not live. Trying again. Presses still work.</p>}
          {notSent === undefined ? null : (
            <p>
              <strong>{notSent}</strong>
            </p>
          )}
        </>
      ) : (
        <>
          <p>
            <strong>Lesson Guard does not answer.</strong> Trying again. A press is not sent later by itself.
          </p>
          <p>{TEAMS_END}</p>
          <p>{TEAMS_LOCK}</p>
          <p>{officeLine(phone)}</p>
        </>
      )}
    </div>
  );
}
