import { execFile } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

describe("what a start needs is built", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "build-"));
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(root, "node_modules"));
    mkdirSync(join(root, "src/panel"), { recursive: true });
    mkdirSync(join(root, "src/protocol"), { recursive: true });
    for (const page of ["panel", "record"]) {
      writeFileSync(
        join(root, `src/panel/${page}.html`),
        `<!doctype html><title>${page}</title><link rel="stylesheet" href="./look.css"><body><script type="module" src="./${page}.tsx"></script>`,
      );
      writeFileSync(
        join(root, `src/panel/${page}.tsx`),
        `import { render } from "preact";\nimport { rule } from "../protocol/rule.ts";\nrender(<p>{rule}</p>, document.body);\n`,
      );
    }
    writeFileSync(join(root, "src/panel/look.css"), "p { color: green }");
    writeFileSync(join(root, "src/protocol/rule.ts"), `export const rule: string = "doors shut";\n`);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const build = async (): Promise<string[]> => {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, "build.ts"), root]);
    return JSON.parse(stdout);
  };

  it("every browser page, with hashed relative assets and without inline scripts", async () => {
    expect(await build()).toEqual(["dist/panel"]);
    const page = readFileSync(join(root, "dist/panel/record.html"), "utf8");
    expect(page).toMatch(/src="\.\/assets\/record-[\w-]{8}\.js"/);
    expect(page).toMatch(/href="\.\/assets\/[\w-]+-[\w-]{8}\.css"/);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const code = readdirSync(join(root, "dist/panel/assets")).filter((name) => name.endsWith(".js"));
    expect(
      code.map((name) => readFileSync(join(root, "dist/panel/assets", name), "utf8")).join(""),
    ).toContain("doors shut");
  });

  it("not again while nothing has changed, and again when a shared rule has", async () => {
    await build();
    expect(await build()).toEqual([]);
    appendFileSync(join(root, "src/protocol/rule.ts"), "// changed\n");
    expect(await build()).toEqual(["dist/panel"]);
  });

  it("whole by two starts at once, with nothing left lying about", async () => {
    await build();
    appendFileSync(join(root, "src/panel/look.css"), "p { margin: 0 }");
    await Promise.all([build(), build()]);
    expect(readdirSync(join(root, "dist"))).toEqual(["panel"]);
    expect(readdirSync(join(root, "dist/panel"))).toEqual([
      ".built-from",
      "assets",
      "panel.html",
      "record.html",
    ]);
  });

  it("and the application: its packages beside it, and it knows where its project is", async () => {
    writeFileSync(join(root, "package.json"), `{ "type": "module", "version": "1.2.3" }`);
    writeFileSync(
      join(root, "src/main.ts"),
      `import { findPackageJSON } from "node:module";
       import Fastest from "fast-deep-equal";
       const same: boolean = Fastest({ a: [1] }, { a: [1] });
       console.log(same, findPackageJSON(import.meta.url));`,
    );
    expect(await build()).toEqual(["dist/program", "dist/panel"]);
    const { stdout } = await run(process.execPath, [join(root, "dist/program/main.mjs")]);
    expect(stdout.trim()).toBe(`true ${join(root, "package.json")}`);
    expect(readFileSync(join(root, "dist/program/main.mjs"), "utf8")).not.toContain(`from "fast-deep-equal"`);
    expect(readdirSync(join(root, "dist/program/node_modules"))).toContain("packages.mjs");

    // A page is no part of it.
    appendFileSync(join(root, "src/panel/look.css"), "p { margin: 0 }");
    expect(await build()).toEqual(["dist/panel"]);
    appendFileSync(join(root, "src/protocol/rule.ts"), "// changed\n");
    expect(await build()).toEqual(["dist/program", "dist/panel"]);
  });
});
