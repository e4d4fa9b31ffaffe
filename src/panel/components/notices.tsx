import type { Notice } from "../../protocol/screen/view.ts";
import { timeOf } from "../wording.ts";

type Props = {
  readonly notices: readonly Notice[] | undefined;
  /** Of when they are, where they are not known to be so now. */
  readonly asOf: string | undefined;
};

/** What cannot wait, above everything else: pupils without staff, an option changed in Teams, a recording. */
export const Notices = ({ notices = [], asOf }: Props) => (
  <div role="alert" class={notices.length === 0 ? "not-live-room" : "not-live"}>
    {notices.map(({ about, at, sentence }) => (
      <p key={`${about} ${at}`}>
        <strong>{asOf === undefined ? sentence : `As of ${timeOf(asOf)}: ${sentence}`}</strong>
      </p>
    ))}
  </div>
);
