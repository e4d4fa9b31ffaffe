/** Aborted with the first of them. `AbortSignal.any` is too new for some schools' iPads. */
export const anySignal = (signals: readonly AbortSignal[]): AbortSignal => {
  const first = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) {
      first.abort();
    }
    signal.addEventListener("abort", () => first.abort(), { once: true });
  }
  return first.signal;
};
