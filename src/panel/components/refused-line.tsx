import type { RefusedDevice } from "../../protocol/screen/unknown-person.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { PressButton } from "./press-button.tsx";

type Props = {
  readonly device: RefusedDevice;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

/** Permission was refused for this child (P2): what to say, and the way out, where it is read. */
export const RefusedLine = ({ device: { person, shown, words, remove }, store, busy }: Props) => {
  const press = { press: "remove", person } as const;
  return (
    <>
      <p class="warning">{words}</p>
      {remove === true ? (
        <div class="choices">
          <PressButton
            look="danger"
            label={`Remove “${shown}”`}
            busy={busy.has(keyOf(press))}
            onPress={() => void store.press(press)}
          >
            Remove
          </PressButton>
        </div>
      ) : null}
    </>
  );
};
