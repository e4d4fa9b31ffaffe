/** A tap that comes sooner was meant for what stood there before. */
const DOUBLE_TAP_MS = 800;
/** A frightened person presses Pause again until they have read that it is paused; as on cards (behind.ts). */
const RESUME_MS = 1_500;

/** Two taps of one finger, in CSS pixels. */
const SAME_PLACE_PX = 16;

/** A list comes to rest after a press, and what it puts under a resting finger was not there to be pressed. */
const SETTLES_MS = 3_000;
const LOOKED_AT_EVERY_MS = 100;

/** Said where it can be said beside the lesson; a page that has no such place gets a line of its own. */
const HELD = "second-tap";
const SHOWN_MS = 4_000;

type Last = {
  readonly button: HTMLElement;
  readonly words: string;
  readonly x: number;
  readonly y: number;
  /** When it was pressed, or when another came to its place since. */
  at: number;
};

const wordsOf = (button: HTMLElement): string =>
  (button.getAttribute("aria-label") ?? button.textContent ?? "").trim();

const heldFor = ({ dataset }: HTMLElement): number =>
  dataset["verb"] === "resume" ? RESUME_MS : DOUBLE_TAP_MS;

/** Counting down makes no other button of it. */
const meaningOf = (words: string): string => words.replace(/\d+/g, "0");

/** A key, or a press that another part of the page sends on. */
const isByKey = ({ detail, clientX, clientY }: MouseEvent): boolean =>
  detail === 0 && clientX === 0 && clientY === 0;

/**
 * The second tap of a frightened finger must not meet what the first one put in its place: Resume where Pause was,
 * another child where the one just named was. A tap soon after another, in the same place or on the same button, does
 * nothing where the button there is another one by now, or says something else; the time counts from when that came to
 * be there. Keys as well: Enter that is held down.
 */
export const holdSecondTaps = (page: Document): void => {
  let last: Last | undefined;
  let watch: ReturnType<typeof setInterval> | undefined;
  page.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button") : null;
      if (button === null) return;
      const now = performance.now();
      const words = wordsOf(button);
      if (last !== undefined && now - last.at < heldFor(button) && isSecond(last, event, button, words)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        say(page, `Not sent: ${last.words} was pressed just now. Press again if you mean it.`);
        return;
      }
      const box = button.getBoundingClientRect();
      const byKey = isByKey(event);
      const [x, y] = byKey ? [box.x + box.width / 2, box.y + box.height / 2] : [event.clientX, event.clientY];
      clearInterval(watch);
      const pressed: Last = { button, words, x, y, at: now };
      last = pressed;
      let there = meaningOf(words);
      watch = setInterval(() => {
        // A key has no place: a list that is scrolled puts nothing under it.
        const under = byKey ? button : page.elementFromPoint(x, y)?.closest<HTMLElement>("button");
        const shown = under instanceof HTMLElement ? meaningOf(wordsOf(under)) : "";
        const at = performance.now();
        if (shown !== there) pressed.at = at;
        there = shown;
        if (at - now > SETTLES_MS) clearInterval(watch);
      }, LOOKED_AT_EVERY_MS);
    },
    { capture: true },
  );
};

const isSecond = (last: Last, event: MouseEvent, button: HTMLElement, words: string): boolean => {
  if (last.button === button && meaningOf(last.words) === meaningOf(words)) return false;
  return isByKey(event)
    ? last.button === button
    : Math.hypot(event.clientX - last.x, event.clientY - last.y) <= SAME_PLACE_PX;
};

const say = (page: Document, words: string): void => {
  const unheard = page.dispatchEvent(new CustomEvent(HELD, { detail: words, cancelable: true }));
  if (!unheard) return;
  const line = page.createElement("p");
  line.className = "second-tap";
  line.setAttribute("role", "status");
  page.body.append(line);
  line.textContent = words;
  setTimeout(() => line.remove(), SHOWN_MS);
};

/** @returns a function that stops it */
export const whenSecondTapHeld = (page: Document, hear: (words: string) => void): (() => void) => {
  const heard = (event: Event): void => {
    event.preventDefault();
    hear((event as CustomEvent<string>).detail);
  };
  page.addEventListener(HELD, heard);
  return () => page.removeEventListener(HELD, heard);
};
