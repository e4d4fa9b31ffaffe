import {
  ActionSet,
  AdaptiveCard,
  type CardElementArray,
  Column,
  ColumnSet,
  ExecuteAction,
  Fact,
  FactSet,
  OpenUrlAction,
  SubmitAction,
  TextBlock,
} from "@microsoft/teams.cards";

import type { CardVerb } from "../../protocol/who/rights.ts";

export type Card = { readonly card: object; readonly summary: string };

type Data = Readonly<Record<string, string>>;

/** Where a button stands, and whether it is the next one to press. */
type Look = { readonly where?: "first" | "more"; readonly primary?: boolean | undefined };

/** Signs that a card would interpret: Markdown, functions in braces, line breaks, changes of direction. */
const SIGNS = /[*_`~#<>[\]{}|\\\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Other people write the names of people, schools and channels: a card shows them as plain words. */
const plain = (text: string): string => text.replace(SIGNS, " ");

export const heading = (text: string): TextBlock =>
  new TextBlock(plain(text), { wrap: true, weight: "Bolder", size: "Medium" });
export const line = (text: string): TextBlock => new TextBlock(plain(text), { wrap: true });
const QUIET = { wrap: true, isSubtle: true, size: "Small" } as const;

export const quiet = (text: string): TextBlock => new TextBlock(plain(text), QUIET);
export const facts = (rows: readonly (readonly [string, string])[]): FactSet =>
  new FactSet(...rows.map(([title, value]) => new Fact(title, plain(value))));

export const strong = (text: string): TextBlock =>
  new TextBlock(plain(text), { wrap: true, weight: "Bolder" });

const CHECK_STATES = {
  done: { word: "Done", look: { color: "Good" } },
  "your turn": { word: "Your turn", look: { color: "Accent" } },
  "not yet": { word: "Not yet", look: { isSubtle: true } },
  no: { word: "No", look: { color: "Attention" } },
} as const;

/** One line of a checklist: what is checked, how far it is, and a word for it. */
export const check = (one: {
  readonly title: string;
  readonly words: string;
  readonly state: keyof typeof CHECK_STATES;
}): ColumnSet => {
  const { word, look } = CHECK_STATES[one.state];
  return new ColumnSet({
    separator: true,
    columns: [
      new Column(line(one.title), new TextBlock(plain(one.words), { ...QUIET, spacing: "None" })).withWidth(
        "stretch",
      ),
      new Column(new TextBlock(word, { wrap: true, weight: "Bolder", size: "Small", ...look })).withWidth(
        "auto",
      ),
    ],
  });
};

/** A button; older clients send its press through Action.Submit. */
export const press = (
  verb: CardVerb,
  title: string,
  data: Data,
  { where = "first", primary = false }: Look = {},
): ExecuteAction =>
  new ExecuteAction({
    title,
    verb,
    data: { ...data },
    ...(where === "more" ? { mode: "secondary" as const } : {}),
    ...(primary ? { style: "positive" as const } : {}),
    fallback: new SubmitAction({ title, data: { ...data, verb } }),
  });

export const open = (
  url: string,
  title: string,
  { where = "first", primary = false }: Look = {},
): OpenUrlAction =>
  new OpenUrlAction(url, {
    title,
    ...(where === "more" ? { mode: "secondary" as const } : {}),
    ...(primary ? { style: "positive" as const } : {}),
  });

type Action = ExecuteAction | OpenUrlAction;

/** A row of buttons that stands within the card, not at its end. */
export const buttons = (actions: readonly Action[]): ActionSet => new ActionSet(...actions);

/** Version 1.5 is what Teams draws for bots. Feeds and lock screens show the summary: no name in it. */
export const card = (summary: string, body: CardElementArray, actions: readonly Action[] = []): Card => {
  const built = new AdaptiveCard(...body).withVersion("1.5").withActions(...actions);
  return { card: JSON.parse(JSON.stringify(built)) as object, summary: plain(summary) };
};
