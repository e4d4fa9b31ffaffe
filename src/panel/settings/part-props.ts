import type { SchoolSettings } from "../../protocol/holders/school.ts";
import type { WaitingView } from "../../protocol/holders/view.ts";
import type { FieldErrors } from "./settings-check.ts";

/** What every part of the settings form is given. */
export type PartProps = {
  readonly settings: SchoolSettings;
  readonly errors: FieldErrors;
  /** Changes that wait for another person's approval. */
  readonly waiting: readonly WaitingView[];
  readonly onChange: (settings: SchoolSettings) => void;
};
