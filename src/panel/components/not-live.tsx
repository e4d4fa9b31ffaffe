import type { Reach } from "../lesson-store.ts";
import { officeLine, TEAMS_END, TEAMS_LOCK } from "../wording.ts";

type Props = {
  readonly live: boolean;
  readonly reach: Reach;
  readonly phone: string;
  /** The server answers, but cannot show how the lesson stands: why. */
  readonly stale: string | undefined;
  /** The server answers, but Teams does not. */
  readonly notSent: string | undefined;
};

/** What works without us. */
const ByHand = ({ phone }: Pick<Props, "phone">) => (
  <>
    <p>{TEAMS_END}</p>
    <p>{TEAMS_LOCK}</p>
    <p>{officeLine(phone)}</p>
  </>
);

/** The line under the header while the panel may be behind; with what works without us when nothing answers. */
export function NotLive({ live, reach, phone, stale, notSent }: Props) {
  const shown = !live || reach !== "answered" || stale !== undefined || notSent !== undefined;
  return (
    <div role="status" class={shown ? "not-live" : "not-live-room"}>
      {!shown ? null : stale !== undefined ? (
        <>
          <p>
            <strong>What you see here may be out of date.</strong> Trying again.
          </p>
          <p>{stale}</p>
          <ByHand phone={phone} />
        </>
      ) : reach === "answered" ? (
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
            <strong>
              {reach === "not answered" ? "Lesson Guard does not answer." : "Teams could not sign you in."}
            </strong>{" "}
            Trying again. A press is not sent later by itself.
          </p>
          <ByHand phone={phone} />
        </>
      )}
    </div>
  );
}
