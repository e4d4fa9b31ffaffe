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

export const linesOf = ({ families }: Pick<ClassView, "families">): string =>
  linesIn(families.map(({ child, adults }) => ({ name: child, adults: adults.map(({ name }) => name) })));
