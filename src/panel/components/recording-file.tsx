import type { LessonView } from "../../protocol/screen/view.ts";
import type { LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  /** Whether a press waits for its answer. */
  readonly busy: boolean;
};

/** Where the recording is, and what is left to do with it (S7). */
export const RecordingFile = ({ view, store, busy }: Props) => {
  const { recordingFile } = view;
  if (recordingFile === undefined) return null;
  return (
    <section aria-label="Recording">
      {recordingFile.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {recordingFile.presses.map(({ press, title }) => (
        <PressButton key={press} busy={busy} verb={press} onPress={() => void store.press({ press })}>
          {title}
        </PressButton>
      ))}
    </section>
  );
};
