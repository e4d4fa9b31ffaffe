import type { Figure } from "./figures.ts";

const WIDTH = 760;
const ROW = 34;
const LEFT = 330;
const RIGHT = 110;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** Bars of answers a second, the peers' in another colour: for the README. */
export const pictureOf = (figures: readonly Figure[], peers: ReadonlySet<string>): string => {
  const most = Math.max(...figures.map(({ perSecond }) => perSecond));
  const height = figures.length * ROW + 46;
  const bars = figures.map(({ id, what, perSecond }, n) => {
    const y = 36 + n * ROW;
    const width = Math.max(1, ((WIDTH - LEFT - RIGHT) * perSecond) / most);
    const name = peers.has(id) ? what : `${id}: ${what}`;
    return [
      `<text x="${LEFT - 10}" y="${y + 16}" text-anchor="end">${escaped(name)}</text>`,
      `<rect x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="22" rx="3" fill="${peers.has(id) ? "#9aa0ad" : "#4f52b2"}"/>`,
      `<text x="${(LEFT + width + 8).toFixed(1)}" y="${y + 16}">${perSecond.toFixed(0)}</text>`,
    ].join("\n");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="13" fill="#242424">
<title>Answers in a second of one core: two bare echoes and Lesson Guard</title>
<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
<text x="12" y="22" font-weight="600">Answers in a second of one core, in one run</text>
${bars.join("\n")}
</svg>
`;
};
