import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setUpSteps } from "../../src/app/set-up/steps.ts";

const DOCS = join(import.meta.dirname, "../../docs");
const text = (path: string): string => readFileSync(join(DOCS, path), "utf8");
const PAGES = readdirSync(DOCS, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));

/** Ways to ask the person at the window, of PowerShell and of a shell. */
const ASKS = /\bRead-Host\b|\bGet-Credential\b|\bPromptForChoice\b|^\s*(?:read|select)\s+\S/m;

const promptsIn = (page: string): readonly string[] =>
  [...page.matchAll(/```\w*\n([\s\S]*?)```/g)].flatMap(([, block = ""]) => (ASKS.test(block) ? [block] : []));

describe("what is there to be pasted", () => {
  it.each(PAGES)("asks nothing in docs/%s: a line that asks takes the next one as its answer", (page) => {
    expect(promptsIn(text(page))).toEqual([]);
  });

  it("asks nothing on the set-up page, whatever is known of the school", () => {
    const known = { tenantId: "t", botId: "b", catalogId: "c", groups: { staff: "s", administrators: "a" } };
    const blocks = [setUpSteps(known), setUpSteps({ ...known, packageVersion: "1.0.0" })]
      .flat()
      .flatMap(({ cmdlets }) => cmdlets.map(({ lines }) => lines.join("\n")));
    expect(blocks.length).toBeGreaterThan(20);
    expect(blocks.filter((block) => ASKS.test(block))).toEqual([]);
    const asking = setUpSteps(known).flatMap(({ cmdlets }) =>
      cmdlets.filter(({ asks }) => asks !== undefined),
    );
    expect(new Set(asking.map(({ asks }) => asks?.kind))).toEqual(new Set(["version", "policy"]));
    for (const { lines, asks } of asking) expect(lines.join("\n")).toContain(asks?.mark);
  });

  it("would be found in any block that a person copies, of PowerShell or of a shell", () => {
    expect(promptsIn("```powershell\n$a = Read-Host 'x'\n```")).toHaveLength(1);
    expect(promptsIn("```sh\nread -p name\n```")).toHaveLength(1);
    expect(promptsIn("Read-Host in a sentence")).toEqual([]);
  });
});
