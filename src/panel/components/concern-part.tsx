import type { ComponentProps } from "preact";
import type { ConcernScreen } from "./concern-screen.tsx";
import { PressButton } from "./press-button.tsx";
import { useLater } from "./use-later.ts";

const PATIENCE_MS = 10_000;

/** Fetched with the panel, though after its buttons: it is shown once the DSL or the headteacher is being told. */
const screen = import("./concern-screen.tsx");
const load = () => screen;

/** A concern just raised. Where its page cannot be had, what is known of it stands in the lesson's own list. */
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
