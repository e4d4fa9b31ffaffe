import type { Limiter } from "../../../src/meeting/limiter.ts";

/** Lets everything through, for tests of something else. */
export const NO_LIMITS: Limiter = { leave: async () => undefined, refused: async () => undefined };
