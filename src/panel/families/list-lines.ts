import { sameName } from "../../protocol/names/matching.ts";
import { headingsIn, layoutOf } from "../../protocol/names/register-layout.ts";
import type { ClassView } from "../../protocol/screen/families-view.ts";

type Listed = { readonly name: string; readonly adults: readonly string[] };

/** "Amara Osei, Mrs Osei, Mr Osei": a child, then its adults. Lines without a name are passed over. */
export const pupilsIn = (text: string): readonly Listed[] =>
  text.split("\n").flatMap((line) => {
    const [name = "", ...adults] = line.split(",").map((part) => part.trim());
    return name === "" ? [] : [{ name, adults: adults.filter((adult) => adult !== "") }];
  });

export const linesIn = (pupils: readonly Listed[]): string =>
  pupils.map(({ name, adults }) => [name, ...adults].join(", ")).join("\n");

/** What was typed stays as it is: below it come those of the pupils whose names it does not have. */
export const withPupils = (text: string, pupils: readonly Listed[]): string => {
  const typed = pupilsIn(text);
  const added = pupils.filter(({ name }) => !typed.some((one) => sameName(one.name, name)));
  return [text.trimEnd(), linesIn(added)].filter((part) => part !== "").join("\n");
};

export const linesOf = ({ families }: Pick<ClassView, "families">): string =>
  linesIn(families.map(({ child, adults }) => ({ name: child, adults: adults.map(({ name }) => name) })));

/**
 * Lines that a school's system wrote: with headings, which are no children, and columns that are no adults; or without,
 * a surname and then a first name.
 */
export const exportIn = (text: string): "headings" | "surnames" | undefined => {
  const rows = text.split("\n").flatMap((line, at) => {
    const cells = line.split(/[,;\t|]/).map((cell) => cell.replaceAll('"', "").trim());
    return cells.every((cell) => cell === "") ? [] : [{ line: at + 1, text: line, cells }];
  });
  const headings = headingsIn(rows);
  if (headings !== undefined) return "headings";
  return "ask" in layoutOf(headings, rows, undefined) ? "surnames" : undefined;
};
