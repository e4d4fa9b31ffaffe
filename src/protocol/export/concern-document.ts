import type { CpomsSaid } from "../screen/cpoms-view.ts";
import type { ConcernView } from "../screen/view.ts";
import { type Moments, momentsIn } from "../time/moments.ts";
import { cardText } from "./card-text.ts";
import { type Document, type ExportAround, type Section, tableOr } from "./document.ts";

const ABOUT: { readonly [A in ConcernView["about"]]: string } = {
  child: "About a child",
  adult: "About an adult at school",
  ended: "Lesson ended for safety",
  alone: "A lesson without staff",
};

type Detail = ConcernView["details"][number];

/** The messages that Teams accepted, in their order. */
const arrived = ({ deliveries }: ConcernView): readonly { readonly to: string; readonly at: string }[] =>
  deliveries
    .flatMap(({ to, state, at }) => (state === "told" && at !== undefined ? [{ to, at }] : []))
    .toSorted((a, b) => a.at.localeCompare(b.at));

/**
 * A concern's page in full, for a recipient: names and words as written.
 * @param lesson what was recorded of its lesson, where that has expired
 */
export const concernDocument = (concern: ConcernView, around: ExportAround, lesson?: Document): Document => {
  const moments = momentsIn(around.timeZone);
  const { closed } = concern;
  return {
    title: `Concern ${concern.ref}`,
    school: around.school,
    intro: [around.school].filter((one) => one !== ""),
    sections: [
      {
        heading: "The concern",
        table: {
          columns: ["What", "As recorded"],
          rows: [
            ["About", ABOUT[concern.about]],
            ["Kind", concern.plain],
            ["Lesson", concern.lessonLabel],
            ["Raised by", concern.raisedBy],
            ["Raised", moments.dayAndSecond(concern.raisedAt)],
            ...arrived(concern).map(({ to, at }) => ["Sent to", `${to}, ${moments.dayAndSecond(at)}`]),
            ...concern.seen.map(({ by, at }) => ["Taken by", `${by}, ${moments.dayAndSecond(at)}`]),
          ],
        },
      },
      ...detailSections(concern.details, moments),
      ...actionsSection(concern.followUp, moments),
      {
        heading: "Decision",
        lines:
          closed === undefined
            ? ["Not closed yet."]
            : [
                `Decision: ${closed.decision}`,
                `Reason: ${closed.reason}`,
                `${closed.by}, ${moments.dayAndTime(closed.at)}`,
              ],
      },
      ...cpomsSection(concern.cpoms, moments),
      tableOr(
        "What happened when",
        ["When", "What"],
        concern.timeline.map(({ at, sentence }) => [moments.dayAndSecond(at), sentence]),
        "Nothing was recorded.",
      ),
      ...(concern.cards ?? []).map(({ to, at, card }) => ({
        heading: `Card as it was sent: ${to}, ${moments.dayAndTime(at)}`,
        lines: cardText(card),
      })),
      ...(lesson?.sections ?? []).map((one) => ({ ...one, heading: `The lesson: ${one.heading}` })),
    ],
  };
};

/** Whose it is, and what was done about it, with the reasons. */
export const actionsSection = (followUp: ConcernView["followUp"], moments: Moments): readonly Section[] => {
  if (followUp === undefined) return [];
  const { owner, children, actions } = followUp;
  return [
    tableOr(
      "Actions",
      ["When", "Who", "What was done", "Why"],
      actions.map(({ at, by, action, why = "" }) => [moments.dayAndTime(at), by, action, why]),
      "No action was noted.",
    ),
    ...(owner === undefined ? [] : [{ heading: "Whose it is", lines: [owner.name] }]),
    ...(children.length === 0 ? [] : [{ heading: "Children", lines: [children.join(", ")] }]),
  ];
};

/** Whether it is on CPOMS (X3); nothing where it does not belong there, or is still open. */
const cpomsSection = (cpoms: ConcernView["cpoms"], moments: Moments): readonly Section[] => {
  switch (cpoms?.state) {
    case undefined:
    case "asked at closing":
      return [];
    case "not yet":
      return [{ heading: "CPOMS", lines: ["Not yet: neither a reference nor a reason has been given."] }];
    case "each":
      return [
        {
          heading: "CPOMS",
          lines: cpoms.of.map(
            ({ child, said }) =>
              `${child}: ${said === undefined ? "not yet." : saidLines(said, moments).join(", ")}`,
          ),
        },
      ];
    case "done":
    case "not needed":
      return [{ heading: "CPOMS", lines: saidLines(cpoms, moments) }];
  }
};

const saidLines = (said: CpomsSaid, moments: Moments): readonly string[] => [
  said.state === "done" ? `CPOMS reference: ${said.reference}` : `Not needed in CPOMS: ${said.reason}`,
  `${said.by}, ${moments.dayAndTime(said.at)}`,
];

export const detailSections = (details: readonly Detail[], moments: Moments): readonly Section[] =>
  details.length === 0
    ? [{ heading: "Details", lines: ["Nothing was written."] }]
    : details.map((detail) => ({
        heading: `Written by ${detail.by}, ${moments.dayAndTime(detail.at)}`,
        lines: detailLines(detail, moments),
      }));

const detailLines = (
  { who, kind, noticed, words, said, done, told }: Detail,
  moments: Moments,
): readonly string[] => {
  const named: readonly (readonly [string, string | undefined])[] = [
    ["Who", who],
    ["Noticed", noticed === undefined ? undefined : moments.dayAndTime(noticed)],
    ["What kind", kind],
    ["What was seen and heard", words],
    ["The child’s own words", said],
    ["What was done", done],
    ["Told in person", told],
  ];
  return named.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
};

const childLines = (children: readonly string[], child: string | undefined): readonly string[] => {
  if (children.length === 0) return [];
  if (child === undefined) return [`Children: ${children.join(", ")}`];
  const others = children.length - 1;
  return [
    `Child: ${child}`,
    `It also concerns ${others} other ${others === 1 ? "child, who has an entry of their own." : "children, who each have an entry of their own."}`,
  ];
};

/** Of a child whose entry it is: only what was said of that entry. */
const saidOnCpoms = (cpoms: ConcernView["cpoms"], child: string | undefined): CpomsSaid | undefined => {
  switch (cpoms?.state) {
    case undefined:
    case "asked at closing":
    case "not yet":
      return undefined;
    case "each":
      return cpoms.of.find((one) => one.child === child)?.said;
    case "done":
    case "not needed":
      return cpoms;
  }
};

/**
 * The concern as plain text for CPOMS (X3): what was raised, sent to whom, taken, written and decided, with full
 * names, each with its time. CPOMS has no open interface, so a person copies it and types the reference back, which
 * a later copy of the text then holds too.
 * @param child whose entry it is, where the concern names several: of the others it says how many
 */
export const cpomsText = (concern: ConcernView, timeZone: string, child?: string): string => {
  const moments = momentsIn(timeZone);
  const { raisedBy, raisedAt, lessonLabel, plain, seen, details, closed, followUp } = concern;
  const { children = [], actions = [] } = followUp ?? {};
  const said = saidOnCpoms(concern.cpoms, child);
  return [
    `Lesson Guard reference ${concern.ref}`,
    `${ABOUT[concern.about]}. ${plain}`,
    `Lesson: ${lessonLabel}`,
    `Raised by ${raisedBy}, ${moments.dayAndTime(raisedAt)}`,
    ...childLines(children, child),
    ...arrived(concern).map(({ to, at }) => `Sent to ${to}, ${moments.dayAndTime(at)}`),
    ...seen.map(({ by, at }) => `Taken by ${by}, ${moments.dayAndTime(at)}`),
    ...details.flatMap((detail) => [
      "",
      `Added by ${detail.by}, ${moments.dayAndTime(detail.at)}`,
      ...detailLines(detail, moments),
    ]),
    ...(actions.length === 0 ? [] : ["", "Actions"]),
    ...actions.map(
      ({ at, by, action, why }) =>
        `${moments.dayAndTime(at)}, ${by}: ${action}${why === undefined ? "" : ` Why: ${why}`}`,
    ),
    ...(closed === undefined
      ? []
      : [
          "",
          `Closed by ${closed.by}, ${moments.dayAndTime(closed.at)}`,
          `Decision: ${closed.decision}`,
          `Reason: ${closed.reason}`,
        ]),
    ...(said === undefined ? [] : ["", ...saidLines(said, moments)]),
  ].join("\n");
};
