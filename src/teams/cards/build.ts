import {
  AdaptiveCard,
  type CardElementArray,
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

/** What a card would read as its own: marks of Markdown, its functions in braces, breaks, and turns of direction. */
const SIGNS = /[*_`~#<>[\]{}|\\\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Names of people, schools and channels are written by others: on a card they are words, whatever stands in them. */
const plain = (text: string): string => text.replace(SIGNS, " ");

export const heading = (text: string): TextBlock =>
  new TextBlock(plain(text), { wrap: true, weight: "Bolder", size: "Medium" });
export const line = (text: string): TextBlock => new TextBlock(plain(text), { wrap: true });
export const quiet = (text: string): TextBlock =>
  new TextBlock(plain(text), { wrap: true, isSubtle: true, size: "Small" });
export const facts = (rows: readonly (readonly [string, string])[]): FactSet =>
  new FactSet(...rows.map(([title, value]) => new Fact(title, plain(value))));

/** A press; older clients send the same through Action.Submit. */
export const press = (
  verb: CardVerb,
  title: string,
  data: Data,
  where: "first" | "more" = "first",
): ExecuteAction =>
  new ExecuteAction({
    title,
    verb,
    data: { ...data },
    ...(where === "more" ? { mode: "secondary" as const } : {}),
    fallback: new SubmitAction({ title, data: { ...data, verb } }),
  });

export const open = (url: string, title: string, where: "first" | "more" = "first"): OpenUrlAction =>
  new OpenUrlAction(url, { title, ...(where === "more" ? { mode: "secondary" as const } : {}) });

type Action = ExecuteAction | OpenUrlAction;

/** Version 1.5 is what Teams draws for bots. The summary is what feeds and lock screens show: no name in it. */
export const card = (summary: string, body: CardElementArray, actions: readonly Action[] = []): Card => {
  const built = new AdaptiveCard(...body).withVersion("1.5").withActions(...actions);
  return { card: JSON.parse(JSON.stringify(built)) as object, summary: plain(summary) };
};
