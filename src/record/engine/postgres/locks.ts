/** First half of our advisory locks' keys: what a lock of the second half means. */
export const ADVISORY = {
  /** The schema is being brought up to date. */
  schema: 0x4c470001,
  /** A stream, or duties of one key, are being changed. */
  change: 0x4c470002,
  /** Work of one key is under way. */
  turn: 0x4c470003,
  /** A replica is alive. */
  replica: 0x4c470004,
} as const;
