import type { LessonView } from "../../protocol/screen/view.ts";
import { keyOf, type LessonStore } from "../lesson-store.ts";
import { Checks } from "./checks.tsx";
import { ABOVE, type Above, LessonActions } from "./lesson-actions.tsx";
import { useLater } from "./use-later.ts";

type Props = {
  readonly view: LessonView;
  readonly store: LessonStore;
  readonly busy: ReadonlySet<string>;
};

/** After this long the checklist is drawn without the library. */
const PATIENCE_MS = 1_500;

const load = () => import("../cards/card-face.tsx");

const isAbove = (verb: string): verb is Above => ABOVE.some((one) => one === verb);

/** The checklist as on the bot's card, drawn by Microsoft's library; the same without it if it did not load. */
export const ChecklistCard = ({ view, store, busy }: Props) => {
  const part = useLater(load, PATIENCE_MS);
  if (view.card === undefined || part === "late")
    return (
      <>
        <Checks view={view} />
        <LessonActions view={view} store={store} busy={busy} where="first" />
      </>
    );
  if (part === "waited for") return <section aria-label="Checklist" class="card-room" />;
  return (
    <section aria-label="Checklist">
      <part.CardFace
        card={view.card}
        busy={new Set(ABOVE.filter((press) => busy.has(keyOf({ press }))))}
        onPress={(verb) => {
          if (isAbove(verb)) void store.press({ press: verb });
        }}
        onMoved={() => store.say("Not sent: the buttons had just moved. Press again if you mean it.")}
      />
    </section>
  );
};
