import type { ColumnSet, TextBlock } from "@microsoft/teams.cards";
import { defined } from "../../protocol/defined.ts";
import type { CardButton, CardFace } from "../../protocol/screen/card-faces.ts";
import { type Card, card, check, facts, heading, line, open, press, quiet, strong } from "./build.ts";

/** Which of a lesson's cards it is: the answer to a press on it is the same card, drawn anew. */
export type CardOf = "checklist" | "progress" | "ask";

type Of = { readonly lesson: string; readonly card: CardOf; readonly panelUrl: string };

/** Faces are never changed, only drawn anew: what was built of one goes with it. */
const kept = new WeakMap<CardFace, Map<string, Card>>();
/** Answers, and places it stands in. */
const MOST_OF_A_FACE = 10;

const builtOnce = (face: CardFace, key: string, build: () => Card): Card => {
  const known = kept.get(face) ?? new Map<string, Card>();
  kept.set(face, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const built = build();
  if (known.size >= MOST_OF_A_FACE) known.clear();
  known.set(key, built);
  return built;
};

/**
 * A card about a lesson: drawn from its face and from nothing else.
 * @param say the answer to the press that led to it
 */
export const lessonCard = (face: CardFace, of: Of, say = ""): Card =>
  builtOnce(face, JSON.stringify([of, say]), () => drawn(face, of, say));

const drawn = (face: CardFace, of: Of, say: string): Card =>
  card(
    face.title,
    [
      heading(face.title),
      ...(face.day === undefined ? [] : [quiet(face.day)]),
      ...(say === "" ? [] : [line(say)]),
      ...checklistIn(face),
      ...(face.facts.length === 0 ? [] : [facts(face.facts)]),
      ...face.lines.map(line),
      ...face.quiet.map(quiet),
    ],
    face.buttons.map((one) => action(one, face, of)),
  );

const checklistIn = ({ lead, checks = [] }: CardFace): readonly (TextBlock | ColumnSet)[] => [
  ...(lead === undefined ? [] : [strong(lead)]),
  ...checks.map(check),
];

/** These buttons stand above the register in the panel; its bar has the others, and the question to the parent its own. */
const IN_PANEL: ReadonlySet<string> = new Set<CardButton["press"]>([
  "names-match",
  "all-others-fine",
  "let-cameras-on",
  "let-mics-on",
  "end-lesson",
]);

/**
 * The card's checklist by itself, element by element the same: for the panel, which says the rest in other
 * places (who, doors, call, who alerts go to) and has the buttons that keep children safe in its bar.
 * @returns undefined where the card has no checklist: before the lesson and after it
 */
export const checklistPart = (face: CardFace, of: Of): object | undefined =>
  face.checks === undefined
    ? undefined
    : card(
        face.title,
        [...checklistIn(face)],
        face.buttons
          .filter(({ press: verb, where }) => IN_PANEL.has(verb) && where === "first")
          .map((one) => action(one, face, of)),
      ).card;

/** A press carries the turn in which its button was drawn: on an outdated card it may mean something else by now. */
const action = (
  { press: verb, title, where, primary, kind, toCheck, unsorted }: CardButton,
  { turn }: CardFace,
  of: Of,
) =>
  verb === "open-panel"
    ? open(of.panelUrl, title, { where, primary })
    : press(
        verb,
        title,
        {
          lesson: of.lesson,
          card: of.card,
          turn: String(turn),
          ...defined({ kind }),
          ...(toCheck === undefined ? {} : { toCheck: String(toCheck) }),
          ...(unsorted === undefined ? {} : { unsorted: String(unsorted) }),
        },
        { where, primary },
      );
