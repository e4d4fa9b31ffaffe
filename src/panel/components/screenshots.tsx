import { useState } from "preact/hooks";
import {
  SCREENSHOT_DAYS,
  SCREENSHOT_ENDS,
  SCREENSHOT_PLACES,
  SCREENSHOT_PURPOSES,
  type ScreenshotEnd,
} from "../../protocol/lesson/conduct-words.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import type { LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  /** Whether a press waits for its answer. */
  readonly busy: boolean;
};

const END_WORDS: { readonly [E in ScreenshotEnd]: string } = {
  deleted: "It is deleted",
  "not taken": "It was not taken",
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Screenshots by staff (B6): the purpose comes before the picture, and the deletion after it. */
export const Screenshots = ({ view, store, busy }: Props) => {
  const [place, setPlace] = useState(0);
  const [days, setDays] = useState(1);
  const { conduct, phase } = view;
  if (conduct === undefined) return null;
  const isOn = phase === "arrival" || phase === "live" || phase === "paused";
  return (
    <>
      {isOn ? (
        <details class="group">
          <summary>Before you take a screenshot</summary>
          <Choice label="Kept in" options={SCREENSHOT_PLACES} value={place} onChange={setPlace} />
          <Choice
            label="Deleted after"
            options={SCREENSHOT_DAYS.map((n) => `${n} days`)}
            value={days}
            onChange={setDays}
          />
          <fieldset class="actions">
            <legend>What for?</legend>
            {SCREENSHOT_PURPOSES.map((purpose) => (
              <PressButton
                key={purpose}
                busy={busy}
                onPress={() =>
                  void store.press({
                    press: "note-screenshot",
                    purpose,
                    place: SCREENSHOT_PLACES[place] ?? SCREENSHOT_PLACES[0],
                    days: SCREENSHOT_DAYS[days] ?? SCREENSHOT_DAYS[1],
                  })
                }
              >
                {capital(purpose)}
              </PressButton>
            ))}
          </fieldset>
        </details>
      ) : null}
      {conduct.screenshots.length === 0 ? null : (
        <section aria-label="Screenshots by staff">
          {conduct.screenshots.map(({ of, words, open }) => (
            <div key={of}>
              <p class="small">{words}</p>
              {open ? (
                <div class="actions">
                  {SCREENSHOT_ENDS.map((how) => (
                    <PressButton
                      key={how}
                      look="quiet"
                      busy={busy}
                      onPress={() => void store.press({ press: "screenshot-over", of, how })}
                    >
                      {END_WORDS[how]}
                    </PressButton>
                  ))}
                </div>
              ) : null}
            </div>
          ))}
        </section>
      )}
    </>
  );
};

const Choice = ({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly string[];
  readonly value: number;
  readonly onChange: (at: number) => void;
}) => (
  <label class="field">
    <span>{label}</span>
    <select value={String(value)} onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}>
      {options.map((option, at) => (
        <option key={option} value={String(at)} selected={at === value}>
          {option}
        </option>
      ))}
    </select>
  </label>
);
