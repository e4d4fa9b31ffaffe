/**
 * An orthogonal array: rows of `groups` choices among `kinds` (a prime). In the first `kinds` rows each
 * group meets each kind once; in all `kinds`² of them each two groups meet each two kinds together once.
 *
 * @param groups at most `kinds`
 */
export const faultRows = (kinds: number, groups: number): readonly (readonly number[])[] =>
  Array.from({ length: kinds * kinds }, (_, n) => {
    const [slope, start] = [Math.floor(n / kinds) + 1, n % kinds];
    return Array.from({ length: groups }, (__, group) => (start + slope * group) % kinds);
  });
