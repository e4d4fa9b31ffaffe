import type { Concern } from "../../protocol/concern/state.ts";
import { alertFace, takenWords } from "../../protocol/screen/alert-face.ts";
import type { AlertLesson } from "../../protocol/screen/alert-lesson.ts";
import { plainKind } from "../../protocol/screen/concern-view.ts";
import { momentsIn, timeOrDay } from "../../protocol/time/moments.ts";
import { buttons, type Card, card, facts, heading, line, open, press, quiet } from "./build.ts";

type CallTo = { readonly name: string; readonly url: string };

export type AlertSurroundings = {
  readonly timeZone: string;
  /** The school's telephone number as written; "" where none is set. */
  readonly phone: string;
  readonly recordUrl: string;
  /** Its lesson as it was when the card was drawn: time alone does not redraw the card. */
  readonly lesson?: AlertLesson & { readonly at: string };
  /** Whose lesson it is, where another person raised it. */
  readonly teacher?: string;
  /** The first alert of its lesson that came to the same place, where this is a later one. */
  readonly after?: { readonly first: Concern; readonly order: number };
  /** Joins the meeting; absent once it is over. */
  readonly joinUrl?: string;
  /** Calls a member of staff in Teams: the raiser, or whose lesson it is where Lesson Guard raised it. */
  readonly call?: CallTo;
  /** Of pupils without staff: the others of its staff who can be called, those who can let in from the lobby first. */
  readonly others?: readonly CallTo[];
  /** The answer to the press that led to it, on the card that the presser gets for it. */
  readonly say?: string;
};

const ORDINAL: { readonly [n: number]: string } = { 2: "Second", 3: "Third" };

/** "Second alert of this lesson. The first came at 14:02 and was taken at 14:03 by Mrs Dale." */
const tiedLine = (concern: Concern, { after, timeZone }: AlertSurroundings): string => {
  if (after === undefined) return "";
  const { first, order } = after;
  const state = takenWords(first, timeZone);
  const became = state === "Not taken yet" ? "has not been taken yet" : `was ${lowerFirst(state)}`;
  return `${ORDINAL[order] ?? `${order}th`} alert of this lesson. The first came at ${timeOrDay(first.raisedAt, concern.raisedAt, timeZone)} and ${became}.`;
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const lessonLine = ({ label, raisedAt }: Concern, { lesson, timeZone }: AlertSurroundings): string => {
  if (lesson === undefined) return label;
  const { state, at, endAskedAt = at } = lesson;
  switch (state) {
    case "on":
      return `${label}, on at ${timeOrDay(at, raisedAt, timeZone)}`;
    case "being ended":
      return `${label}, being ended since ${timeOrDay(endAskedAt, raisedAt, timeZone)}`;
    case "over":
      return `${label}, over`;
  }
};

const LOBBY = "Join the lesson may put you in the lobby: its organiser or a co-organiser lets you in.";
/** What a DSL can do of it is to bring staff back, or to be let in by them: where none can be called from here, it says so. */
const lobbyWithoutStaff = ({ call, others = [] }: AlertSurroundings): string =>
  `Join the lesson may put you in the lobby. Only its organiser or a co-organiser can let you in: ${
    call === undefined && others.length === 0
      ? "find them in Teams, or phone the school office."
      : "call one of them first."
  }`;

/**
 * What a recipient gets: reference, time, lesson, plain kind, which member of staff. No pupil's name, no free text
 * (safeguarding 2b): lock screens and shared channels show it. What takes it and what says the opposite never touch,
 * however narrow the card is: a sentence stands between.
 * @param reader in whose own chat the card is; absent for a channel
 */
export const alertCard = (concern: Concern, around: AlertSurroundings, reader?: string): Card => {
  const { plain: asRaised, raised, state, lines, mayTake, handOn } = alertFace(concern, around, reader);
  const plain = around.lesson?.state === "over" ? plainKind(concern, "then") : asRaised;
  const { say = "", call, others = [], joinUrl, teacher } = around;
  const isAboutAdult = concern.about === "adult";
  const record = open(around.recordUrl, "Open the record");
  const paragraphs = [say, tiedLine(concern, around), raised].filter((one) => one !== "");
  return card(`${plain} Ref ${concern.ref}`, [
    heading(plain),
    ...paragraphs.map(line),
    facts([
      ["Reference", concern.ref],
      ["Time", momentsIn(around.timeZone).dayAndTime(concern.raisedAt)],
      ["Lesson", lessonLine(concern, around)],
      ...(teacher === undefined || isAboutAdult ? [] : [["Teacher", teacher] as const]),
      ["State", state],
    ]),
    ...(around.lesson?.since ?? []).map(line),
    ...(around.lesson?.inZoom === undefined ? [] : [line(around.lesson.inZoom)]),
    ...lines.map(line),
    // Where "I have it" was, a second tap opens the record: it joins no lesson and calls no one.
    buttons([
      mayTake ? press("have-it", "I have it", { ref: concern.ref }) : record,
      ...(joinUrl === undefined || isAboutAdult ? [] : [open(joinUrl, "Join the lesson")]),
      ...(call === undefined || isAboutAdult ? [] : [open(call.url, `Call ${call.name}`)]),
      ...(mayTake ? [record] : []),
    ]),
    ...(joinUrl === undefined || isAboutAdult
      ? []
      : [quiet(concern.about === "alone" ? lobbyWithoutStaff(around) : LOBBY)]),
    ...(others.length === 0 || isAboutAdult
      ? []
      : [buttons(others.map(({ name, url }) => open(url, `Call ${name}`)))]),
    ...(handOn === undefined
      ? []
      : [line(handOn), buttons([press("hand-on", "I cannot take it now", { ref: concern.ref })])]),
  ]);
};

/**
 * The raiser's own line, in their own chat alone: what is proven, and Undo while no one is told. The title
 * is what a lock screen shows: it does not say what it is about.
 */
export const raisedCard = ({ ref, held }: Concern, say: string, recordUrl: string): Card => {
  const title = `Your message, ref ${ref}`;
  const undo = held === undefined ? [] : [press("take-back", "Undo", { ref })];
  return card(title, [heading(title), line(say)], [...undo, open(recordUrl, "Open the record")]);
};
