import type { CardButton, CardFace } from "../../protocol/screen/card-faces.ts";
import { type Card, card, check, facts, heading, line, open, press, quiet, strong } from "./build.ts";

/** Which of a lesson's cards it is: a press on it is answered with the same one, drawn afresh. */
export type CardOf = "checklist" | "progress" | "ask";

type Of = { readonly lesson: string; readonly card: CardOf; readonly panelUrl: string };

/**
 * A card about a lesson: drawn from its face and from nothing else.
 * @param say what the press was answered that led to it
 */
export const lessonCard = (face: CardFace, of: Of, say = ""): Card =>
  card(
    face.title,
    [
      heading(face.title),
      ...(say === "" ? [] : [line(say)]),
      ...(face.lead === undefined ? [] : [strong(face.lead)]),
      ...(face.checks ?? []).map(check),
      ...(face.facts.length === 0 ? [] : [facts(face.facts)]),
      ...face.lines.map(line),
      ...face.quiet.map(quiet),
    ],
    face.buttons.map((one) => action(one, face, of)),
  );

/** What a press was drawn from travels with it: on a card that is behind it may mean something else by now. */
const action = (
  { press: verb, title, where, primary, kind, toCheck }: CardButton,
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
          ...(kind === undefined ? {} : { kind }),
          ...(toCheck === undefined ? {} : { toCheck: String(toCheck) }),
        },
        { where, primary },
      );
