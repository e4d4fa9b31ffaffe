import { inOnePress } from "../../protocol/rules/c2-secure-link.ts";
import type { ClassView } from "../../protocol/screen/families-view.ts";

/** An adult of a list, with the names that a table shows. */
export type Adult = {
  readonly family: string;
  readonly adult: string;
  readonly child: string;
  readonly name: string;
  /** When the link was made that a new one takes the place of. */
  readonly instead?: string;
};

/**
 * Adults who get a link by one press for all, and those of whom staff are asked first, because a link that may have
 * been copied ends by it (C2). No link in use is among them, and none that staff ended.
 * @param without adults whose new link is shown already
 */
export const linksToMake = (
  { families }: Pick<ClassView, "families">,
  without: ReadonlySet<string> = new Set(),
): { readonly make: readonly Adult[]; readonly askFirst: readonly Adult[] } => {
  const all = families.flatMap(({ family, child, adults }) =>
    adults
      .filter(({ adult }) => !without.has(adult))
      .map(({ adult, name, link }) => ({
        does: inOnePress(link),
        link,
        one: { family, adult, child, name },
      })),
  );
  return {
    make: all.flatMap(({ does, one }) => (does === "make" ? [one] : [])),
    askFirst: all.flatMap(({ does, link, one }) =>
      does === "ask first" && link !== undefined ? [{ ...one, instead: link.madeAt }] : [],
    ),
  };
};

/** For a spreadsheet or a message: tabs between the three, a line for each adult. */
export const tableOf = (rows: readonly (Adult & { readonly link: string })[]): string =>
  rows.map(({ child, name, link }) => [child, name, link].join("\t")).join("\n");
