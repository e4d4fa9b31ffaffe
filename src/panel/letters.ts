const fold = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase("en-GB").trim();

/** Whether a word of the name begins with what was typed, or the whole name does: "l" finds Lily Chen and Noah Lund. */
export const beginWith = (name: string, typed: string): boolean => {
  const wanted = fold(typed);
  return (
    fold(name).startsWith(wanted) ||
    fold(name)
      .split(/[\s-]+/)
      .some((word) => word.startsWith(wanted))
  );
};

/**
 * Of the names in their order, the next after `from` whose first letter it is; from the top again after the last.
 * @returns its place, or undefined where none begins with it
 */
export const nextWith = (names: readonly string[], letter: string, from: number): number | undefined => {
  const wanted = fold(letter);
  const places = names.flatMap((name, place) => (fold(name).startsWith(wanted) ? [place] : []));
  return places.find((place) => place > from) ?? places[0];
};
