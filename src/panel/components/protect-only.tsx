import { useRef } from "preact/hooks";
import type { ApiError } from "../api.ts";
import type { LessonStore } from "../lesson-store.ts";
import { Unanswered } from "../unanswered.ts";
import { PressButton } from "./press-button.tsx";
import { SaidLine } from "./said-line.tsx";
import { useStore } from "./use-store.ts";

type Props = { readonly error: ApiError; readonly store: LessonStore };

/** For a person whom the directory no longer calls staff while their lesson is on: nothing of it, but what protects. */
export function ProtectOnly({ error, store }: Props) {
  const { said, busy } = useStore(store);
  const unanswered = useRef(new Unanswered());
  const tell = async (): Promise<void> => {
    const raised = await store.raise("child", unanswered.current.name("child"));
    if (raised !== undefined) unanswered.current.answered("child");
  };
  return (
    <main class="notice">
      <h1>You can still protect this lesson</h1>
      <p>{error.say}</p>
      <PressButton busy={busy.size > 0} onPress={() => void store.press({ press: "pause" })}>
        Pause
      </PressButton>
      <PressButton
        look="danger"
        busy={busy.size > 0}
        onPress={() => void store.press({ press: "end-for-all" })}
      >
        End for all
      </PressButton>
      <PressButton look="danger" busy={busy.size > 0} onPress={() => void tell()}>
        Tell the DSL now
      </PressButton>
      <SaidLine said={said} />
    </main>
  );
}
