import type { UndoWord } from "../../protocol/screen/recording-file-view.ts";
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
      <UndoWordButton undo={recordingFile.undo} busy={busy} store={store} />
    </section>
  );
};

/** The way back from what staff have said of a recording. */
export const UndoWordButton = ({
  undo,
  busy,
  store,
}: Pick<Props, "busy" | "store"> & { readonly undo: UndoWord | undefined }) =>
  undo === undefined ? null : (
    <PressButton
      icon="undo"
      look="quiet"
      busy={busy}
      onPress={() => void store.press({ press: "take-back-word", of: undo.of })}
    >
      {undo.title}
    </PressButton>
  );
