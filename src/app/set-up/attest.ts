import {
  ATTESTED,
  type Attestations,
  type Attested,
  holds,
  holdsUntil,
} from "../../protocol/holders/attested.ts";
import { amber, dayOf, type Line } from "../preflight/line.ts";
import { notSeenWords, type Unseen } from "../preflight/verdict.ts";

type Words = {
  /** The line that it belongs to. */
  readonly line: string;
  /** On the button. */
  readonly press: string;
  /** After the name of the person. */
  readonly did: string;
  readonly again: string;
};

const WORDS: Readonly<Record<Attested, Words>> = {
  policy: {
    line: "policy",
    press: "I looked at the meeting policy: it is as step 7 has it",
    did: "looked at it",
    again: "Look at it again in the Teams admin centre, and press that you did.",
  },
  availability: {
    line: "availability",
    press: "I looked at who may have the app: the four groups and no one else",
    did: "looked at who may have the app",
    again: "Look at it again in the Teams admin centre, and press that you did.",
  },
  pupils: {
    line: "chats:pupils",
    press: "I tried a pupil’s account: Lesson Guard is not in it",
    did: "tried a pupil’s account",
    again: "Try a pupil’s account again, and press that you did.",
  },
  copies: {
    line: "copies",
    press: "I looked at the database’s copies: the newest is not older than a day",
    did: "looked at the database’s copies",
    again: "Look at them again where the database runs, and press that you did.",
  },
};

/** What the page offers under a line: to say that one looked, or to take that back. */
export type AttestView = {
  readonly what: Attested;
  readonly press: string;
  /** It is said already, and can be taken back. */
  readonly said?: true;
};

/** What was said, with the name of the person in the place of their id. */
export type Said = Attestations;

/**
 * A line that could not be checked, with the word of an administrator who looked. Their word is not a look of ours:
 * it says who and when, and holds for half a year.
 */
export const withWord = (line: Line, said: Said, now: string): Line & { readonly attest?: AttestView } => {
  const what = ATTESTED.find((one) => WORDS[one].line === line.id);
  if (what === undefined || line.state !== "grey") return line;
  const { press, did, again } = WORDS[what];
  const word = said[what];
  if (word === undefined) return { ...line, attest: { what, press } };
  if (!holds(word, now)) {
    const says = `${word.by} ${did} on ${dayOf(word.at)}, which is too long ago`;
    return { ...line, ...amber(says, "It may have been changed since.", again), attest: { what, press } };
  }
  return {
    ...line,
    state: "green",
    says: `${word.by} ${did} on ${dayOf(word.at)}. Lesson Guard cannot see it itself, and asks again after ${dayOf(holdsUntil(word.at))}`,
    attest: { what, press, said: true },
  };
};

/** What stands beside “Ready for lessons”: the word of a person is named as theirs. */
export const notSeenBy = (said: Said, now: string): string =>
  notSeenWords((what: Unseen) => {
    const word = said[what];
    return word !== undefined && holds(word, now) ? { by: word.by, on: dayOf(word.at) } : undefined;
  });
