import { REVIEW_CHILD_YEARS, REVIEW_STAFF_YEARS, USUAL_RETENTION } from "../../protocol/time/retention.ts";
import { Field } from "./field.tsx";
import { numberOf, textOf } from "./numbers.ts";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";
import { WaitingNote } from "./waiting-note.tsx";

/** How long the record is kept, and when it is signed. */
export const RecordFields = ({ settings, errors, waiting, onChange }: PartProps) => {
  const retention = settings.retention ?? USUAL_RETENTION;
  const set = (change: Partial<typeof retention>): void =>
    onChange({ ...settings, retention: { ...retention, ...change } });
  return (
    <fieldset>
      <legend>Record</legend>
      <p class="hint">
        Lessons are deleted when their time is over. Concerns never are: they come up for review. What is
        under a legal hold is kept.
      </p>
      <Field
        label="Last day of the school year"
        hint="Month and day: 08-31 is 31 August."
        error={errorOf(errors, "retention.schoolYearEnds")}
        value={retention.schoolYearEnds}
        onChange={(schoolYearEnds) => set({ schoolYearEnds: schoolYearEnds.trim() })}
      />
      <Field
        numeric
        label="Keep lessons for this many more school years"
        hint="With 1, a lesson of November 2026 is deleted after 31 August 2028."
        error={errorOf(errors, "retention.keepYears")}
        value={textOf(retention.keepYears)}
        onChange={(value) => set({ keepYears: numberOf(value) })}
      />
      <Field
        numeric
        label="Years until a concern about a child comes up for review"
        hint="With 21 the youngest pupil is then 25: no birth date has to be kept."
        error={errorOf(errors, "retention.reviewChildYears")}
        value={textOf(retention.reviewChildYears ?? REVIEW_CHILD_YEARS)}
        onChange={(value) => set({ reviewChildYears: numberOf(value) })}
      />
      <Field
        numeric
        label="Years until a concern about staff comes up for review"
        error={errorOf(errors, "retention.reviewStaffYears")}
        value={textOf(retention.reviewStaffYears ?? REVIEW_STAFF_YEARS)}
        onChange={(value) => set({ reviewStaffYears: numberOf(value) })}
      />
      <WaitingNote of="retention" waiting={waiting} />
      <Field
        label="Time at which the record is signed each day"
        hint="School time. 18:00 if this is left empty."
        error={errorOf(errors, "sealAt")}
        value={settings.sealAt ?? ""}
        onChange={(value) => {
          const { sealAt: _sealAt, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, sealAt: value.trim() });
        }}
      />
    </fieldset>
  );
};
