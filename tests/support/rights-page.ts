import { KEPT } from "../../src/protocol/who/authorise.ts";
import { type LessonRight, RIGHTS, type RightName } from "../../src/protocol/who/rights.ts";
import type { About } from "../../src/protocol/who/route.ts";

const KINDS: readonly (readonly [About, string])[] = [
  ["child", "about a child or family"],
  ["adult", "about an adult at school"],
  ["ended", "a lesson was ended"],
  ["alone", "pupils without staff"],
];

const GROUPS = [
  ["door", "Without a role here"],
  ["school", "In the school"],
  ["lesson", "In a lesson"],
  ["concern", "Of a concern"],
] as const;

const INTRO = `# Who may see and do what

This is the table in \`src/protocol/who/rights.ts\`, printed, with what staff keep who lost the role (\`src/protocol/who/authorise.ts\`); the program goes by these and by nothing else, and a test compares them. Roles come from Entra groups, decided on the server for each request; what the directory answered counts for five minutes. "Organiser", "co-organiser" and "member" are staff with that part in the lesson. Whom a concern is about sees nothing of it, whatever else they are; its raiser is only that, whatever role they hold.

**Present headteacher**: a person who holds that role now, though they were not told. It counts for a concern about an adult at school, and for one that reached no DSL, once it is taken or closed, or the messages have ended. Not for its raiser, nor for the person it is about; while the adult is not named, not for anyone who has or had a part in that lesson.

**Old role**: taken with the last known role for 24 hours while the directory cannot be reached, because it keeps children safe. Everything else waits until it can be.

**Role lost**: a setting, or a slip in the directory, may take the role from a teacher in the middle of a lesson. Those who were known as its staff keep what is marked "also with the role lost" until it is over, and may undo an end of their own; they read nothing of it.
`;

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");

const namesOn = (on: string): readonly RightName[] =>
  (Object.keys(RIGHTS) as RightName[]).filter((name) => RIGHTS[name].on === on);

const through = (name: RightName): string => {
  const right: { routes?: readonly string[]; card?: readonly string[] } = RIGHTS[name];
  const cards = (right.card ?? []).map((place) =>
    place === "channel" ? "card in the DSL channel" : "card in one's own chat",
  );
  return [...(right.routes ?? []).map((route) => `\`${route}\``), ...cards].join(", ");
};

const holders = (name: RightName): readonly string[] => {
  const { by } = RIGHTS[name];
  return "child" in by ? KINDS.map(([kind]) => by[kind].join(", ")) : [by.join(", ")];
};

/** docs/who-may-see-what.md as it must read. */
export const rightsPage = (): string => {
  const groups = GROUPS.map(([on, title]) => {
    const who = on === "concern" ? KINDS.map(([, words]) => `Who, ${words}`) : ["Who"];
    const rows = namesOn(on).map((name) => {
      const right: { is: string; words: string; protects?: true } = RIGHTS[name];
      const kept = KEPT.has(name as LessonRight) ? "; also with the role lost" : "";
      const old = right.protects === true ? `yes${kept}` : "";
      return [right.is, right.words, ...holders(name), old, through(name)];
    });
    return `## ${title}\n\n${table(["", "What", ...who, "Old role", "Through"], rows)}\n`;
  });
  return `${INTRO}\n${groups.join("\n")}`;
};
