import type { Family, FamilyAdult } from "../families/state.ts";
import type { Moments } from "../time/moments.ts";
import { type Section, tableOr } from "./document.ts";

const NAME_ERASED = "(name erased)";

/** Each adult has their own answer and their own link: what one of them did is not the other's to read. */
const NOT_EVERYONES =
  "Each adult gave an answer of their own and has a link of their own. Before you hand this over, take out the lines of adults who did not ask for it.";

const answerOf = ({ permission, since }: FamilyAdult, moments: Moments): string =>
  since === undefined ? permission : `${permission}, ${moments.dayAndTime(since)}`;

const rowsOf = ({ adults, links }: Family, moments: Moments): readonly (readonly string[])[] =>
  adults.map((adult) => {
    const own = links.filter((link) => link.adult === adult.id);
    const times = (of: readonly string[]): string => of.map((at) => moments.dayAndTime(at)).join("; ");
    return [
      adult.name ?? NAME_ERASED,
      answerOf(adult, moments),
      times(own.map(({ madeAt }) => madeAt)),
      own
        .flatMap(({ sent }) => (sent === undefined ? [] : [`${sent.how}, ${moments.dayAndTime(sent.at)}`]))
        .join("; "),
      times(own.flatMap(({ opened }) => opened.map(({ at }) => at))),
      times(own.flatMap(({ joined }) => joined.map(({ at }) => at))),
    ];
  });

/** What is held of a child's family: the adults, what each answered, and when their links were used; never a link. */
export const familySections = (families: readonly Family[], moments: Moments): readonly Section[] =>
  families.length === 0
    ? []
    : [
        tableOr(
          "Family",
          ["Adult", "Permission", "Links made", "Sent", "Opened", "Way to a lesson shown"],
          families.flatMap((family) => rowsOf(family, moments)),
          "No adult is on the list.",
        ),
        { heading: "Before it is handed over", lines: [NOT_EVERYONES] },
      ];
