import type { Opened } from "./browser.ts";

/** Makes the time between two taps the one that the test sets (ms from now), however busy the machine is. */
export const stopClock = async (panel: Opened["panel"]): Promise<(ms: number) => Promise<void>> => {
  const began = await panel.evaluate(() => Math.ceil(performance.now()));
  const clockAt = (ms: number): Promise<void> =>
    panel.evaluate((now) => {
      performance.now = () => now;
    }, began + ms);
  await clockAt(0);
  return clockAt;
};
