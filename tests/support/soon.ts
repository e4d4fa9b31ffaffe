import { busy } from "./busy.ts";

/** Between two looks. */
const PAUSE_MS = 25;
/** How long a look may go on failing, where a machine is quiet. */
const PATIENCE_MS = 10_000;

/**
 * Looks until it no longer fails: what a press brings about, and what a page does after it has been drawn (the focus,
 * a scroll), comes later than the press and the drawing.
 *
 * @param look expects something; its last failure is the test's
 */
export const soon = async (look: () => void | Promise<void>): Promise<void> => {
  const until = Date.now() + PATIENCE_MS * busy();
  for (;;) {
    try {
      await look();
      return;
    } catch (failed) {
      if (Date.now() > until) throw failed;
    }
    await new Promise((later) => setTimeout(later, PAUSE_MS));
  }
};
