import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSecurityStream } from "../../src/app/security-stream.ts";
import { OF_CONCERNS, SECURITY_LINES, type SecurityLine } from "../../src/web/security-lines.ts";
import { createSecurityLog, type SecurityLevel } from "../../src/web/security-log.ts";

const OKAFOR = "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
const DOYLE = "1b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
const REQUEST = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";
const PAGE = readFileSync(join(import.meta.dirname, "../../docs/for-administrators.md"), "utf8");

const newKey = () => generateKeyPairSync("ed25519").privateKey;

const opened = (key = newKey()) => {
  const lines: (SecurityLine & { readonly level: SecurityLevel })[] = [];
  let at = 0;
  const log = createSecurityLog({
    write: (level, line) => lines.push({ level, ...line }),
    key: () => key,
    now: () => at,
  });
  return { log, lines, pass: (ms: number) => (at += ms) };
};

const refused = (who: `p-${string}`, change: object = {}): SecurityLine => ({
  event: "right-refused",
  who,
  request: REQUEST,
  route: "GET /api/lessons/:lesson",
  reason: "not-for-you",
  ...change,
});

describe("people in it", () => {
  it("are the same by one key, others by another, and never a person's id", () => {
    const [key, other] = [newKey(), newKey()];
    const of = (id: string, by = key) => opened(by).log.pseudonymOf(id);
    expect(of(OKAFOR)).toMatch(/^p-[0-9a-f]{16}$/);
    expect(of(OKAFOR)).toBe(of(OKAFOR.toUpperCase()));
    expect(of(OKAFOR)).not.toBe(of(DOYLE));
    expect(of(OKAFOR)).not.toBe(of(OKAFOR, other));
    expect(of(OKAFOR)).not.toContain(OKAFOR.slice(0, 8));
  });
});

describe("what it can say", () => {
  it.each([
    ["an id in place of a pseudonym", { who: OKAFOR }],
    ["a path in place of a template", { route: "GET /api/lessons/4711" }],
    ["a path with a query", { route: "GET /api/lessons/:lesson?school=one" }],
    ["which route of concerns it was", { route: "POST /api/concerns/:ref/have-it", reason: "Amelia" }],
    ["words in place of a reason", { reason: "Amelia was seen" }],
    ["a reference in place of a request", { request: "ABC234" }],
    ["one field more", { lesson: "4711" }],
  ])("is never %s", (_what, change) => {
    const { log, lines } = opened();
    log.note(refused(log.pseudonymOf(OKAFOR), change));
    expect(lines).toEqual([]);
  });

  it("a refusal, as it is meant", () => {
    const { log, lines } = opened();
    const line = refused(log.pseudonymOf(OKAFOR));
    log.note(line);
    expect(lines).toEqual([{ level: "warn", ...line }]);
  });

  it("stands, event by event, on the page for administrators", () => {
    const events = SECURITY_LINES.options.map(({ shape }) => shape.event.value);
    const section = PAGE.slice(PAGE.indexOf("### The security log"));
    const printed = section.split("\n").flatMap((line) => {
      const [, names] = /^\| ((?:`[a-z-]+`(?:, )?)+) \|/.exec(line) ?? [];
      return names?.replaceAll("`", "").split(", ") ?? [];
    });
    expect(printed).toEqual(events);
  });
});

describe("a flood", () => {
  it("leaves room for others, and is counted", () => {
    const { log, lines, pass } = opened();
    const [one, other] = [log.pseudonymOf(OKAFOR), log.pseudonymOf(DOYLE)];
    for (let n = 0; n < 100; n += 1) log.note(refused(one));
    log.note(refused(other));
    expect(lines).toHaveLength(31);
    pass(60_000);
    log.note(refused(one));
    expect(lines.slice(31)).toEqual([
      { level: "warn", event: "lines-left-out", of: "right-refused", lines: 70, who: one },
      { level: "warn", ...refused(one) },
    ]);
  });

  it("of strangers is bounded as a whole, and told at the end", () => {
    const { log, lines } = opened();
    for (let n = 0; n < 70; n += 1)
      log.note({ event: "sign-in-refused", request: REQUEST, route: OF_CONCERNS, reason: "no-token" });
    log.close();
    expect(lines).toHaveLength(61);
    expect(lines.at(-1)).toEqual({
      level: "warn",
      event: "lines-left-out",
      of: "sign-in-refused",
      lines: 10,
    });
  });
});

describe("its own file", () => {
  const folder = mkdtempSync(join(tmpdir(), "security-log-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds JSON lines, marked, closed to others, and begins anew where it was moved away", () => {
    const file = join(folder, "security.log");
    const write = openSecurityStream({ securityLogFile: file }, () => undefined);
    write("info", { event: "started", version: "1" });
    renameSync(file, `${file}.1`);
    write("warn", { event: "stopped", version: "1" });
    const lines = [`${file}.1`, file].map((path) => JSON.parse(readFileSync(path, "utf8")));
    expect(lines).toEqual([
      { log: "security", level: 30, time: expect.any(Number), event: "started", version: "1" },
      { log: "security", level: 40, time: expect.any(Number), event: "stopped", version: "1" },
    ]);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("must be there to start with; later it stops nothing, and that is said once", () => {
    expect(() => openSecurityStream({ securityLogFile: join(folder, "no/where") }, () => undefined)).toThrow(
      expect.objectContaining({ code: "SECURITY_LOG" }),
    );
    const file = join(folder, "full.log");
    const faults: unknown[] = [];
    const write = openSecurityStream({ securityLogFile: file }, (error) => faults.push(error));
    rmSync(file);
    mkdirSync(file);
    for (let n = 0; n < 3; n += 1) write("info", { event: "started", version: "1" });
    expect(faults).toEqual([expect.objectContaining({ code: "SECURITY_LOG" })]);
  });
});
