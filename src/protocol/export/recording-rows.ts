import { allFiled, deleteOnOf } from "../lesson/filing.ts";
import type { FiledRecording, Filing, FilingTrouble } from "../lesson/filing-state.ts";
import { plural } from "../lesson/press.ts";
import type { Lesson } from "../lesson/state.ts";
import { dayInWords, type Moments } from "../time/moments.ts";
import type { Names } from "./names.ts";

/** Why a recording is not in the folder, told afterwards: what there was to do about it is not for this reader. */
export const TROUBLE_IN_WORDS: { readonly [Why in FilingTrouble]: string } = {
  "not listed": "Teams did not list it",
  "recordings not allowed": "Microsoft did not let Lesson Guard have it",
  "site not allowed": "Microsoft did not let Lesson Guard into the site",
  "site not found": "the site was not found",
  "folder not found": "the folder was not found",
  "no answer": "Microsoft did not answer",
  "broken off": "the copy broke off",
  differs: "the copy was not the same as the recording",
  refused: "Microsoft refused the copy",
};

const isGone = ({ filed }: FiledRecording): boolean => filed?.where === "gone";

const keptIn = ({ filed }: FiledRecording, filing: Filing, { dayAndTime }: Moments): string => {
  if (filed === undefined) {
    const why = filing.trouble === undefined ? "" : `: ${TROUBLE_IN_WORDS[filing.trouble.why]}`;
    return `not in “${filing.rules.folder}”${why}`;
  }
  const compared =
    filed.checked === "checksum"
      ? "compared with the recording by size and checksum"
      : "compared with the recording by size; SharePoint gave no checksum";
  const since = `in “${filed.named}” since ${dayAndTime(filed.at)}, ${compared}`;
  if (filed.where === undefined || filed.where === "there" || filed.whereAt === undefined) return since;
  const seen = `seen on ${dayAndTime(filed.whereAt)}`;
  return filed.where === "gone"
    ? `${since}; no longer there, ${seen}`
    : `${since}; moved out of it, ${seen}: who can open it there is not known`;
};

const whereIn = (filing: Filing, names: Names, moments: Moments): string => {
  const { byHand, recordings, rules } = filing;
  const each = recordings.map((one, n) => {
    const words = keptIn(one, filing, moments);
    return recordings.length === 1 ? words : `recording ${n + 1}: ${words}`;
  });
  if (byHand !== undefined)
    return `in “${rules.folder}”, as ${names.staff(byHand.by)} noted on ${moments.dayAndTime(byHand.at)}; Lesson Guard did not look`;
  if (each.length > 0) return each.join("; ");
  return filing.trouble === undefined
    ? `not in “${rules.folder}”`
    : `not in “${rules.folder}”: ${TROUBLE_IN_WORDS[filing.trouble.why]}`;
};

const accessIn = ({ access, byHand }: Filing, { dayAndTime }: Moments): string => {
  if (byHand !== undefined || access === undefined) return "Lesson Guard did not look";
  const on = `seen on ${dayAndTime(access.at)}`;
  if (access.seen === "not shown") return `Microsoft did not show Lesson Guard who, ${on}`;
  const { people, groups, links } = access.seen;
  return people + groups + links === 0
    ? `the DSL and the headteacher alone, ${on}`
    : `more than the DSL and the headteacher: ${plural(people, "person", "people")}, ${plural(groups, "group", "groups")}, ${plural(links, "link", "links")}, ${on}`;
};

const deletedIn = (filing: Filing, names: Names, { dayAndTime }: Moments): string => {
  const { byHand, deleted, recordings } = filing;
  if (deleted !== undefined) return `as ${names.staff(deleted.by)} noted on ${dayAndTime(deleted.at)}`;
  if (byHand !== undefined) return "not yet";
  const gone = recordings.filter(isGone);
  if (gone.length === 0 || gone.length < recordings.length) return "not yet";
  const last = gone
    .flatMap(({ filed }) => filed?.whereAt ?? [])
    .toSorted()
    .at(-1);
  return `no longer in the folder, seen on ${last === undefined ? "" : dayAndTime(last)}`;
};

/**
 * Of the recording of a one-to-one: where it is stored, who can open it there, and when it is deleted (S7). Each
 * time stands with its day: the page is read long after.
 */
export const recordingRows = (
  lesson: Lesson,
  names: Names,
  moments: Moments,
): readonly (readonly [string, string])[] => {
  const { filing, recordings, asTold, phase } = lesson;
  if (filing === undefined) {
    const isSeen = recordings.some(({ what }) => what === "recording");
    const where =
      asTold !== undefined
        ? phase === "over"
          ? "not known"
          : "where Teams puts it: the lesson is not over"
        : isSeen
          ? "where Teams puts it, in a OneDrive of staff: it is not one that the parent was told of"
          : "nothing of a recording is known";
    return [["Where it is kept", where]];
  }
  const day = deleteOnOf(filing);
  const { firstCopy } = filing;
  return [
    ["Where it is kept", whereIn(filing, names, moments)],
    ...(allFiled(filing) ? [["Who can open it there", accessIn(filing, moments)] as const] : []),
    [
      "Teams’ own copy",
      firstCopy === undefined
        ? "in a OneDrive of staff; no one has noted that it is deleted"
        : `deleted, as ${names.staff(firstCopy.by)} noted on ${moments.dayAndTime(firstCopy.at)}; Lesson Guard cannot see it`,
    ],
    ["To be deleted on", day === undefined ? "not known before it is in the folder" : dayInWords(day)],
    ["Deleted", deletedIn(filing, names, moments)],
  ];
};
