import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { FieldErrors } from "./settings-check.ts";

/** What every part of the settings form is given. */
export type PartProps = {
  readonly settings: SchoolSettings;
  readonly errors: FieldErrors;
  readonly onChange: (settings: SchoolSettings) => void;
};
