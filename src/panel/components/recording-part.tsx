import type { ComponentProps } from "preact";
import type { RecordingTask } from "./recording-task.tsx";
import { useLater } from "./use-later.ts";

const load = () => import("./recording-task.tsx");

/** What is left to do after a recorded one-to-one. It is seldom needed, so it loads after everything else. */
export const RecordingPart = (props: ComponentProps<typeof RecordingTask>) => {
  const part = useLater(load, 10_000);
  return typeof part === "string" ? (
    <p>{props.view.recordingTask?.sentence}</p>
  ) : (
    <part.RecordingTask {...props} />
  );
};
