import type { ConcernView } from "../../protocol/view.ts";
import { ABOUT_WORDS, dayAndTimeOf } from "../wording.ts";

/**
 * The concern as plain text for CPOMS (X3): what was raised, told, seen, written and decided, each with
 * its time. CPOMS has no open interface, so a person copies it and types the reference back.
 */
export function cpomsText(concern: ConcernView): string {
  const { raisedBy, raisedAt, lessonLabel, plain, seen, details, closed } = concern;
  return [
    `Lesson Guard reference ${concern.ref}`,
    `${ABOUT_WORDS[concern.about]}. ${plain}`,
    `Lesson: ${lessonLabel}`,
    `Raised by ${raisedBy}, ${dayAndTimeOf(raisedAt)}`,
    ...seen.map(({ by, at }) => `Seen by ${by}, ${dayAndTimeOf(at)}`),
    ...details.flatMap(detailLines),
    ...(closed === undefined
      ? []
      : [
          "",
          `Closed by ${closed.by}, ${dayAndTimeOf(closed.at)}`,
          `Decision: ${closed.decision}`,
          `Reason: ${closed.reason}`,
        ]),
  ].join("\n");
}

function detailLines({ at, by, who, kind, words, done }: ConcernView["details"][number]): string[] {
  const named: [string, string | undefined][] = [
    ["Who", who],
    ["What kind", kind],
    ["Words", words],
    ["Done", done],
  ];
  return [
    "",
    `Added by ${by}, ${dayAndTimeOf(at)}`,
    ...named.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
  ];
}
