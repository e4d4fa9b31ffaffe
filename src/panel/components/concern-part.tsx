import type { ComponentProps } from "preact";
import type { ConcernScreen } from "./concern-screen.tsx";
import { PressButton } from "./press-button.tsx";
import { useLater } from "./use-later.ts";

const PATIENCE_MS = 10_000;

/** Fetched with the panel, though after its buttons: it is shown once the DSL or the headteacher is being told. */
const screen = import("./concern-screen.tsx");
const load = () => screen;

/** A concern just raised. If its page cannot be loaded, the lesson's own list shows what is known of it. */
export const ConcernPart = (props: ComponentProps<typeof ConcernScreen>) => {
  const part = useLater(load, PATIENCE_MS);
  if (part === "waited for") return null;
  if (part === "late")
    return (
      <>
        <PressButton look="quiet" onPress={props.onBack}>
          Back to the lesson
        </PressButton>
        <p role="status">Words cannot be added here just now. Close this panel and open it again.</p>
      </>
    );
  return <part.ConcernScreen {...props} />;
};
