import type { LessonView } from "../../protocol/screen/view.ts";
import type { Connection } from "../connection.ts";
import { endUnderWay } from "../end-under-way.ts";
import { officeLine, TEAMS_END, TEAMS_LOCK, timeOf } from "../wording.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  /** Until when it was known how the lesson stands; undefined while it is known. */
  readonly asOf: string | undefined;
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
      isOn(view) ? (
        <>
          <p>{TEAMS_END}</p>
          <p>{TEAMS_LOCK}</p>
        </>
      ) : (
        // It may have begun since, and nobody here has heard of it.
        <p>{`If the lesson is on: ${TEAMS_END} ${TEAMS_LOCK}`}</p>
      )
    ) : null}
    <p>{officeLine(view.phone)}</p>
  </>
);

const isOn = ({ phase }: Props["view"]): boolean => phase !== "planned" && phase !== "over";

/** The line under the header while the panel may be behind; with what works without us when nothing answers. */
export function NotLive({ asOf, reach, stale, view, onSignIn }: Props) {
  // While an end is under way its own block says whom to phone.
  const notSent = endUnderWay(view) === undefined ? view.notSent : undefined;
  const shown = asOf !== undefined || notSent !== undefined;
  const then = asOf === undefined ? "" : `As of ${timeOf(asOf)}.`;
  return (
    <div role="status" class={shown ? "not-live" : "not-live-room"}>
      {!shown ? null : stale !== undefined ? (
        <>
          <p>
            <strong>{`${then} Lesson Guard has not been able to show the lesson since.`}</strong> Trying
            again.
          </p>
          <p>{stale}</p>
          <ByHand view={view} />
        </>
      ) : reach === "answered" ? (
        <>
          {asOf === undefined ? null : (
            <p>{`${then} Live updates are cut off: Lesson Guard is asked every few seconds. The buttons still work.`}</p>
          )}
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
              {`${then} ${reach === "not answered" ? "Lesson Guard has not answered since." : "Teams has not been able to sign you in since."}`}
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
