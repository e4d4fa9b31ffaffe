import type { Card } from "../../src/teams/cards/build.ts";
import { CARDS, lessonCards } from "../support/every-card.ts";
import {
  alone,
  arrived,
  cannotStay,
  checked,
  leftAlone,
  live,
  met,
  type Played,
  recordedAndOver,
} from "./played.ts";

/** The lessons whose cards are pictured. */
const LESSONS: Readonly<Record<string, () => Played>> = {
  asked: () => met(),
  planned: () => met("class").confirmed(),
  arrival: arrived,
  live,
  checked,
  alone: leftAlone,
  "one-to-one": alone,
  "parent-cannot-stay": cannotStay,
  recorded: recordedAndOver,
  "end-undo": () => checked().ended(),
  ending: () => checked().endBegun().confirmed(),
  over: () => checked().endBegun().confirmed().after({ report: "meeting-ended" }),
};

/** Two members of staff have the same card: it is pictured once. */
const once = (cards: readonly Card[]): readonly Card[] => [
  ...new Map(cards.map((one) => [JSON.stringify(one.card), one])).values(),
];

/** Every card that is sent, in each of its forms, and the cards of a lesson. */
export const CARD_SCENES: Readonly<Record<string, () => readonly Card[]>> = {
  ...Object.fromEntries(Object.entries(CARDS).map(([name, make]) => [`card-${name}`, make])),
  ...Object.fromEntries(
    Object.entries(LESSONS).map(([name, play]) => [`card-lesson-${name}`, () => once(lessonCards(play()))]),
  ),
};
