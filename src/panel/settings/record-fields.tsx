import { REVIEW_CHILD_YEARS, REVIEW_STAFF_YEARS, USUAL_RETENTION } from "../../protocol/time/retention.ts";
import { Field } from "./field.tsx";
import { numberOf, textOf } from "./numbers.ts";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";

/** How long the record is kept, and when it is sealed. */
export function RecordFields({ settings, errors, onChange }: PartProps) {
  const retention = settings.retention ?? USUAL_RETENTION;
  const set = (change: Partial<typeof retention>): void =>
    onChange({ ...settings, retention: { ...retention, ...change } });
  return (
    <fieldset>
      <legend>Record</legend>
      <p class="hint">
        Lessons go by themselves when their time is over. Concerns never do: they come up for review. What is
        held for legal reasons stays.
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
        label="School years that lessons are kept after their own"
        hint="With 1, a lesson of November 2026 goes after 31 August 2028."
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
      <Field
        label="When the record is sealed each day"
        hint="As your clocks show it. 18:00 where nothing is given."
        error={errorOf(errors, "sealAt")}
        value={settings.sealAt ?? ""}
        onChange={(value) => {
          const { sealAt: _sealAt, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, sealAt: value.trim() });
        }}
      />
    </fieldset>
  );
}
