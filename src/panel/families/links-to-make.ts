import type { ClassView } from "../../protocol/screen/families-view.ts";

/** An adult of a list, with the names that a table shows. */
export type Adult = {
  readonly family: string;
  readonly adult: string;
  readonly child: string;
  readonly name: string;
};

/**
 * Adults who get a link by one press for all: those without one, or with one that has expired, and those whose link was
 * neither noted as sent nor opened, because its text may be lost. No link that an adult may hold is ended by it, and one
 * that staff ended comes back by a press of its own alone (C2).
 * @param without adults whose new link is shown already
 */
export const adultsWithout = (
  { families }: Pick<ClassView, "families">,
  without: ReadonlySet<string> = new Set(),
): readonly Adult[] =>
  families.flatMap(({ family, child, adults }) =>
    adults
      .filter(({ adult, link }) => {
        const isOut = link?.state === "works" && (link.sent !== undefined || link.opened.length > 0);
        return !isOut && link?.state !== "revoked" && !without.has(adult);
      })
      .map(({ adult, name }) => ({ family, adult, child, name })),
  );

/** For a spreadsheet or a message: tabs between the three, a line for each adult. */
export const tableOf = (rows: readonly (Adult & { readonly link: string })[]): string =>
  rows.map(({ child, name, link }) => [child, name, link].join("\t")).join("\n");
