import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Node, parseSync } from "@swc/core";

const PROTOCOL = join(import.meta.dirname, "../../src/protocol");

/** The places where a clock is read that the linter has no rule for: `new Date()` and `Date()`. */
const clocksIn = (code: string): number => {
  let found = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const {
      type,
      callee,
      arguments: given,
    } = node as Node & {
      readonly callee?: { readonly type: string; readonly value?: string };
      readonly arguments?: readonly unknown[] | null;
    };
    const ofDate = callee?.type === "Identifier" && callee.value === "Date";
    if (ofDate && (type === "CallExpression" || (type === "NewExpression" && !given?.length))) found += 1;
    Object.values(node).forEach(visit);
  };
  visit(parseSync(code, { syntax: "typescript", target: "es2022" }).body);
  return found;
};

describe("the protocol reads no clock", () => {
  const files = readdirSync(PROTOCOL, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );

  it("in none of its files", () => {
    expect(files.length).toBeGreaterThan(80);
    expect(files.filter((name) => clocksIn(readFileSync(join(PROTOCOL, name), "utf8")) > 0)).toEqual([]);
  });

  it.each([
    ["const a = new Date();", 1],
    ["const a = () => ({ at: new Date });", 1],
    ["const a = Date();", 1],
    ["const a = new Date(moment).getTime() + Date.parse(other);", 0],
  ])("finds the readings of a clock in “%s”: %i", (code, count) => {
    expect(clocksIn(code)).toBe(count);
  });
});
