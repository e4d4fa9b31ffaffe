/** What this run's choices follow from: said with its figures, and given again to repeat them. */
export const SEED = Number(process.env["CHAOS_SEED"]);
