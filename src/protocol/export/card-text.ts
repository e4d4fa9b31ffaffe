import type { Json, JsonObject } from "../fact.ts";

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

const text = (value: Json | undefined): readonly string[] => (typeof value === "string" ? [value] : []);

const buttonsOf = (actions: Json | undefined): readonly string[] => {
  const titles = list(actions).flatMap(({ title }) => text(title));
  return titles.length === 0 ? [] : [`Buttons: ${titles.join(" · ")}`];
};

/** What an Adaptive Card says, line by line in the order in which it is drawn. */
export const cardText = (card: JsonObject): readonly string[] => [
  ...text(card["text"]),
  ...list(card["facts"]).map(({ title, value }) => `${text(title).join("")}: ${text(value).join("")}`),
  ...[card["body"], card["items"], card["columns"]].flatMap((inner) => list(inner).flatMap(cardText)),
  ...buttonsOf(card["actions"]),
];
