import { defined } from "../../protocol/defined.ts";
import { rightWord, type StepAfter } from "../../protocol/lesson/conduct-words.ts";
import { isEnded } from "../../protocol/lesson/running.ts";
import { EXCEPTION_SAY, EXCEPTION_STEPS } from "../../protocol/screen/exception-steps.ts";
import type { LessonView, PupilRow } from "../../protocol/screen/view.ts";
import type { Api } from "../api.ts";
import { type Draft, EMPTY_DRAFT } from "../draft.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { EXCEPTION_WORDS, timeOf } from "../wording.ts";
import { HomeLook } from "./home-look.tsx";
import { PressButton } from "./press-button.tsx";
import { ProofIcon } from "./proof-icon.tsx";

type Exception = PupilRow["exceptions"][number];

type Props = {
  readonly pupil: PupilRow;
  readonly exception: Exception;
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly onConcern: (draft: Draft) => void;
  readonly api: Api;
};

const STEP_WORDS: { readonly [S in StepAfter]: string } = {
  asked: "asked",
  "not put right": "not put right",
};

/** "10:42, asked 10:43": how far it has come. */
const whenWords = ({ at, step }: Exception): string =>
  step === undefined ? timeOf(at) : `${timeOf(at)}, ${STEP_WORDS[step.step]} ${timeOf(step.at)}`;

/** What is carried over to a concern: what was noted, and nothing that was not. */
const draftOf = (pupil: PupilRow, exception: Exception): Draft => ({
  ...EMPTY_DRAFT,
  pupils: [pupil.pupil],
  words: `Noted in the lesson: ${EXCEPTION_WORDS[exception.reason]}, ${whenWords(exception)}. `,
});

/** A check that did not hold, with what to do about it, the words to say, and how far it has come. */
export const ExceptionLine = ({ pupil, exception, view, store, busy, onConcern, api }: Props) => {
  const { reason, unseen, step } = exception;
  const isRoom = reason === "not a family room";
  const of = { pupil: pupil.pupil, reason };
  const putRight = { press: "put-right", ...of } as const;
  const follow = {
    press: "follow-exception",
    ...of,
    step: step === undefined ? "asked" : "not put right",
  } as const;
  const agree = { press: "agree-room", pupil: pupil.pupil, agreed: true } as const;
  const camerasOff = view.presses.find(({ press }) => press === "cameras-off");
  const named = `${EXCEPTION_WORDS[reason]}, ${pupil.name}`;
  return (
    <div class="exception">
      <p>
        <ProofIcon state="not proven" /> <strong>{EXCEPTION_WORDS[reason]}</strong>{" "}
        <span class="quiet">{whenWords(exception)}</span>
      </p>
      {isEnded(view) ? null : (
        <>
          <p class="say" tabIndex={-1}>
            {EXCEPTION_STEPS[reason]}
          </p>
          <p class="small">{`Say: “${EXCEPTION_SAY[reason]}”`}</p>
        </>
      )}
      <div class="choices">
        {view.mayCheck && unseen !== true ? (
          <PressButton
            label={`${rightWord(reason)}: ${named}`}
            busy={busy.has(keyOf(putRight))}
            onPress={() => void store.press(putRight)}
          >
            {rightWord(reason)}
          </PressButton>
        ) : null}
        {view.mayCheck && step?.step !== "not put right" ? (
          <PressButton
            look="quiet"
            label={`${step === undefined ? "Asked" : "Not put right"}: ${named}`}
            busy={busy.has(keyOf(follow))}
            onPress={() => void store.press(follow)}
          >
            {step === undefined ? "Asked" : "Not put right"}
          </PressButton>
        ) : null}
        {isRoom && camerasOff !== undefined ? (
          <PressButton
            look="quiet"
            busy={busy.has(keyOf({ press: "cameras-off" }))}
            onPress={() => void store.press({ press: "cameras-off" })}
          >
            {camerasOff.title}
          </PressButton>
        ) : null}
        {isRoom && view.mayCheck ? (
          <PressButton
            look="quiet"
            label={`No other room, agreed with the headteacher: ${pupil.name}`}
            busy={busy.has(keyOf(agree))}
            onPress={() => void store.press(agree)}
          >
            No other room: the headteacher has agreed
          </PressButton>
        ) : null}
        {reason === "no adult seen" && view.phase !== "over" ? (
          <HomeLook
            api={api}
            path={`/api/lessons/${encodeURIComponent(view.lesson)}/home`}
            name={pupil.name}
            body={(chosen) => ({ pupil: pupil.pupil, ...defined({ chosen }) })}
          />
        ) : null}
        {isEnded(view) ? null : (
          <PressButton
            look="quiet"
            label={`Raise it with the DSL now: ${named}`}
            busy={busy.has("raise-child")}
            onPress={() => onConcern(draftOf(pupil, exception))}
          >
            Raise it with the DSL now
          </PressButton>
        )}
      </div>
    </div>
  );
};
