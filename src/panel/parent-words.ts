/** What is so, and what to do about it: the first sentence, and the rest. */
export const inTwo = (words: string): readonly [string, string] => {
  const end = words.indexOf(". ") + 1;
  return end === 0 ? [words, ""] : [words.slice(0, end), words.slice(end + 1)];
};
