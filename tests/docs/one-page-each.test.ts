import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CARDS } from "../support/every-card.ts";
import { asLabel, labels } from "../support/labels.ts";

// The pages for people who do not run the program: short, in words that stand on the screen, with pictures of it.

const DOCS = join(import.meta.dirname, "../../docs");
const text = (path: string): string => readFileSync(join(DOCS, path), "utf8");
const PAGES = ["teachers.md", "dsl.md", "headteachers.md", "families.md"];
const MOST_WORDS = 650;

const plain = (words: string): string =>
  words
    .replaceAll(/[’']/g, "'")
    .replaceAll(/\\|\s+/g, " ")
    .toLowerCase();
/** Every sentence of the product, printed from its source (tests/protocol/words-page.test.ts). */
const PRODUCT = plain(text("words.md"));

/** What a page says stands on the screen: in italics, beside pictures too. */
const quotedIn = (page: string): readonly string[] =>
  [...page.replaceAll(/\*\*[^*]+\*\*|\]\([^)]*\)/g, "").matchAll(/(?<![*\w])\*([^*\n]+)\*(?!\*)/g)].map(
    ([, quoted = ""]) => quoted,
  );

/** Of a PNG, as its head says. */
const widthOf = (png: Buffer): number => (png.toString("latin1", 1, 4) === "PNG" ? png.readUInt32BE(16) : 0);

const picturesIn = (page: string): readonly (readonly [string, string, string])[] =>
  [...page.matchAll(/^!\[([^\]]+)\]\((pictures\/[\w-]+\.png)\)\n\*([^*]+)\*$/gm)].map(
    ([, alt = "", file = "", caption = ""]) => [alt, file, caption],
  );

describe.each(PAGES)("docs/%s", (name) => {
  const page = text(name);

  it("quotes nothing that the product does not say", () => {
    const quoted = quotedIn(page).filter((one) => one !== "italics");
    expect(quoted.length).toBeGreaterThan(2);
    expect(quoted.filter((one) => !PRODUCT.includes(plain(one)))).toEqual([]);
  });

  it("is one page", () => {
    const words = page.replaceAll(/!\[[^\]]*\]\([^)]*\)/g, "").split(/\s+/).length;
    expect([words, words <= MOST_WORDS]).toEqual([words, true]);
  });

  it("has pictures of the real screens, each with words for those who cannot see it", () => {
    const shown = picturesIn(page);
    expect(shown.length).toBeGreaterThan(0);
    expect(page.match(/!\[/g)).toHaveLength(shown.length);
    for (const [alt, file] of shown) {
      expect(alt.length).toBeGreaterThan(20);
      expect(widthOf(readFileSync(join(DOCS, file)))).toBeGreaterThan(250);
    }
  });
});

/** Headings and buttons of a card, wherever they stand in it. */
const partsOf = (node: unknown): readonly Record<string, unknown>[] =>
  typeof node !== "object" || node === null
    ? []
    : [node as Record<string, unknown>, ...Object.values(node).flatMap(partsOf)];
const buttonsOf = (card: unknown): readonly string[] =>
  partsOf(card).flatMap(({ type, title }) =>
    String(type).startsWith("Action.") && typeof title === "string" ? [title] : [],
  );
const COUNTS = ["no", "one", "two", "three", "four", "five"];

describe("what the pages say of cards and buttons", () => {
  const known = labels();
  const cards = Object.values(CARDS).flatMap((make) => make());
  /** As it comes to a person's own chat, before it is taken: with the most buttons. */
  const cardCalled = (heading: string): unknown =>
    cards
      .filter((card) => partsOf(card).some(({ type, text }) => type === "TextBlock" && text === heading))
      .toSorted((one, other) => buttonsOf(other).length - buttonsOf(one).length)[0];

  it.each(PAGES)("docs/%s says of nothing to press it that is not on a screen as it is", (name) => {
    const pressed = [...text(name).matchAll(/[Pp]ress(?:ed)? \*([^*\n]+)\*/g)].map(([, words = ""]) =>
      asLabel(words),
    );
    expect(pressed.filter((label) => !known.has(label))).toEqual([]);
  });

  it("the page of each receiver names each button of the card that it shows, and counts them rightly", () => {
    const shown = PAGES.flatMap((name) =>
      picturesIn(text(name)).flatMap(([alt, , caption]) => {
        const card = cardCalled(caption);
        return card === undefined ? [] : [{ name, alt, buttons: buttonsOf(card) }];
      }),
    );
    expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(["dsl.md", "headteachers.md"]));
    for (const { name, alt, buttons } of shown) {
      const own = buttons.filter((title) => !title.startsWith("Call "));
      expect([name, own.filter((title) => !text(name).includes(`*${title}*`))]).toEqual([name, []]);
      const [, counted] = /(\w+) buttons/.exec(alt) ?? [];
      if (counted !== undefined) expect([name, counted]).toEqual([name, COUNTS[buttons.length]]);
    }
  });
});

it("every picture in docs/pictures is drawn by the command, and shown on a page", () => {
  const drawn = readFileSync(join(import.meta.dirname, "../pictures/draw.ts"), "utf8");
  const shown = PAGES.flatMap((name) =>
    picturesIn(text(name)).map(([, file]) => file.replace("pictures/", "")),
  );
  const there = readdirSync(join(DOCS, "pictures"));
  expect(there.toSorted()).toEqual(shown.toSorted());
  expect(
    there.filter((file) => !drawn.includes(`"${file.replace(".png", "")}"`) && !drawn.includes(`"${file}"`)),
  ).toEqual([]);
});

it("finds what a page quotes, and what the product never says", () => {
  expect(quotedIn("Press *Pause*, **not** *End for all*; a * b.")).toEqual(["Pause", "End for all"]);
  expect(PRODUCT.includes(plain("Press the red button"))).toBe(false);
});
