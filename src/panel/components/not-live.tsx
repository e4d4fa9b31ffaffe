import type { LessonView } from "../../protocol/screen/view.ts";
import type { Connection } from "../connection.ts";
import { endUnderWay } from "../end-under-way.ts";
import { officeLine, TEAMS_END, TEAMS_LOCK } from "../wording.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly live: boolean;
  readonly reach: Connection;
  /** The server answers, but cannot show how the lesson stands: why. */
  readonly stale: string | undefined;
  readonly onSignIn: () => void;
  readonly view: Pick<LessonView, "phone" | "notSent" | "end" | "phase">;
};

/** What works without us; an end that is under way says what to press itself. */
const ByHand = ({ view }: Pick<Props, "view">) => (
  <>
    {endUnderWay(view) === undefined ? (
      <>
        <p>{TEAMS_END}</p>
        <p>{TEAMS_LOCK}</p>
      </>
    ) : null}
    <p>{officeLine(view.phone)}</p>
  </>
);

/** The line under the header while the panel may be behind; with what works without us when nothing answers. */
export function NotLive({ live, reach, stale, view, onSignIn }: Props) {
  // While an end is under way its own block says whom to phone.
  const notSent = endUnderWay(view) === undefined ? view.notSent : undefined;
  const shown = !live || reach !== "answered" || stale !== undefined || notSent !== undefined;
  return (
    <div role="status" class={shown ? "not-live" : "not-live-room"}>
      {!shown ? null : stale !== undefined ? (
        <>
          <p>
            <strong>What you see here may be out of date.</strong> Trying again.
          </p>
          <p>{stale}</p>
          <ByHand view={view} />
        </>
      ) : reach === "answered" ? (
        <>
          {live ? null : <p>What you see here may be out of date. Trying again. The buttons still work.</p>}
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
            Trying again. If you press now, nothing is sent later: press again when it answers.
          </p>
          {reach === "not signed in" ? <PressButton onPress={onSignIn}>Sign in</PressButton> : null}
          <ByHand view={view} />
        </>
      )}
    </div>
  );
}
