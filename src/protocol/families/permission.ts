/** What an adult has said of live lessons. The school's permission, never consent in the sense of data protection. */
export const ANSWERS = ["given", "refused", "withdrawn"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Of one adult, or of a child by all of its adults together. */
export type Permission = Answer | "implied by joining" | "not asked";
