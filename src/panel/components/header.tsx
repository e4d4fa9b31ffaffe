import type { LessonView } from "../../protocol/screen/view.ts";
import { officeLine, timeOf } from "../wording.ts";
import { Icon } from "./icon.tsx";

type Props = {
  readonly view: LessonView;
  /** When it was last known, if it is not known now. */
  readonly asOf: string | undefined;
  readonly onHide: () => void;
};

/** Which lesson, which phase, whom to phone. Always in sight. */
export const Header = ({ view, asOf, onHide }: Props) => {
  const { state, words } = view.standing;
  return (
    <header class="head">
      <div class="head-words">
        <h1>{view.title ?? "Lesson"}</h1>
        <p class="head-line">
          <span
            class={`phase phase-${asOf === undefined ? state.replace(" ", "-") : "not-done"}`}
            role="status"
          >
            {asOf === undefined ? words : `As of ${timeOf(asOf)}: ${words}`}
          </span>
          <span>{whenOf(view)}</span>
        </p>
        {view.ahead === undefined ? null : <p class="small">{view.ahead}</p>}
        <p class="phone small">{officeLine(view.phone)}</p>
      </div>
      <button
        type="button"
        class="press press-quiet press-icon"
        aria-label="Blank this panel"
        aria-keyshortcuts="h"
        title="Blank this panel (shortcut: H)"
        onClick={onHide}
      >
        <Icon name="blank" />
        Blank
      </button>
    </header>
  );
};

const whenOf = ({ startedAt, startsAt }: LessonView): string => {
  if (startedAt !== undefined) {
    return `started ${timeOf(startedAt)}`;
  }
  return startsAt === undefined ? "" : `starts ${timeOf(startsAt)}`;
};
