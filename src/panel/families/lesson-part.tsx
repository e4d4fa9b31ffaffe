import { useCallback, useEffect, useState } from "preact/hooks";
import type { Api } from "../api.ts";
import { PressButton } from "../components/press-button.tsx";
import { SelectField } from "../settings/field.tsx";
import { type LessonToCome, lessonWords } from "./family-words.ts";
import { type ClassControl, wordsOf } from "./use-class.ts";

type Lesson = LessonToCome & { readonly lesson: string; readonly familiesCome: boolean };
type Props = { readonly api: Api; readonly control: ClassControl };

/** Which lesson the families of this list come to: its register, and where their links lead. */
export const LessonPart = ({ api, control }: Props) => {
  const { view, busy, press } = control;
  const [lessons, setLessons] = useState<readonly Lesson[]>();
  const [failed, setFailed] = useState("");
  const [chosen, setChosen] = useState("");
  const [alone, setAlone] = useState(false);
  const [weekly, setWeekly] = useState(view.weekly);
  const load = useCallback((): void => {
    setFailed("");
    api.get<{ lessons: readonly Lesson[] }>("/api/lessons").then(
      (answer) =>
        setLessons(
          answer.lessons
            .filter(({ familiesCome }) => familiesCome)
            .toSorted((a, b) => (a.startsAt ?? "9").localeCompare(b.startsAt ?? "9")),
        ),
      // The list itself can be used all the same.
      (problem: unknown) => setFailed(wordsOf(problem)),
    );
  }, [api]);
  useEffect(load, [load]);
  return (
    <section aria-labelledby="lesson-title">
      <h3 id="lesson-title">The lesson</h3>
      <p>
        {view.meets
          ? "The links of this list lead to the lesson that is next. Choose one to add it."
          : "Choose the lesson that these families come to. The list becomes its register."}
      </p>
      {failed !== "" ? (
        <>
          <p role="alert">Your lessons could not be read. {failed}</p>
          <PressButton look="quiet" onPress={load}>
            Read them again
          </PressButton>
        </>
      ) : lessons === undefined ? (
        <p>Your lessons are being read…</p>
      ) : lessons.length === 0 ? (
        <p>Lesson Guard knows of no lesson of yours that is still to come.</p>
      ) : (
        <>
          <SelectField
            label="Lesson"
            error={undefined}
            value={chosen}
            onChange={setChosen}
            options={[
              { value: "", title: "Choose" },
              ...lessons.map((one) => ({ value: one.lesson, title: lessonWords(one) })),
            ]}
          />
          <label class="tick">
            <input type="checkbox" checked={weekly} onChange={() => setWeekly(!weekly)} />
            <span>Every week at the same time</span>
          </label>
          {view.meets ? (
            <label class="tick">
              <input type="checkbox" checked={alone} onChange={() => setAlone(!alone)} />
              <span>This lesson alone: no other that was chosen or planned before</span>
            </label>
          ) : null}
          <PressButton
            busy={busy}
            off={chosen === ""}
            onPress={() => void press({ do: "meet", lesson: chosen, weekly, alone: alone && view.meets })}
          >
            Use this list for the lesson
          </PressButton>
        </>
      )}
    </section>
  );
};
