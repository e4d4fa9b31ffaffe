import { rightWord } from "../../protocol/lesson/conduct-words.ts";
import type { LessonView, PupilRow } from "../../protocol/screen/view.ts";
import type { ExceptionReason } from "../../protocol/words.ts";
import { openExceptions } from "../arrangement.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { isDoneNow, type Noted } from "../noted.ts";
import { EXCEPTION_WORDS } from "../wording.ts";

/** What does not hold of the school's three checks, in their order (S1, B5, C6). */
const CELLS = ["no adult seen", "not a family room", "name not shown"] as const satisfies ExceptionReason[];

/** What one press in the row notes: elsewhere it need not be offered again. */
export const isCell = (reason: ExceptionReason): boolean => CELLS.some((one) => one === reason);

/** Of a pupil who is inside, each of the three can be seen, and noted where it does not hold. */
export const hasCells = (view: LessonView, pupil: PupilRow): boolean => view.mayCheck && pupil.place === "in";

type Props = {
  readonly pupil: PupilRow;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly onNoted: (noted: Noted) => void;
};

/** One press for what is not right: each button has the words that it notes, before it is pressed and after. */
export const CheckCells = ({ pupil, store, busy, onNoted }: Props) => {
  const open = openExceptions(pupil).map(({ reason }) => reason);
  return (
    <div class="cells">
      {CELLS.map((reason) => {
        const noted = open.includes(reason);
        const press = { press: "note-exception", pupil: pupil.pupil, reason } as const;
        return (
          <button
            key={reason}
            type="button"
            class={noted ? "cell cell-amiss" : "cell"}
            aria-label={`${EXCEPTION_WORDS[reason]}: ${pupil.name}`}
            aria-pressed={noted}
            aria-busy={busy.has(keyOf(press))}
            tabIndex={-1}
            onClick={() => {
              if (noted) store.say(`Noted already. Once it is seen to be right, press ${rightWord(reason)}.`);
              else {
                onNoted({ pupil: pupil.pupil, reason });
                void noteIn(store, press);
              }
            }}
          >
            {EXCEPTION_WORDS[reason]}
          </button>
        );
      })}
    </div>
  );
};

/** Notes it. The answer says what to do; where the pupil's row says it under the finger, it is not said twice. */
export const noteIn = async (
  store: LessonStore,
  press: { readonly press: "note-exception"; readonly pupil: string; readonly reason: ExceptionReason },
): Promise<void> => {
  if ((await store.press(press)) && isDoneNow(press.reason)) store.say("Noted.");
};

/** Heads the buttons, where the rows of a group have them. */
export const CellHeads = () => (
  <span class="cell-heads" aria-hidden="true">
    Press what is not right:
  </span>
);
