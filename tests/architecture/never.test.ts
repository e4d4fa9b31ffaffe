import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SRC = join(import.meta.dirname, "../../src");

/** What a school runs, server and pages; practice and what starts Node are not among it. */
const FILES = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (path) => /\.(ts|tsx|html)$/.test(path) && !/^(practice|launch)\//.test(path),
);

/** What docs/security.md says of the whole program, and what would make it untrue. */
const NEVER: readonly (readonly [what: string, words: RegExp])[] = [
  [
    "writes text to a page as HTML",
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write|dangerouslySetInnerHTML/,
  ],
  ["keeps anything in a browser", /\b(localStorage|sessionStorage|indexedDB|cookieStore)\b|document\.cookie/],
  ["sets a cookie", /set-cookie/i],
  ["lets another origin read", /access-control-allow/i],
  ["starts another program", /child_process/],
  ["makes code of text", /\beval\(|new Function\(|node:vm\b/],
  ["takes a certificate that was not checked", /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|no-verify/],
  ["reads requests loosely", /insecureHTTPParser/],
  ["hashes with what is broken", /createHash\(["'](?!sha256["'])/],
];

/** Its own printer, by a fixed path, without a shell, arguments of others or settings. */
const BUT: Readonly<Record<string, readonly string[]>> = {
  "starts another program": ["record/export/printing.ts"],
};

it.each(NEVER)("nothing that a school runs %s", (what, words) => {
  expect(FILES.length).toBeGreaterThan(300);
  expect(FILES.filter((path) => words.test(readFileSync(join(SRC, path), "utf8")))).toEqual(BUT[what] ?? []);
});

it("what is looked for is found", () => {
  const sample =
    'a.innerHTML = b; localStorage.c; "Set-Cookie"; import "node:child_process"; createHash("md5")';
  expect(NEVER.filter(([, words]) => words.test(sample)).map(([what]) => what)).toHaveLength(5);
});
