import { FACTS } from "../../../src/protocol/rules/facts.ts";
import type { Rule } from "../../../src/protocol/rules/rule.ts";
import { RULES } from "../../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../../src/protocol/rules/surfaces.ts";
import { EXCEPTIONS } from "../../../src/protocol/words.ts";
import { expectPrinted } from "../../support/printed-page.ts";
import { protocolPage } from "../../support/protocol-page.ts";

const PROTOCOL = "C1 C2 C3 C4 C5 C6 C7 S1 S2 S3 S4 S5 S6 S7 S8 B1 B2 B3 B4 B5 B6 P1 P2 X1 X2 X3 X4 X5";

const ALL: readonly (readonly [string, Rule])[] = Object.entries(RULES);

it("the table holds the protocol's 28 rules, in its order", () => {
  expect(Object.keys(RULES).join(" ")).toBe(PROTOCOL);
});

it("docs/protocol.md is the table of rules", () => {
  expectPrinted("protocol.md", protocolPage());
});

describe.each(ALL)("rule %s", (_id, rule) => {
  it("claims no more than its state", () => {
    const { state, shows, proof } = rule;
    if (state.is === "kept") expect([shows.length > 0, proof.length > 0]).toEqual([true, true]);
    if (state.is === "part") expect(shows.length).toBeGreaterThan(0);
    if (state.is === "not yet") expect([...shows, ...proof]).toEqual([]);
    expect(rule.does.startsWith("Nothing yet")).toBe(state.is === "not yet");
  });

  it("is written in whole sentences, without our own words for things", () => {
    const sentences = [
      rule.says,
      rule.does,
      rule.cannot,
      ...("missing" in rule.state ? [rule.state.missing] : []),
    ];
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z“].*[.]$/s);
      expect(sentence).not.toMatch(/\b(whoever|duty|duties|roster|sentinel|payload|stream|proven)\b/i);
    }
  });
});

it("each exception that staff can note belongs to one rule", () => {
  expect(ALL.flatMap(([, { exception }]) => exception ?? []).toSorted()).toEqual([...EXCEPTIONS].toSorted());
});

it("no words are kept for a fact or a surface that no rule names", () => {
  expect(ALL.flatMap(([, { proof }]) => proof)).toEqual(expect.arrayContaining(Object.keys(FACTS)));
  expect(ALL.flatMap(([, { shows }]) => shows)).toEqual(expect.arrayContaining(Object.keys(SURFACES)));
});
