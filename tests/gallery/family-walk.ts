/**
 * A lesson from its plan to its lobby, as families and staff meet it: taken from a practice lesson by
 * `tests/browser/families-walk`, in this order. They stand in docs/gallery/families.md.
 */
export const FAMILY_WALK = {
  "walk-plan": "Staff plan a lesson in the tab, for a list of families.",
  "walk-planned": "Each part of it is done, and says what that is; below them, the text for families.",
  "walk-links":
    "Each adult has a link of their own. Staff send it, and note how: who opened it, and when, is shown.",
  "walk-refused": "One parent said yes. The other says no, on a phone.",
  "walk-way": "Another family’s page, five minutes before the lesson: the way to it.",
  "walk-told":
    "The family of the child whose parent said no waits in the lobby. The panel says which, and what to say; the teacher’s own chat says it without a name.",
} as const;

export type WalkStep = keyof typeof FAMILY_WALK;

/** docs/gallery/families.md */
export const walkPage = (): string =>
  [
    "# From the plan to the lobby",
    "A lesson that is planned for families, as it is played in the practice classroom by `npm run gallery`. One of two parents refuses permission: then staff are told when that family comes.",
    ...Object.entries(FAMILY_WALK).map(
      ([name, says], at) => `${at + 1}. ${says}\n\n   ![${says}](${name}.webp)`,
    ),
  ]
    .join("\n\n")
    .concat("\n");
