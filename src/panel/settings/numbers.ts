/** An emptied field is no number, which the check names; it is not 0. */
export function numberOf(value: string): number {
  return value.trim() === "" ? Number.NaN : Number(value);
}

/** What stands in the field of a number. */
export function textOf(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}
