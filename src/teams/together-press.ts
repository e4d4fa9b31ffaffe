import type { ConcernAnswer } from "../desk/concern/answers.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { ONE } from "./cards/together-card.ts";
import { type CardAnswer, type CardPress, idIn } from "./press.ts";
import type { PressDependencies } from "./press-dependencies.ts";
import { drawTogether, openOf, refsOf } from "./together.ts";

const MORE_CAME = "Not done: this list has changed. Look at it again, then press.";
const UNREAD = "Not done: Lesson Guard could not read that press. Press again, or open the record.";

/**
 * A press on a message that several alerts share: on one of them, or on all that it was drawn with. Alerts that came
 * since have been seen by no one, so a press for all is not done then. The right is checked for each alert.
 * @returns "unread" where it does not say which message was pressed
 */
export const pressTogether = async (
  dependencies: PressDependencies,
  press: CardPress,
  caller: Caller,
): Promise<CardAnswer | "unread" | undefined> => {
  const { concerns, school, links } = dependencies;
  const place = await placeOf(dependencies, press);
  const ref = idIn(press.data, "ref");
  if (place === undefined || !place.refs.includes(ref)) return "unread";
  const { store, refs } = place;
  const reader = press.conversation.type === "personal" ? caller.id : undefined;
  const draw = async (say: string): Promise<CardAnswer> => ({
    card: (await drawTogether({ store, concerns, school, links }, refs, { reader, say })).card,
  });
  // A person who may not take the pressed alert now learns nothing of the others.
  const concern = await concerns.find(caller, ref);
  const right = press.verb === "have-it" ? "have-it" : "hand-on";
  if (!caller.fresh || concern === undefined || !(await concerns.may(caller, right, concern)))
    return refusedFor(await one(dependencies, press, caller, ref));
  const { many } = press.data;
  if (many === ONE) {
    const answer = await one(dependencies, press, caller, ref);
    return "refused" in answer ? refusedFor(answer) : draw(answer.say);
  }
  // Some clients send no data: then no one can tell which alert was meant.
  if (many === undefined) return draw(UNREAD);
  const open = openOf(await store.concernsNamed(refs));
  if (String(open.length) !== many || open.at(-1) !== ref) return draw(MORE_CAME);
  const answers: ConcernAnswer[] = [];
  for (const each of open) answers.push(await one(dependencies, press, caller, each));
  const refused = answers.find((answer) => "refused" in answer);
  const done = answers.filter((answer) => !("refused" in answer)).length;
  if (done === 0 && refused !== undefined) return refusedFor(refused);
  return draw(saidOf(press, answers, done));
};

const one = (
  { concerns }: PressDependencies,
  { verb }: CardPress,
  caller: Caller,
  ref: string,
): Promise<ConcernAnswer> =>
  verb === "have-it" ? concerns.haveIt(caller, ref) : concerns.handOn(caller, ref);

const saidOf = ({ verb }: CardPress, answers: readonly ConcernAnswer[], done: number): string => {
  const [first] = answers;
  if (answers.length === 1 && first !== undefined) return first.say;
  const of = done === answers.length ? `all ${done}` : `${done} of ${answers.length}`;
  return verb === "have-it"
    ? `Thank you. You have ${of}. The person who raised them can see that.`
    : `Recorded for ${of}. For each, the next person is told where there is one.`;
};

const refusedFor = (answer: ConcernAnswer): CardAnswer | undefined =>
  "refused" in answer && answer.refused === "not-found" ? undefined : { refused: answer.say };

/** The store and the concerns of the pressed message; undefined where it is not a shared one. */
const placeOf = async (
  { record, staffMatters }: PressDependencies,
  { replyToId, conversation }: CardPress,
) => {
  if (replyToId === undefined) return undefined;
  for (const store of [record, staffMatters]) {
    const refs = refsOf(await store.sentCardsAt(conversation.id, replyToId));
    if (refs.length > 0) return { store, refs };
  }
  return undefined;
};
