import { MOST_NOTE, noteText } from "../../protocol/families/note.ts";
import { AreaField } from "./field.tsx";
import type { PartProps } from "./part-props.ts";
import { errorOf } from "./settings-check.ts";

const SAMPLE_LINK = "https://lessons.school.example/family#…";
const SAMPLE_DAY = "31 August";

/** The school's own text that goes with each link, and how a family will read it (C2, C3). */
export const NoteField = ({ settings, errors, onChange }: PartProps) => {
  const { name, familyNote } = settings;
  const error = errorOf(errors, "familyNote");
  const filled = { school: name, link: SAMPLE_LINK, until: SAMPLE_DAY };
  return (
    <>
      <AreaField
        label="Text that goes with a family’s link"
        hint={`In your own words, at most ${MOST_NOTE} letters, the same for every family: name no child. Write {link} where each adult’s own link is to stand; {school} and {until}, its last day, where you want them. That the link is for them alone is added below it. Empty: Lesson Guard’s own text.`}
        error={error}
        value={familyNote ?? ""}
        onChange={(value) => {
          const { familyNote: _note, ...rest } = settings;
          onChange(value.trim() === "" ? rest : { ...rest, familyNote: value });
        }}
      />
      {error === undefined ? (
        <details class="group">
          <summary>As a family reads it</summary>
          <p class="as-written">{noteText(familyNote, filled)}</p>
        </details>
      ) : null}
    </>
  );
};
