import { useEffect, useRef } from "preact/hooks";
import type { RehearsalView } from "../../app/set-up/view.ts";
import { PressButton } from "../components/press-button.tsx";
import { CopyBlock } from "./copy-block.tsx";

type Props = {
  readonly rehearsal: RehearsalView | undefined;
  readonly busy: boolean;
  readonly onAct: (act: "start" | "go on" | "stop") => void;
};

/** Led through by what to do now; what it has shown stands in the lines of the steps. */
export const RehearsalPart = ({ rehearsal, busy, onAct }: Props) => {
  const isOn = rehearsal !== undefined && rehearsal.over !== true;
  const part = useRef<HTMLDivElement>(null);
  const now = isOn ? rehearsal.now : undefined;
  // Also for a person who opens the page while it is on: what is to be done now stands far down.
  useEffect(() => {
    if (now !== undefined) part.current?.scrollIntoView({ block: "nearest" });
  }, [now]);
  return (
    <div class="rehearsal" ref={part}>
      <div role="status">
        {rehearsal === undefined ? null : <p class="route">{rehearsal.now}</p>}
        {rehearsal?.trouble === undefined ? null : <p class="warning">{rehearsal.trouble}</p>}
      </div>
      {isOn && rehearsal.joinUrl !== undefined && rehearsal.left === undefined ? (
        <>
          <p>
            <a href={rehearsal.joinUrl} target="_blank" rel="noopener noreferrer">
              Open the meeting
            </a>
          </p>
          <CopyBlock does="The same link, to send to your phone." text={rehearsal.joinUrl} />
        </>
      ) : null}
      {rehearsal?.over === true && rehearsal.left !== undefined ? (
        <PressButton busy={busy} look="primary" onPress={() => (busy ? undefined : onAct("go on"))}>
          Go on
        </PressButton>
      ) : null}
      <PressButton
        busy={busy}
        look={isOn || rehearsal?.left !== undefined ? undefined : "primary"}
        onPress={() => {
          if (!busy) {
            onAct(isOn ? "stop" : "start");
          }
        }}
      >
        {isOn ? "Stop the rehearsal" : "Start the rehearsal"}
      </PressButton>
    </div>
  );
};
