/** How many requests in how many seconds (facts/teams.md 4). */
type Window = readonly [requests: number, seconds: number];

const sendWindows: readonly Window[] = [
  [7, 1],
  [8, 2],
  [60, 30],
  [1800, 3600],
];
const readWindows: readonly Window[] = [
  [14, 1],
  [16, 2],
  [120, 30],
  [3600, 3600],
];
const tenantWindows: readonly Window[] = [[30, 1]];

/** Counts requests per conversation and per tenant, in real time. */
export class RateLimit {
  readonly #seen = new Map<string, number[]>();

  /** Seconds to wait when the request is too much, else counts it. */
  tooSoon(
    what: "send" | "create" | "read",
    conversation: string,
    now: number = Date.now(),
  ): number | undefined {
    const limits: readonly (readonly [string, readonly Window[]])[] = [
      [`${what}:${conversation}`, what === "read" ? readWindows : sendWindows],
      ["tenant", tenantWindows],
    ];
    for (const [key, windows] of limits) {
      const wait = this.#wait(key, windows, now);
      if (wait !== undefined) return wait;
    }
    for (const [key] of limits) this.#count(key, now);
    return undefined;
  }

  #wait(key: string, windows: readonly Window[], now: number): number | undefined {
    const seen = this.#seen.get(key) ?? [];
    for (const [requests, seconds] of windows) {
      const inside = seen.filter((at) => at > now - seconds * 1000);
      const oldest = inside[inside.length - requests];
      if (oldest !== undefined) return Math.max(1, Math.ceil((oldest + seconds * 1000 - now) / 1000));
    }
    return undefined;
  }

  #count(key: string, now: number): void {
    const seen = (this.#seen.get(key) ?? []).filter((at) => at > now - 3_600_000);
    seen.push(now);
    this.#seen.set(key, seen);
  }
}
