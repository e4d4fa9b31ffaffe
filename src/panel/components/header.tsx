import type { LessonView } from "../../protocol/screen/view.ts";
import { officeLine, PHASE_WORDS, timeOf } from "../wording.ts";

type Props = { readonly view: LessonView; readonly onHide: () => void };

/** Which lesson, which phase, whom to phone. Always in sight. */
export function Header({ view, onHide }: Props) {
  return (
    <header class="head">
      <div class="head-words">
        <h1>{view.title ?? "Lesson"}</h1>
        <p class="head-line">
          <span class={`phase phase-${view.phase}`}>{PHASE_WORDS[view.phase]}</span>
          <span>{whenOf(view)}</span>
        </p>
        <p class="head-line small">{officeLine(view.phone)}</p>
      </div>
      <button type="button" class="press press-quiet" aria-keyshortcuts="h" title="Key: h" onClick={onHide}>
        Hide
      </button>
    </header>
  );
}

function whenOf({ overAt, startedAt, startsAt }: LessonView): string {
  if (overAt !== undefined) {
    return `ended ${timeOf(overAt)}`;
  }
  if (startedAt !== undefined) {
    return `started ${timeOf(startedAt)}`;
  }
  return startsAt === undefined ? "" : `starts ${timeOf(startsAt)}`;
}
