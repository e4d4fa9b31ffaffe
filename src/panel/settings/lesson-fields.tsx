import type { Recognise, SchoolSettings } from "../../protocol/holders/school.ts";
import { ALONE_MINUTES, ALONE_SECONDS, RECHECK_MINUTES } from "../../protocol/lesson/usual-times.ts";
import { Field, ListField, SelectField } from "./field.tsx";
import { numberOf, textOf } from "./numbers.ts";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";

const RECOGNISE: readonly { readonly value: Recognise; readonly title: string }[] = [
  { value: "ask", title: "Ask the organiser" },
  { value: "titles", title: "By words in the title" },
  { value: "all", title: "Every meeting of staff" },
];

const KINDS: readonly { readonly value: SchoolSettings["lessons"]["defaultKind"]; readonly title: string }[] =
  [
    { value: "class", title: "Class lesson" },
    { value: "group", title: "Group lesson" },
    { value: "one-to-one", title: "One-to-one" },
  ];

export const LessonFields = ({ settings, errors, waiting, onChange }: PartProps) => {
  const { lessons } = settings;
  const set = (change: Partial<SchoolSettings["lessons"]>): void =>
    onChange({ ...settings, lessons: { ...lessons, ...change } });
  return (
    <fieldset>
      <legend>Lessons</legend>
      <SelectField
        label="How a meeting is known to be a lesson"
        error={errorOf(errors, "lessons.recognise")}
        value={lessons.recognise}
        options={RECOGNISE}
        onChange={(value) => set({ recognise: RECOGNISE.find((one) => one.value === value)?.value ?? "ask" })}
      />
      {lessons.recognise === "titles" ? (
        <ListField
          label="Words that mark a title"
          hint="With commas between them."
          error={errorOf(errors, "lessons.titles")}
          value={lessons.titles}
          onChange={(titles) => set({ titles })}
        />
      ) : null}
      <SelectField
        label="Kind of lesson until staff choose one"
        error={errorOf(errors, "lessons.defaultKind")}
        value={lessons.defaultKind}
        options={KINDS}
        onChange={(value) => set({ defaultKind: KINDS.find((one) => one.value === value)?.value ?? "class" })}
      />
      <ListField
        label="Minutes before the start at which the lobby and mics are set"
        hint="Lesson Guard joins then too, and tries again at the next one. It waits in the lobby until staff admit it. For example 5, 2."
        error={errorOf(errors, "lessons.arriveMinutesBefore")}
        value={lessons.arriveMinutesBefore.map(String)}
        onChange={(minutes) => set({ arriveMinutesBefore: minutes.map(Number) })}
      />
      <Field
        numeric
        label="Seconds in which End for all can be undone"
        error={errorOf(errors, "undoSeconds")}
        value={textOf(settings.undoSeconds)}
        onChange={(value) => onChange({ ...settings, undoSeconds: numberOf(value) })}
      />
      <Field
        numeric
        label="Seconds pupils may be without staff"
        hint="Then the lesson is paused, and its staff and the DSL are told. 10 to 120. Absences count together until staff have been back for 40 seconds."
        error={errorOf(errors, "aloneSeconds")}
        value={textOf(settings.aloneSeconds ?? ALONE_SECONDS)}
        onChange={(value) => onChange({ ...settings, aloneSeconds: numberOf(value) })}
      />
      <Field
        numeric
        label="Minutes until everyone is removed"
        hint="When no staff have come back. 1 to 30."
        error={errorOf(errors, "aloneMinutes")}
        value={textOf(settings.aloneMinutes ?? ALONE_MINUTES)}
        onChange={(value) => onChange({ ...settings, aloneMinutes: numberOf(value) })}
      />
      <Field
        numeric
        label="Minutes until staff are asked to look at the adults again"
        hint="In the panel, one press. 0 to 60; 0 is never."
        error={errorOf(errors, "recheckMinutes")}
        value={textOf(settings.recheckMinutes ?? RECHECK_MINUTES)}
        onChange={(value) => onChange({ ...settings, recheckMinutes: numberOf(value) })}
      />
      <Field
        numeric
        label="Minutes until the next person is told"
        hint="When no one has pressed “I have it”."
        error={errorOf(errors, "escalateAfterMinutes")}
        value={textOf(settings.escalateAfterMinutes)}
        onChange={(value) => onChange({ ...settings, escalateAfterMinutes: numberOf(value) })}
      />
      <WaitingNote of="escalation" waiting={waiting} />
    </fieldset>
  );
};
