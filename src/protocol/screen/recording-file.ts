import { defined } from "../defined.ts";
import { allFiled, deleteOnOf, FILED_WITHIN_MS, isDeleted } from "../lesson/filing.ts";
import type { FiledRecording, Filing, FilingTrouble, RecordingWord } from "../lesson/filing-state.ts";
import { lastTold } from "../lesson/parent-said.ts";
import { plural } from "../lesson/press.ts";
import { lastWord } from "../lesson/recording-words.ts";
import { isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { isParentTold } from "../rules/s5-recorded-if-alone.ts";
import { clockTime } from "../time/clock-time.ts";
import { momentsIn } from "../time/moments.ts";
import { dayOf } from "../time/school-days.ts";
import type { RecordingFileView, UndoWord } from "./recording-file-view.ts";

const BY_HAND = (folder: string): string =>
  `Move it to “${folder}” yourself, then press It is in the folder.`;

const TROUBLES: { readonly [Why in FilingTrouble]: (folder: string) => string } = {
  "not listed": () =>
    "Teams does not list the recording yet. It can take an hour. Lesson Guard keeps looking.",
  "recordings not allowed": (folder) =>
    `Microsoft does not let Lesson Guard have the recording: tell your administrator. ${BY_HAND(folder)}`,
  "site not allowed": (folder) =>
    `Microsoft does not let Lesson Guard into the site of “${folder}”: tell your administrator. ${BY_HAND(folder)}`,
  "site not found": (folder) =>
    `The site for recordings that is in the settings was not found: tell your administrator. ${BY_HAND(folder)}`,
  "folder not found": (folder) =>
    `“${folder}” was not found: it has been deleted, moved or renamed. Tell your administrator.`,
  "no answer": () => "Microsoft does not answer, or asks Lesson Guard to wait. Lesson Guard will try again.",
  "broken off": () => "The copy stopped part-way. Lesson Guard will make it again.",
  differs: (folder) =>
    `The copy in “${folder}” is not the same as the recording. Lesson Guard will make it again. Do not delete Teams’ copy.`,
  refused: (folder) => `Microsoft refused the copy. Lesson Guard will try again. ${BY_HAND(folder)}`,
};

const stopped = (folder: string): string =>
  `The recording is not in “${folder}”, and Lesson Guard has stopped trying. ${BY_HAND(folder)}`;

const GIVEN_UP_AFTER = FILED_WITHIN_MS;

type Around = { readonly now: string; readonly timeZone: string };

/** What is still on its way into the folder. */
const notFiled = ({ filing }: { readonly filing: Filing }, now: string): string => {
  const { rules, trouble, at, recordings } = filing;
  const { folder } = rules;
  if (!rules.files)
    return `${BY_HAND(folder)} Until then it is where Teams puts recordings: in the OneDrive of the person who started it, or of the organiser.`;
  if (Date.parse(now) - Date.parse(at) > GIVEN_UP_AFTER) return stopped(folder);
  if (trouble !== undefined) return TROUBLES[trouble.why](folder);
  return recordings.length === 0
    ? "Lesson Guard is looking for the recording."
    : `The recording is being copied to “${folder}”.`;
};

const whereNow = ({ filed }: FiledRecording, time: (iso: string) => string): string | undefined => {
  const folder = filed?.named ?? "";
  if (filed?.where === "gone" && filed.whereAt !== undefined)
    return `No longer in “${folder}”, seen ${time(filed.whereAt)}. SharePoint’s recycle bin keeps what was deleted for up to 93 days.`;
  if (filed?.where === "moved" && filed.whereAt !== undefined)
    return `It was moved out of “${folder}”, seen ${time(filed.whereAt)}. Lesson Guard does not know who can open it there.`;
  return undefined;
};

const filedLine = ({ filed }: FiledRecording, time: (iso: string) => string): string => {
  if (filed === undefined) return "";
  const { named: folder } = filed;
  return filed.checked === "checksum"
    ? `Put into “${folder}” ${time(filed.at)}: size and checksum are those of the recording.`
    : `Put into “${folder}” ${time(filed.at)}: its size is that of the recording; SharePoint gave no checksum.`;
};

const accessLine = ({ access, rules }: Filing, time: (iso: string) => string): readonly string[] => {
  if (access === undefined) return [];
  const { folder } = rules;
  if (access.seen === "not shown")
    return [
      `Microsoft does not show Lesson Guard who can open “${folder}”. Look in SharePoint: ⋯ beside the folder → Manage access.`,
    ];
  const { people, groups, links } = access.seen;
  const others = [
    ...(people > 0 ? [plural(people, "person", "people")] : []),
    ...(groups > 0 ? [plural(groups, "group", "groups")] : []),
    ...(links > 0 ? [plural(links, "link", "links")] : []),
  ];
  return others.length === 0
    ? [`No one but the DSL and the headteacher can open “${folder}”, seen ${time(access.at)}.`]
    : [
        `Not only the DSL and the headteacher can open “${folder}”: ${others.join(", ")}. Change it in SharePoint: ⋯ beside the folder → Manage access.`,
      ];
};

const TEAMS_COPY =
  "Teams still has its own copy: in the OneDrive of the person who started the recording, or of the organiser. Delete it there, then press Teams’ copy is deleted. Lesson Guard cannot see it.";

const deletion = (filing: Filing, { now, timeZone }: Around): readonly string[] => {
  const day = deleteOnOf(filing);
  if (day === undefined || isDeleted(filing)) return [];
  const on = momentsIn("UTC").day(`${day}T12:00:00Z`);
  if (dayOf(now, timeZone) < day) return [`To be deleted on ${on}.`];
  if (filing.byHand !== undefined)
    return [`It was to be deleted on ${on}. Delete it, then press The recording is deleted.`];
  const isThere = filing.recordings.some(({ filed }) => (filed?.where ?? "there") === "there");
  return isThere
    ? [`It was to be deleted on ${on}, and is still in the folder. Delete it there.`]
    : [`It was to be deleted on ${on}. Lesson Guard does not know where it is now.`];
};

/** How it stands with the recording of a one-to-one, in sentences without a name (S7). */
export const recordingLines = (lesson: Lesson, around: Around): readonly string[] => {
  const { filing, staffNames } = lesson;
  if (filing === undefined) return [];
  const { byHand, firstCopy, deleted, recordings, rules } = filing;
  const time = (iso: string): string =>
    dayOf(iso, around.timeZone) === dayOf(around.now, around.timeZone)
      ? `at ${clockTime(iso, around.timeZone)}`
      : `on ${momentsIn(around.timeZone).dayAndTime(iso)}`;
  const who = (id: string): string => staffNames[id] ?? "a member of staff";
  const each = recordings.flatMap((one, n) => {
    const line = whereNow(one, time) ?? filedLine(one, time);
    return line === "" ? [] : [recordings.length === 1 ? line : `Recording ${n + 1}: ${line}`];
  });
  const rest = deletion(filing, around);
  const isFiled = allFiled(filing);
  return [
    ...each,
    ...(byHand === undefined
      ? []
      : [
          `In “${rules.folder}”, noted ${time(byHand.at)} by ${who(byHand.by)}. Lesson Guard has not looked.`,
        ]),
    ...(isFiled ? [] : [notFiled({ filing }, around.now)]),
    ...(isFiled && byHand === undefined ? accessLine(filing, time) : []),
    ...(!isFiled
      ? []
      : firstCopy === undefined
        ? [TEAMS_COPY]
        : [
            `Teams’ copy is deleted, noted ${time(firstCopy.at)} by ${who(firstCopy.by)}. Lesson Guard cannot see it.`,
          ]),
    ...(deleted === undefined ? rest : [`Deleted, noted ${time(deleted.at)} by ${who(deleted.by)}.`]),
  ];
};

/** The parent was told, and Teams shows no recording: only staff know whether there is one (S6). */
const NOT_SHOWN: RecordingFileView = {
  lines: [
    "Teams shows no recording of this lesson. If it was recorded all the same, say so: CPOMS and the folder are then asked for.",
  ],
  presses: [{ press: "it-was-recorded", title: "It was recorded" }],
};

const UNDO: { readonly [Word in Exclude<RecordingWord, "CPOMS">]: string } = {
  recorded: "It was recorded",
  "in the folder": "It is in the folder",
  "first copy": "Teams’ copy is deleted",
  deleted: "The recording is deleted",
};

const undoOf = (lesson: Lesson): UndoWord | undefined => {
  const word = lastWord(lesson, "file");
  return word === undefined || word.what === "CPOMS"
    ? undefined
    : { of: word.of, title: `Undo: ${UNDO[word.what]}` };
};

/** What the panel shows of it, and what can be pressed. @returns undefined where there is no recording to put away */
export const recordingFile = (lesson: Lesson, around: Around): RecordingFileView | undefined => {
  const { filing, asTold } = lesson;
  if (lastTold(lesson) !== undefined && asTold === undefined)
    // Before it has begun there is nothing to say.
    return isRunning(lesson) && isParentTold(lesson) ? undefined : NOT_SHOWN;
  const undo = undoOf(lesson);
  if (filing === undefined)
    return asTold?.saidBy === undefined
      ? undefined
      : {
          lines: [
            `Teams shows no recording. ${lesson.staffNames[asTold.saidBy] ?? "A member of staff"} noted at ${clockTime(asTold.at, around.timeZone)} that there is one.`,
          ],
          presses: [],
          ...defined({ undo }),
        };
  const isFiled = allFiled(filing);
  const presses: RecordingFileView["presses"] = [
    ...(isFiled ? [] : [{ press: "recording-in-folder", title: "It is in the folder" } as const]),
    ...(isFiled && filing.firstCopy === undefined
      ? [{ press: "first-copy-deleted", title: "Teams’ copy is deleted" } as const]
      : []),
    ...(filing.byHand !== undefined && !isDeleted(filing)
      ? [{ press: "recording-deleted", title: "The recording is deleted" } as const]
      : []),
  ];
  return { lines: recordingLines(lesson, around), presses, ...defined({ undo }) };
};
