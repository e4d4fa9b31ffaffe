import type { Notice } from "../../protocol/screen/view.ts";

/** What cannot wait, above everything else: pupils without staff, an option changed in Teams, a recording. */
export const Notices = ({ notices = [] }: { readonly notices?: readonly Notice[] | undefined }) => (
  <div role="alert" class={notices.length === 0 ? "not-live-room" : "not-live"}>
    {notices.map(({ about, at, sentence }) => (
      <p key={`${about} ${at}`}>
        <strong>{sentence}</strong>
      </p>
    ))}
  </div>
);
