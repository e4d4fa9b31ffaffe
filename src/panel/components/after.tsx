import type { ComponentProps } from "preact";
import { isEnded } from "../../protocol/lesson/running.ts";
import { ConductPart } from "./conduct-part.tsx";
import { FamilyText } from "./family-text.tsx";
import { RecordingFile } from "./recording-file.tsx";
import { RecordingTask } from "./recording-task.tsx";
import { Screenshots } from "./screenshots.tsx";
import { Summary } from "./summary.tsx";

export const After = (props: ComponentProps<typeof RecordingTask>) => (
  <>
    <ConductPart {...props} />
    <FamilyText view={props.view} />
    <RecordingTask {...props} />
    <RecordingFile {...props} />
    {isEnded(props.view) ? <Screenshots {...props} /> : null}
    <Summary view={props.view} />
  </>
);
