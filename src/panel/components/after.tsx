import type { ComponentProps } from "preact";
import { RecordingFile } from "./recording-file.tsx";
import { RecordingTask } from "./recording-task.tsx";
import { Summary } from "./summary.tsx";

export const After = (props: ComponentProps<typeof RecordingTask>) => (
  <>
    <RecordingTask {...props} />
    <RecordingFile {...props} />
    <Summary view={props.view} />
  </>
);
