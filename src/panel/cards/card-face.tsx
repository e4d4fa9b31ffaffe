import { useEffect, useRef } from "preact/hooks";
import { type DrawnCard, drawCard } from "./drawn-card.ts";

/** A second tap in the same place sooner than this was meant for the button that was there before. */
const DOUBLE_TAP_MS = 800;

type CardFaceProps = {
  readonly card: object;
  /** The verbs that are on their way. */
  readonly busy: ReadonlySet<string>;
  readonly onPress: (verb: string) => void;
  /** A press on a button that had just moved under the finger: nothing was pressed. */
  readonly onMoved: () => void;
};

/**
 * A card of the bot in the panel. It is redrawn when its content changes, though never while a finger is down; the
 * focus stays on the same button, and a button that has just moved does not take a tap.
 */
export const CardFace = ({ card, busy, onPress, onMoved }: CardFaceProps) => {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnCard>(undefined);
  const movedAt = useRef<ReadonlyMap<string, number>>(new Map());
  const finger = useFinger();
  const heard = useRef({ onPress, onMoved });
  heard.current = { onPress, onMoved };
  const text = JSON.stringify(card);
  useEffect(() => {
    const press = (verb: string): void => {
      const at = movedAt.current.get(verb);
      if (at !== undefined && performance.now() - at < DOUBLE_TAP_MS) heard.current.onMoved();
      else heard.current.onPress(verb);
    };
    return finger.whenUp(() => {
      const before = drawn.current;
      const fresh = drawCard(JSON.parse(text) as object, press);
      if (fresh === undefined || place.current === null) return;
      const focused = before?.buttons.find(({ element }) => element === document.activeElement)?.verb;
      movedAt.current = before === undefined ? new Map() : movedBetween(before, fresh, performance.now());
      place.current.replaceChildren(fresh.element);
      drawn.current = fresh;
      markBusy(fresh, busyNow.current);
      if (focused !== undefined)
        (fresh.buttons.find(({ verb }) => verb === focused)?.element ?? place.current).focus();
    });
  }, [text, finger]);
  const busyNow = useRef(busy);
  busyNow.current = busy;
  useEffect(() => markBusy(drawn.current, busy));
  return <div class="card" ref={place} tabIndex={-1} onPointerDown={finger.down} />;
};

const markBusy = (drawn: DrawnCard | undefined, busy: ReadonlySet<string>): void => {
  for (const { verb, element } of drawn?.buttons ?? [])
    element.setAttribute("aria-busy", String(busy.has(verb)));
};

/** Buttons that are now where another button was, or none. */
const movedBetween = (before: DrawnCard, fresh: DrawnCard, now: number): ReadonlyMap<string, number> =>
  new Map(
    fresh.buttons.flatMap(({ verb }, index) =>
      before.buttons[index]?.verb === verb ? [] : [[verb, now] as const],
    ),
  );

type Finger = { readonly down: () => void; readonly whenUp: (act: () => void) => () => void };

/** A redraw while a finger is down would lose its press: it waits until the press has been heard. */
const useFinger = (): Finger => {
  const made = useRef<Finger>(undefined);
  made.current ??= makeFinger();
  return made.current;
};

const makeFinger = (): Finger => {
  let isDown = false;
  return {
    down: () => {
      isDown = true;
      const up = (): void => {
        isDown = false;
      };
      // The press itself comes after the finger is up.
      for (const event of ["pointerup", "pointercancel"])
        window.addEventListener(event, () => setTimeout(up), { once: true });
    },
    whenUp: (act) => {
      let waiting: number | undefined;
      const look = (): void => {
        if (isDown) waiting = window.setTimeout(look, 50);
        else act();
      };
      look();
      return () => clearTimeout(waiting);
    },
  };
};
