import type { ComponentProps } from "preact";
import type { KindChooser } from "./kind-chooser.tsx";
import { useLaterParts } from "./use-later-parts.ts";

/** The bot asks the same in the organiser's own chat: it comes after the buttons that keep children safe. */
export const KindPart = (props: ComponentProps<typeof KindChooser>) => {
  const part = useLaterParts();
  if (typeof part !== "string") return <part.KindChooser {...props} />;
  return part === "late" ? (
    <p role="status">This cannot be chosen just now. Close this panel and open it again.</p>
  ) : null;
};
