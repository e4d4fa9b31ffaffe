import type { ByHandView } from "../../protocol/screen/by-hand-view.ts";
import { PressButton } from "../components/press-button.tsx";
import { keyOf } from "../lesson-store.ts";
import type { useByHand } from "./use-by-hand.ts";

type Props = {
  readonly view: ByHandView;
  readonly busy: ReadonlySet<string>;
  readonly press: ReturnType<typeof useByHand>["press"];
};

/** What to press in Zoom, and by whom it is said to be done. */
export const InZoom = ({ view, busy, press }: Props) => (
  <section aria-labelledby="in-zoom">
    <h2 id="in-zoom">What you press in Zoom</h2>
    <p class="hint">Press here once you have done it there: the record then says so, with your name.</p>
    <ul class="by-hand-steps">
      {view.steps.map(({ step, title, how, did, said }) => {
        const note = { press: "note-in-zoom", step } as const;
        return (
          <li key={step}>
            <p>
              <strong>{title}.</strong> {how}
            </p>
            <PressButton busy={busy.has(keyOf(note))} onPress={() => void press(note)}>
              {did}
            </PressButton>
            {said === undefined ? null : <p class="small">{said}</p>}
          </li>
        );
      })}
    </ul>
  </section>
);
