import type { SchoolServices } from "../desk/school-services.ts";
import { mayInLesson } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { type CardSubject, subjectOf } from "../protocol/work/card-keys.ts";
import { freshCard } from "./fresh-card.ts";
import { type CardAnswer, type CardPress, idIn } from "./press.ts";
import type { PressDependencies } from "./press-dependencies.ts";
import { officeWords } from "./turned-away.ts";

const TEAMS_INSTEAD =
  "To silence everyone, in Teams press People, then Mute all. To end the lesson, press the arrow beside Leave, then End meeting.";

/** Whether the data says what is meant: some clients send none, or nothing but nulls. */
export const namesSubject = ({ data }: Pick<CardPress, "data">): boolean =>
  ["lesson", "ref", "meeting"].some((name) => idIn(data, name) !== "");

type Stores = Pick<SchoolServices, "record" | "staffMatters">;

/** What the pressed card is about, by where the card was sent; undefined for a card of another school. */
export const subjectOfPress = async (
  { record, staffMatters }: Stores,
  { replyToId, conversation }: CardPress,
): Promise<CardSubject | undefined> => {
  if (replyToId === undefined) return undefined;
  for (const store of [record, staffMatters]) {
    const [subject] = (await store.sentCardsAt(conversation.id, replyToId)).flatMap(
      ({ key }) => subjectOf(key) ?? [],
    );
    if (subject !== undefined) return subject;
  }
  return undefined;
};

/** The press with its card's lesson or concern put back; unchanged where the card is not known. */
export const withSubject = async (stores: Stores, press: CardPress): Promise<CardPress> => {
  if (namesSubject(press)) return press;
  const subject = await subjectOfPress(stores, press);
  return subject === undefined ? press : { ...press, data: { ...press.data, ...subject } };
};

/**
 * The answer to a press that no one can interpret: nothing was done, and what to press in Teams;
 * on the card itself, drawn anew, if it is one of a lesson of theirs.
 */
export const unread = async (
  dependencies: PressDependencies,
  press: CardPress,
  caller: Caller,
): Promise<CardAnswer> => {
  const { lessons, school } = dependencies;
  const { phone = "" } = school.settings();
  const say = `Lesson Guard could not read that press, so nothing was done. Press again, or use the panel. ${TEAMS_INSTEAD} ${officeWords(phone)}`;
  const id = idIn(press.data, "lesson");
  const lesson = id === "" ? undefined : await lessons.read(id);
  return lesson !== undefined && mayInLesson(caller, "read-lesson", lesson)
    ? freshCard(dependencies, lesson, cardIn(press.data), { say, reader: caller.id })
    : { message: say };
};

export const cardIn = (data: CardPress["data"]): "checklist" | "progress" | "ask" =>
  data["card"] === "ask" || data["card"] === "progress" ? data["card"] : "checklist";
