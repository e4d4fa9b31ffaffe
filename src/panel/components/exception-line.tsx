import { isEnded } from "../../protocol/lesson/running.ts";
import { EXCEPTION_STEPS } from "../../protocol/screen/exception-steps.ts";
import type { LessonView, PupilRow } from "../../protocol/screen/view.ts";
import type { ExceptionReason } from "../../protocol/words.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { EXCEPTION_WORDS, timeOf } from "../wording.ts";
import { PressButton } from "./press-button.tsx";
import { ProofIcon } from "./proof-icon.tsx";

type Props = {
  readonly pupil: PupilRow;
  readonly reason: ExceptionReason;
  readonly at: string;
  readonly unseen: true | undefined;
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

/** A check that did not hold, with the words to say and what can be done about it. */
export const ExceptionLine = ({ pupil, reason, at, unseen, view, store, busy }: Props) => {
  const putRight = { press: "put-right", pupil: pupil.pupil, reason } as const;
  const camerasOff = view.presses.find(({ press }) => press === "cameras-off");
  return (
    <div class="exception">
      <p>
        <ProofIcon state="not proven" /> <strong>{EXCEPTION_WORDS[reason]}</strong>{" "}
        <span class="quiet">{timeOf(at)}</span>
      </p>
      {isEnded(view) ? null : <p class="say">{EXCEPTION_STEPS[reason]}</p>}
      <div class="choices">
        {view.mayCheck && unseen !== true ? (
          <PressButton
            label={`Put right: ${EXCEPTION_WORDS[reason]}, ${pupil.name}`}
            busy={busy.has(keyOf(putRight))}
            onPress={() => void store.press(putRight)}
          >
            Put right
          </PressButton>
        ) : null}
        {reason === "not a family room" && camerasOff !== undefined ? (
          <PressButton
            look="quiet"
            busy={busy.has(keyOf({ press: "cameras-off" }))}
            onPress={() => void store.press({ press: "cameras-off" })}
          >
            {camerasOff.title}
          </PressButton>
        ) : null}
      </div>
    </div>
  );
};
