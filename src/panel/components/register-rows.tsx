import type { ComponentProps } from "preact";
import type { Checklist } from "./checklist.tsx";
import { useLater } from "./use-later.ts";

const PATIENCE_MS = 10_000;

/** Fetched with the panel, though after its buttons. */
const rows = import("./checklist.tsx");
const load = () => rows;

/** The register. Until its part of the page is there, the checklist's own buttons are. */
export const RegisterRows = (props: ComponentProps<typeof Checklist>) => {
  const part = useLater(load, PATIENCE_MS);
  if (part === "waited for") return <>{props.children}</>;
  if (part === "late")
    return (
      <>
        {props.children}
        <p role="status">The register cannot be shown just now. Close this panel and open it again.</p>
      </>
    );
  return <part.Checklist {...props} />;
};
