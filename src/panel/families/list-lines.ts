import type { ClassView } from "../../protocol/screen/families-view.ts";

/** "Amara Osei, Mrs Osei, Mr Osei": a child, then its adults. Lines without a name are passed over. */
export const pupilsIn = (
  text: string,
): readonly { readonly name: string; readonly adults: readonly string[] }[] =>
  text.split("\n").flatMap((line) => {
    const [name = "", ...adults] = line.split(",").map((part) => part.trim());
    return name === "" ? [] : [{ name, adults: adults.filter((adult) => adult !== "") }];
  });

export const linesOf = ({ families }: Pick<ClassView, "families">): string =>
  families.map(({ child, adults }) => [child, ...adults.map(({ name }) => name)].join(", ")).join("\n");
