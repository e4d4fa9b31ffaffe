import type { ComponentProps } from "preact";
import type { Checklist } from "./checklist.tsx";
import { LessonActions } from "./lesson-actions.tsx";
import { useLaterParts } from "./use-later-parts.ts";

/** The register with its checklist. Until its part of the page is there, the checklist's own buttons are. */
export const RegisterRows = (props: ComponentProps<typeof Checklist>) => {
  const part = useLaterParts();
  if (typeof part !== "string") return <part.Checklist {...props} />;
  const { view, store, busy } = props;
  return (
    <>
      {view.lead === undefined ? null : (
        <p class="lead">
          <strong>{view.lead}</strong>
        </p>
      )}
      <LessonActions view={view} store={store} busy={busy} where="first" />
      {part === "late" ? (
        <p role="status">The register cannot be shown just now. Close this panel and open it again.</p>
      ) : null}
    </>
  );
};
