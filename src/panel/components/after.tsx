import type { ComponentProps } from "preact";
import { RecordingTask } from "./recording-task.tsx";
import { Summary } from "./summary.tsx";

export const After = (props: ComponentProps<typeof RecordingTask>) => (
  <>
    <RecordingTask {...props} />
    <Summary view={props.view} />
  </>
);
