import type { LessonView } from "../../protocol/screen/view.ts";
import { KINDS, type Kind } from "../../protocol/words.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { KIND_WORDS } from "../wording.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

/** The kind is chosen by staff, never guessed from head count (S3). */
export const KindChooser = ({ view, store, busy }: Props) => {
  const choose = (kind: Kind): void => void store.press({ press: "choose-kind", kind });
  return (
    <section aria-labelledby="kind-title">
      <h2 id="kind-title">Is this a lesson with pupils?</h2>
      <div class="actions">
        {KINDS.map((kind) => (
          <PressButton
            key={kind}
            look={kind === view.kind ? "primary" : undefined}
            label={kind === view.kind ? `${KIND_WORDS[kind]}, chosen` : undefined}
            busy={busy.has(keyOf({ press: "choose-kind", kind }))}
            onPress={() => choose(kind)}
          >
            {KIND_WORDS[kind]}
          </PressButton>
        ))}
        {view.presses.some(({ press }) => press === "undo-kind") ? (
          <PressButton
            icon="undo"
            wide
            busy={busy.has(keyOf({ press: "undo-kind" }))}
            onPress={() => void store.press({ press: "undo-kind" })}
          >
            Undo
          </PressButton>
        ) : null}
      </div>
    </section>
  );
};
