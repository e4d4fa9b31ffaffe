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

const unknownRows = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>(".row-unknown") ?? []),
];

/**
 * A person whom no one knows may come in while staff look at the pupils far down the list: that there is a name to sort
 * out stays in sight, and one press leads to it. It takes no room, so that nothing moves when it comes.
 */
export const AboveCue = ({ view, list, scroller }: Props) => {
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    const { current: area } = scroller;
    if (area === null) return undefined;
    const look = (): void => {
      const last = unknownRows(list.current).at(-1);
      setAbove(
        last !== undefined && last.getBoundingClientRect().bottom <= area.getBoundingClientRect().top + 8,
      );
    };
    look();
    area.addEventListener("scroll", look, { passive: true });
    return () => area.removeEventListener("scroll", look);
  });
  const names = view.unknown.filter(
    ({ later, notExpected }) => later !== true && notExpected !== true,
  ).length;
  const show = (): void => {
    const [first] = unknownRows(list.current);
    first?.scrollIntoView({ block: "start" });
    first?.focus({ preventScroll: true });
  };
  return (
    <p class="above-cue" role="status">
      {isAbove && names > 0 && !isEnded(view) ? (
        <button type="button" class="press" onClick={show}>
          {`${count(names, "name")} to sort out – show`}
        </button>
      ) : null}
    </p>
  );
};
