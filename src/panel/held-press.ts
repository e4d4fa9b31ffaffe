/** A resting finger moves up to this far, in CSS pixels; farther away, the person has slid off and means no press. */
const SLIP_PX = 16;

type Held = { readonly button: HTMLElement; readonly x: number; readonly y: number };

/**
 * The page may be redrawn between the moment a finger comes down and the moment it lifts: then the browser finds
 * two different elements and presses neither. This presses the button that the finger came down on, once, wherever
 * it is by then. It presses neither a button that is gone nor one that has taken its place. Sliding off still
 * cancels.
 *
 * @returns a function that stops it
 */
export const pressWhatWasHeld = (page: Document): (() => void) => {
  const off = new AbortController();
  const options = { capture: true, signal: off.signal };
  let down: Held | undefined;
  /** The button that a finger has lifted from, and where: it has not been pressed yet. */
  let due: Held | undefined;

  page.addEventListener(
    "pointerdown",
    ({ target, clientX: x, clientY: y, button: which, isPrimary }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>("button") : null;
      down = button === null || which !== 0 || !isPrimary ? undefined : { button, x, y };
    },
    options,
  );
  page.addEventListener(
    "pointerup",
    ({ clientX, clientY }) => {
      const held = down;
      down = undefined;
      if (held === undefined || Math.hypot(clientX - held.x, clientY - held.y) > SLIP_PX) return;
      due = { button: held.button, x: clientX, y: clientY };
      // The browser's own click comes right after this, in the same task.
      setTimeout(() => pressIfDue());
    },
    options,
  );
  page.addEventListener(
    "pointercancel",
    () => {
      down = undefined;
    },
    options,
  );
  page.addEventListener(
    "click",
    (event) => {
      if (due === undefined || !event.isTrusted) return;
      if (event.target instanceof Node && due.button.contains(event.target)) {
        due = undefined;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      pressIfDue();
    },
    options,
  );

  const pressIfDue = (): void => {
    const held = due;
    due = undefined;
    if (held?.button.isConnected !== true) return;
    // A tap with its place, unlike a key: the guard against second taps compares places.
    const { button, x: clientX, y: clientY } = held;
    button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, clientX, clientY }));
  };

  return () => off.abort();
};
