import { useEffect, useId, useRef, useState } from "preact/hooks";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { LessonView, PupilRow as Pupil } from "../../protocol/screen/view.ts";
import { EXCEPTIONS, type ExceptionReason } from "../../protocol/words.ts";
import { alongRow } from "../along-row.ts";
import type { Api } from "../api.ts";
import { openExceptions } from "../arrangement.ts";
import type { Draft } from "../draft.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { type Noted, stayingOf } from "../noted.ts";
import { pupilWords } from "../row-words.ts";
import { EXCEPTION_WORDS } from "../wording.ts";
import { Avatar } from "./avatar.tsx";
import { CheckCells, hasCells, isCell, noteIn } from "./check-cells.tsx";
import { ExceptionLine } from "./exception-line.tsx";
import { PressButton } from "./press-button.tsx";
import { RefusedLine } from "./refused-line.tsx";
import { useNextStep } from "./use-next-step.ts";

type Props = {
  readonly pupil: Pupil;
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
  readonly onOpen: (row: string, open: boolean) => void;
  /** This person has just noted it of this pupil. */
  readonly noted: Noted | undefined;
  readonly onNoted: (noted: Noted) => void;
  readonly onConcern: (draft: Draft) => void;
  readonly api: Api;
};

/**
 * One pupil: one press for each of the three checks that does not hold, the name for all the rest; none for what is
 * fine.
 */
export const PupilRow = ({ pupil, view, store, busy, onOpen, noted, onNoted, onConcern, api }: Props) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  const exceptions = openExceptions(pupil);
  const row = useRef<HTMLLIElement>(null);
  useNextStep(row, stayingOf(noted) !== undefined, exceptions.length);
  useEffect(() => () => onOpen(pupil.pupil, false), [onOpen, pupil.pupil]);
  const show = (now: boolean): void => {
    setOpen(now);
    onOpen(pupil.pupil, now);
  };
  const note = (reason: ExceptionReason): void => {
    show(false);
    onNoted({ pupil: pupil.pupil, reason });
    void noteIn(store, { press: "note-exception", pupil: pupil.pupil, reason });
  };
  const check = (): void => {
    show(false);
    void store.press({ press: "check-pupil", pupil: pupil.pupil });
  };
  const checking = busy.has(keyOf({ press: "check-pupil", pupil: pupil.pupil }));
  const { refused } = pupil;
  const toLookAt = (pupil.devices ?? []).filter(({ settled }) => !settled);
  const cells = hasCells(view, pupil);
  // A name that was taken for theirs by mistake can be put right as long as it is there.
  const devices =
    pupil.devices ?? pupil.people.map((person, place) => ({ person, shown: pupil.shown[place] ?? "" }));
  const notTheirs = (person: string): void => {
    show(false);
    void store.press({ press: "recognise", person, as: "stranger" });
  };
  return (
    <li
      ref={row}
      class="row"
      data-row={pupil.pupil}
      {...(noted === undefined ? {} : { "data-noted": noted.reason })}
    >
      <div
        class="row-line"
        {...(cells ? { role: "toolbar", "aria-label": `${pupil.name}: checks`, onKeyDown: alongRow } : {})}
      >
        <button
          type="button"
          class="row-button"
          data-name={pupil.name}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => show(!open)}
        >
          <Avatar name={pupil.name} />
          <span class="row-words">
            <span class="row-button-name">{pupil.name}</span>{" "}
            <span class="quiet">{pupilWords(pupil, isEnded(view))}</span>
          </span>
        </button>
        {cells ? <CheckCells pupil={pupil} store={store} busy={busy} onNoted={onNoted} /> : null}
      </div>
      {refused?.map((one) => (
        <RefusedLine key={one.person} device={one} store={store} busy={busy} />
      ))}
      {exceptions.map((one) => (
        <ExceptionLine
          key={one.reason}
          pupil={pupil}
          exception={one}
          onConcern={onConcern}
          api={api}
          view={view}
          store={store}
          busy={busy}
        />
      ))}
      {toLookAt.length === 0 || !view.mayCheck || refused !== undefined ? null : (
        <div class="choices">
          <PressButton label={`Checked: ${pupil.name}`} busy={checking} onPress={check}>
            Checked
          </PressButton>
        </div>
      )}
      <fieldset
        id={id}
        class="choices"
        aria-label={`${pupil.name}: what is noted`}
        hidden={!open || !view.mayCheck}
      >
        {toLookAt.length > 0 || pupil.away === true || refused !== undefined ? null : (
          <PressButton busy={checking} onPress={check}>
            Checked
          </PressButton>
        )}
        {devices.map(({ person, shown }) => (
          <PressButton key={person} look="quiet" onPress={() => notTheirs(person)}>
            {`“${shown}” is not theirs`}
          </PressButton>
        ))}
        {pupil.oneRoom === undefined ? null : (
          <PressButton
            look="quiet"
            onPress={() => void store.press({ press: "agree-room", pupil: pupil.pupil, agreed: false })}
          >
            They have another room now
          </PressButton>
        )}
        {EXCEPTIONS.filter(
          (reason) => !(cells && isCell(reason)) && !exceptions.some((one) => one.reason === reason),
        ).map((reason) => (
          <PressButton key={reason} look="quiet" onPress={() => note(reason)}>
            {EXCEPTION_WORDS[reason]}
          </PressButton>
        ))}
      </fieldset>
    </li>
  );
};
