type About = "child" | "adult";

/** Pressed again later than this it is a new press: what happens now must not pass for what was told then. */
const SAME_PRESS_MS = 60_000;

/** A press whose answer was lost keeps its name for a while: pressing again at once raises no second concern. */
export class Unanswered {
  readonly #presses = new Map<About, { readonly name: string; readonly at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  name(about: About): string {
    const last = this.#presses.get(about);
    if (last !== undefined && this.#now() - last.at < SAME_PRESS_MS) return last.name;
    const name = crypto.randomUUID();
    this.#presses.set(about, { name, at: this.#now() });
    return name;
  }

  answered(about: About): void {
    this.#presses.delete(about);
  }
}
