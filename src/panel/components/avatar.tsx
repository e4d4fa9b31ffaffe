const HUES = 6;

/** The first letters of the first and the last word: "Amara Osei" is AO. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase("en-GB");
};

const hueOf = (name: string): number =>
  Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;

/** A pupil as Teams shows a person: the name stands beside it. */
export const Avatar = ({ name }: { readonly name: string }) => (
  <span class={`avatar avatar-${hueOf(name)}`} aria-hidden="true">
    {initialsOf(name)}
  </span>
);
