import { inList } from "./route-words.ts";

/** So many are named. */
const MOST_NAMED = 12;

/**
 * Who reads a channel, for the person who decides whether alerts about children go there: those who are no DSLs by name
 * first.
 *
 * @param readers Entra ids
 * @param dsls Entra ids of those who hold the role
 */
export const channelReadersWords = (
  readers: readonly string[],
  dsls: readonly string[],
  nameOf: (id: string) => string,
): string => {
  if (readers.length === 0) return "No one reads this channel now.";
  const others = readers.filter((one) => !dsls.includes(one));
  const many =
    readers.length === 1 ? "1 person reads this channel" : `${readers.length} people read this channel`;
  if (others.length === 0)
    return `${many}, ${readers.length === 1 ? "a DSL" : "all DSLs"}: ${named(readers, nameOf)}.`;
  const are = others.length === 1 ? "1 is not a DSL" : `${others.length} are not DSLs`;
  return `${many}. ${are}: ${named(others, nameOf)}. They would read each alert about a child.`;
};

const named = (people: readonly string[], nameOf: (id: string) => string): string => {
  const names = people.slice(0, MOST_NAMED).map(nameOf);
  const rest = people.length - names.length;
  return inList(rest > 0 ? [...names, `${rest} more`] : names);
};
