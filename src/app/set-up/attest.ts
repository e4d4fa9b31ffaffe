import {
  ATTESTED,
  type Attestations,
  type Attested,
  holdsUntil,
  lapsedFor,
  type Word,
} from "../../protocol/holders/attested.ts";
import { amber, dayOf, type Line } from "../preflight/line.ts";
import { notSeenWords, type Unseen } from "../preflight/verdict.ts";
import { POLICY_SEEN } from "./meeting-policy.ts";

/** What a person is asked to do before they may say that they did it. */
type Trying = {
  /** Where and how, in order. */
  readonly how: readonly string[];
  /** What they must see there: what they attest. */
  readonly see: string;
};

type Words = Trying & {
  /** The line that it belongs to. */
  readonly line: string;
  /** It cannot be tried before this line is seen to be so, and says nothing while that is red. */
  readonly after?: string;
  /** While this line is not in order, the word is contradicted by what was seen. */
  readonly against?: string;
  /** On the button: what the person attests. */
  readonly press: string;
  /** What the person did: “Tried by …”. */
  readonly did: "Looked at" | "Tried";
};

/** The app is in the catalogue and given to people: before that there is nothing to try. */
const IN_TEAMS = "chats:staff";

const WORDS: Readonly<Record<Attested, Words>> = {
  staff: {
    line: "staff-people",
    after: "group:staff",
    how: [
      "Unfold the names of the group of staff below: all of them",
      "Compare them with your list of staff. By hand: entra.microsoft.com, Groups, All groups, the group, Members",
    ],
    see: "Each of them is a member of staff. No one is a pupil, a parent or a visitor, and no group inside the group has any.",
    press: "I looked at the names of this group: each is a member of staff",
    did: "Looked at",
  },
  policy: {
    line: "policy",
    how: [
      "Run the block of this step that shows which meeting policy your staff have, and write its name into the field",
      "Run the last block: it shows what is set in that policy. By hand: admin.teams.microsoft.com, Meetings, Meeting policies, that policy",
      "Compare each value",
    ],
    see: POLICY_SEEN,
    press: "I looked at the meeting policy: each of these values is set",
    did: "Looked at",
  },
  availability: {
    line: "availability",
    against: "chats:pupils",
    after: IN_TEAMS,
    how: [
      "admin.teams.microsoft.com, Teams apps, Manage apps, Lesson Guard, Users and groups. Or run the block “Shows who may have the app” of this step",
      "Teams apps, Setup policies: open each, and look at Installed apps and at Meetings",
    ],
    see: "The four groups of step 3 and no other may have the app, and no setup policy that pupils have names Lesson Guard: Global is the one of all who have no other.",
    press: "I looked at both: the four groups have the app, and no one else",
    did: "Looked at",
  },
  pupils: {
    line: "chats:pupils",
    after: IN_TEAMS,
    how: [
      "Open teams.microsoft.com in a private window of your browser, and sign in with a pupil’s account",
      "Press Apps at the left edge, and search for Lesson Guard",
    ],
    see: "Lesson Guard is not found, and is not at the left edge.",
    press: "I signed in as a pupil and searched: Lesson Guard is not there",
    did: "Tried",
  },
  copies: {
    line: "copies",
    how: [
      "In Azure: portal.azure.com, the database, Backup and restore. Elsewhere: where the files of pg_dump are kept",
      "Look at the time of the newest copy",
    ],
    see: "A copy that is not older than a day, and that is not kept on the database’s own disk.",
    press: "I looked at the database’s copies: the newest is not older than a day",
    did: "Looked at",
  },
};

/** What the page offers under a line: to say that one looked, or to take that back. */
export type AttestView = Trying & {
  readonly what: Attested;
  readonly press: string;
  /** It is said already, by whom and when, and can be taken back. */
  readonly said?: string;
  /** The press names what was looked at: what the person wrote for this mark, or this group, whose people stand there. */
  readonly of?: { readonly mark: string } | { readonly group: string };
};

/** What a press has to name. */
export type Things = {
  readonly policy: { readonly mark: string };
  readonly staff: { readonly group: string };
};

/** What was said, with the name of the person in the place of their id. */
export type Said = Attestations;

/**
 * A line that could not be checked, with the word of an administrator who looked. Their word is not a look of ours:
 * it says who and when, and holds for half a year. It is offered only where there is something to try.
 * @param all the lines of this look
 * @param things what the presses that name something name
 */
export const withWord = (
  line: Line,
  all: readonly Line[],
  said: Said,
  now: string,
  things?: Things,
): Line & { readonly attest?: AttestView } => {
  const what = ATTESTED.find((one) => WORDS[one].line === line.id);
  if (what === undefined || line.state !== "grey") return line;
  const { after, how, see, press, did } = WORDS[what];
  const of = what === "policy" || what === "staff" ? things?.[what] : undefined;
  const attest: AttestView = { what, how, see, press, ...(of === undefined ? {} : { of }) };
  const word = said[what];
  const before = all.find(({ id }) => id === after)?.state;
  if (after !== undefined && (before === "red" || (word === undefined && !isSeen(what, before)))) return line;
  if (word === undefined) return { ...line, attest };
  const thing = what === "policy" && word.of !== undefined ? `, the policy “${word.of}”` : "";
  const says = `${did} by ${word.by} on ${dayOf(word.at)}${thing}`;
  const lapsed = lapsedBecause(what, word, all, now);
  if (lapsed !== undefined)
    return {
      ...line,
      ...amber(
        `${says}. ${lapsed}`,
        "That word says nothing of how it is now.",
        `${did === "Tried" ? "Try" : "Look"} again, as stands below.`,
      ),
      attest,
    };
  return {
    ...line,
    state: "green",
    says: `${says}. Lesson Guard cannot see it itself, and asks again after ${dayOf(holdsUntil(word.at))}`,
    attest: { ...attest, said: says },
  };
};

/** Names can be looked at while something is to be mended, such as a group of one person. */
const isSeen = (what: Attested, before: Line["state"] | undefined): boolean =>
  before === "green" || (what === "staff" && before === "amber");

/** Why a word holds no more; undefined where it does. */
const lapsedBecause = (what: Attested, word: Word, all: readonly Line[], now: string): string | undefined => {
  const { against } = WORDS[what];
  const other = all.find(({ id }) => id === against);
  switch (lapsedFor(what, word, now)) {
    case "overtaken":
      return `The groups of step 3 were changed after that, on ${dayOf(word.overtakenAt ?? word.at)}`;
    case "too long ago":
      return "That is too long ago";
    case "about nothing that was named":
      return "At which policy was not kept";
    case undefined:
      return other?.state === "amber" ? `“${other.name}” shows otherwise now: ${other.says}` : undefined;
  }
};

/** What stands beside “Ready for lessons”: the word of a person is named as theirs. */
export const notSeenBy = (said: Said, now: string, all: readonly Line[] = []): string =>
  notSeenWords((what: Unseen) => {
    const word = said[what];
    return word !== undefined && lapsedBecause(what, word, all, now) === undefined
      ? { by: word.by, on: dayOf(word.at) }
      : undefined;
  });
