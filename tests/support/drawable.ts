import { cardTrouble } from "../../src/practice/cloud/connector/card-trouble.ts";

const known = new Map<string, string | undefined>();

/** Why Teams would refuse this card, as practice does; cards that are the same are read once. */
export const drawable = (card: object): string | undefined => {
  const text = JSON.stringify(card);
  if (!known.has(text)) known.set(text, cardTrouble(JSON.parse(text)));
  return known.get(text);
};
