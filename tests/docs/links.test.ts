import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DOCS = join(__dirname, "../../docs");
const text = (path: string): string => readFileSync(join(DOCS, path), "utf8");
const PAGES = readdirSync(DOCS, { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".md") && !/decisions|words\.md/.test(path),
);

describe("the links of the pages", () => {
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replaceAll(/[`*_]|\[|\]\([^)]*\)/g, "")
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-");
  const anchorsOf = (page: string): ReadonlySet<string> => {
    const counted = new Map<string, number>();
    return new Set(
      [...page.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) => {
        const name = slug(heading);
        const before = counted.get(name) ?? 0;
        counted.set(name, before + 1);
        return before === 0 ? name : `${name}-${before}`;
      }),
    );
  };

  it.each(PAGES)("lead from docs/%s to a page and a heading that are there", (page) => {
    const lost = [...text(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].flatMap(
      ([, target = ""]) => {
        const [path = "", anchor] = target.split("#", 2);
        const file = path === "" ? page : join(page, "..", path);
        try {
          if (anchor === undefined) readdirOrRead(join(DOCS, file));
          else if (!anchorsOf(text(file)).has(anchor)) return [target];
          return [];
        } catch {
          return [target];
        }
      },
    );
    expect(lost).toEqual([]);
  });

  const readdirOrRead = (path: string): void => {
    try {
      readFileSync(path);
    } catch {
      readdirSync(path);
    }
  };
});
