import { type RecordingSettings, USUAL_ESCALATE_DAYS, USUAL_FOLDER } from "../../protocol/holders/school.ts";
import { USUAL_KEEP_DAYS } from "../../protocol/lesson/usual-times.ts";
import { Field } from "./field.tsx";
import { numberOf, textOf } from "./numbers.ts";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";

/** Where the recordings of one-to-ones are put, and for how long. */
export const RecordingFields = ({ settings, errors, onChange }: PartProps) => {
  const { recordings = {} } = settings;
  const set = ({ site, ...rest }: RecordingSettings): void =>
    onChange({ ...settings, recordings: site === undefined || site === "" ? rest : { ...rest, site } });
  return (
    <fieldset>
      <legend>Recordings of one-to-ones</legend>
      <Field
        label="SharePoint site for recordings"
        hint="Such as https://oakfield.sharepoint.com/sites/StaffDrive. Lesson Guard must be granted this site (docs/for-administrators.md). If this is left empty, staff put recordings into the folder themselves."
        error={errorOf(errors, "recordings.site")}
        value={recordings.site ?? ""}
        onChange={(site) => set({ ...recordings, site: site.trim() })}
      />
      <Field
        label="Folder for recordings"
        hint="In the site’s documents. Make it there first, and let only the DSL and the headteacher open it."
        error={errorOf(errors, "recordings.folder")}
        value={recordings.folder ?? USUAL_FOLDER}
        onChange={(folder) => set({ ...recordings, folder })}
      />
      <Field
        numeric
        label="Days until a recording is to be deleted"
        hint="Counted from the lesson. The parent is told this number before anything is recorded."
        error={errorOf(errors, "recordings.keepDays")}
        value={textOf(recordings.keepDays ?? USUAL_KEEP_DAYS)}
        onChange={(value) => set({ ...recordings, keepDays: numberOf(value) })}
      />
      <Field
        numeric
        label="Days without a CPOMS reference until the DSLs are told too"
        hint="The member of staff who told the parent is reminded each day at 15:30."
        error={errorOf(errors, "recordings.escalateDays")}
        value={textOf(recordings.escalateDays ?? USUAL_ESCALATE_DAYS)}
        onChange={(value) => set({ ...recordings, escalateDays: numberOf(value) })}
      />
    </fieldset>
  );
};
