import { HAND_CHANGES, type OnPhase, type Treatment } from "../../src/protocol/lesson/hand-changes.ts";
import { FACTS } from "../../src/protocol/rules/facts.ts";
import type { Rule, RuleState } from "../../src/protocol/rules/rule.ts";
import { RULES } from "../../src/protocol/rules/rules.ts";
import { SURFACES } from "../../src/protocol/rules/surfaces.ts";
import { OPTION_WORDS } from "../../src/protocol/screen/proofs.ts";

const PARTS = [
  ["C", "Before a lesson, and on arrival"],
  ["S", "During the call: who is there, and recording"],
  ["B", "During the call: how everyone behaves"],
  ["P", "Permission"],
  ["X", "When something is wrong"],
] as const;

const STATE_WORDS: { readonly [State in RuleState["is"]]: string } = {
  kept: "kept",
  part: "in part",
  "not yet": "not yet",
};

const ALL: readonly (readonly [string, Rule])[] = Object.entries(RULES);

const many = (state: RuleState["is"]): number => ALL.filter(([, rule]) => rule.state.is === state).length;

const INTRO = `# The protocol, rule by rule

These are the school's ${ALL.length} rules for live video lessons, what Lesson Guard does about each today, and what is left to people. It is printed from \`src/protocol/rules/\`, one file for each rule, named by its id; a test compares the two. The wording of a rule here is ours.

**Kept** (${many("kept")}): Lesson Guard does its part of the rule, and the record shows it. **In part** (${many("part")}): some of it; the page says what is missing. **Not yet** (${many("not yet")}): nothing of it may be relied on; the school keeps the rule by hand.

No rule is kept by software alone. Lesson Guard looks at no picture and hears nothing: staff see and hear, and press.
`;

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const anchor = (id: string, { title }: Rule): string =>
  `${id} ${title}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

const overview = [
  row(["Rule", "Kept by", "Lesson Guard's part"]),
  row(["---", "---", "---"]),
  ...ALL.map(([id, rule]) =>
    row([`[${id} ${rule.title}](#${anchor(id, rule)})`, rule.keptBy.join(", "), STATE_WORDS[rule.state.is]]),
  ),
].join("\n");

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const stateOf = ({ state }: Rule): string =>
  state.is === "kept" ? "kept." : `${STATE_WORDS[state.is]}. ${state.missing}`;

const listed = (words: readonly string[], none: string): string =>
  words.length === 0 ? none : `${capital(words.join("; "))}.`;

const section = ([id, rule]: readonly [string, Rule]): string => {
  const shows = rule.shows.map((name) => SURFACES[name].words);
  const proof = rule.proof.map((name) => `${FACTS[name]} (\`${name}\`)`);
  return [
    `### ${id} ${rule.title}`,
    "",
    `**${rule.says}**`,
    "",
    `- **Kept by:** ${rule.keptBy.join(", ")}.`,
    `- **Lesson Guard:** ${rule.does}`,
    `- **Left to people:** ${rule.cannot}`,
    `- **Where it shows:** ${listed(shows, "nowhere.")}`,
    `- **In the record:** ${listed(proof, "nothing.")}`,
    `- **State:** ${stateOf(rule)}`,
    "",
  ].join("\n");
};

const TREATED: { readonly [T in Treatment]: string } = {
  "put back": "put back",
  free: "staff may change it",
  "no more": "staff may switch it off; what no press has let on is put back",
  "by name": "put back, unless staff leave it",
};

const PHASES: readonly OnPhase[] = ["arrival", "live", "paused"];

/** What becomes of each meeting option that a person changes in Teams. */
const handChanges = (): string =>
  [
    "## Meeting options changed in Teams",
    "",
    "Staff can change any meeting option in Teams itself. While a lesson is on, Lesson Guard looks every eight seconds and does with a change what this table says. What it puts back is recorded first, and said to the staff. **Unless staff leave it:** a member of staff of the lesson can press *Leave it for this lesson* in the side panel; their name and the time stand in the record, on the panel and on the staff card, any of its staff has it put back with one press, and the next lesson begins without it.",
    "",
    row(["Option", "On arrival", "In the lesson", "Paused", "Why"]),
    row(["---", "---", "---", "---", "---"]),
    ...Object.entries(HAND_CHANGES).map(([option, change]) =>
      row([
        capital(OPTION_WORDS[option as keyof typeof HAND_CHANGES]),
        ...PHASES.map((phase) => TREATED[change[phase]]),
        change.why,
      ]),
    ),
    "",
  ].join("\n");

/** docs/protocol.md as it must read. */
export const protocolPage = (): string => {
  const parts = PARTS.map(([letter, title]) => {
    const sections = ALL.filter(([id]) => id.startsWith(letter)).map(section);
    return `## ${title}\n\n${sections.join("\n")}`;
  });
  return `${INTRO}\n${overview}\n\n${parts.join("\n")}\n${handChanges()}`;
};
