/** An emptied field is no number, which the check names; it is not 0. */
export const numberOf = (value: string): number => (value.trim() === "" ? Number.NaN : Number(value));

/** The text in the field of a number. */
export const textOf = (value: number): string => (Number.isNaN(value) ? "" : String(value));
