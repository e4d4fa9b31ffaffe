/** How long pupils may be without staff before the pause, and before everyone is removed, where a school has not said. */
export const ALONE_SECONDS = 20;
export const ALONE_MINUTES = 5;

/** How often staff are asked to look again, where a school has not said; 0 is never. */
export const RECHECK_MINUTES = 20;

/** Days after which the recording of a one-to-one is deleted, where the school has not chosen (S7). */
export const USUAL_KEEP_DAYS = 30;
