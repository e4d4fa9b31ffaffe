import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isEnded } from "../../protocol/lesson/running.ts";
import type { LessonView } from "../../protocol/screen/view.ts";
import { count } from "../wording.ts";

type Props = {
  readonly view: LessonView;
  readonly list: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
};

/** Scrolled so far, what to do in a pause is no longer to be read. */
const TOP_AWAY_PX = 40;

const unknownRows = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>(".row-unknown") ?? []),
];

/**
 * A person whom no one knows may come in while staff look at the pupils far down the list: that there is a name to sort
 * out, or in a pause what to do, stays in sight, and one press leads to it. It takes no room, so that nothing moves when it comes.
 */
export const AboveCue = ({ view, list, scroller }: Props) => {
  const [cue, setCue] = useState("");
  const isPaused = view.phase === "paused";
  const names = view.unknown.filter(
    ({ later, notExpected }) => later !== true && notExpected !== true,
  ).length;
  useEffect(() => {
    const { current: area } = scroller;
    if (area === null) return undefined;
    const look = (): void => {
      const last = unknownRows(list.current).at(-1);
      const isAbove =
        last !== undefined && last.getBoundingClientRect().bottom <= area.getBoundingClientRect().top + 8;
      setCue(
        isPaused && area.scrollTop > TOP_AWAY_PX
          ? `${view.standing.words}: what to do`
          : isAbove && names > 0 && !isEnded(view)
            ? `${count(names, "name")} to sort out`
            : "",
      );
    };
    look();
    area.addEventListener("scroll", look, { passive: true });
    return () => area.removeEventListener("scroll", look);
  });
  // What to do in a pause stands at the top: it comes into sight, unless that would move the list under a hand.
  useEffect(() => {
    const { current: area } = scroller;
    if (isPaused && area?.matches(":hover, :focus-within") === false) area.scrollTo(0, 0);
  }, [isPaused, scroller]);
  const show = (): void => {
    const [first] = unknownRows(list.current);
    if (isPaused) scroller.current?.scrollTo(0, 0);
    else first?.scrollIntoView({ block: "start" });
    first?.focus({ preventScroll: true });
  };
  return (
    <p class="above-cue" role="status">
      {cue === "" ? null : (
        <button type="button" class="press" onClick={show}>
          {`${cue} – show`}
        </button>
      )}
    </p>
  );
};
