import isEqual from "fast-deep-equal";
import { type Decision, refuse } from "../decision.ts";
import { refusedWords } from "../rules/p2-implied.ts";
import { isAdultSeen, isSeenNow } from "../rules/s1-adult-present.ts";
import type { PupilRow } from "../screen/view.ts";
import { stepAfter } from "../screen/zoom-steps.ts";
import type { ExceptionReason, How } from "../words.ts";
import { isListComing } from "./call-list.ts";
import type { Actor, DecisionContext } from "./commands.ts";
import { rightWord } from "./conduct-words.ts";
import type { LessonEvent } from "./events.ts";
import { canSeeFamily, maySeeRight } from "./faces.ts";
import type { Recognition } from "./person.ts";
import { countOpenExceptions, isRefusedFor, pupilRows, pupilsOf, unknownPeople } from "./presence.ts";
import { type Decide, nothing, notRunning, plural } from "./press.ts";
import { isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";
import { type Sweep, sweptIn } from "./sweep.ts";

/** A check also settles the devices of these rows: each belongs to its pupils. */
const settling = (
  lesson: Lesson,
  rows: readonly PupilRow[],
  how: How,
  by: Actor,
  { now }: DecisionContext,
): readonly LessonEvent[] =>
  [...new Set(rows.flatMap((row) => row.people))].flatMap((person): readonly LessonEvent[] => {
    const device = lesson.people[person];
    if (device === undefined) return [];
    // Every pupil the device stands for: a sibling with an open exception is still on it.
    const { pupils: of, settled } = pupilsOf(lesson, device);
    const recognition = { as: "pupils", pupils: of } as const;
    const data = { by: by.id, person, how, recognition } as const;
    return settled ? [] : [{ type: "PersonRecognised", at: now, data, personal: { byName: by.name } }];
  });

/**
 * S1, C6: one press checks everyone who is here under a known name. The record keeps "sweep", and whether an adult
 * could be seen: even "All others fine", pressed on an outdated card, counts for the name alone where none could.
 */
export const sweep = (
  lesson: Lesson,
  { press }: { readonly press: Sweep },
  by: Actor,
  around: DecisionContext,
): Decision => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const { seen, named, unseen } = sweptIn(lesson, press);
  const rest = leftWords(lesson, seen.length > 0 ? unseen : []);
  const notSeen = unseen.length === 0 || seen.length > 0 ? "" : ` ${adultsNotSeen(lesson)}`;
  if (seen.length + named.length === 0) return nothing(`No one new to check.${notSeen}${rest}`);
  const checked = (rows: readonly PupilRow[], namesOnly: boolean): readonly LessonEvent[] =>
    rows.length === 0
      ? []
      : [
          {
            type: "PupilsChecked",
            at: around.now,
            data: { by: by.id, how: "sweep", pupils: rows.map(({ pupil }) => pupil), ...byName(namesOnly) },
            personal: { byName: by.name },
          },
        ];
  const done =
    seen.length > 0
      ? `${plural(seen.length, "pupil", "pupils")} checked together.`
      : `${plural(named.length, "name matches", "names match")}.`;
  return {
    events: [
      ...settling(lesson, [...seen, ...named], "sweep", by, around),
      ...checked(seen, false),
      ...checked(named, true),
    ],
    say: `${done}${notSeen}${rest}`,
  };
};

const byName = (namesOnly: boolean): { readonly namesOnly?: true } => (namesOnly ? { namesOnly: true } : {});

/** How many a sweep has left, and of what kind: two numbers are enough for one answer. */
const leftWords = (lesson: Lesson, unseen: readonly PupilRow[]): string => {
  const unknown = unknownPeople(lesson).filter(({ notExpected }) => notExpected !== true).length;
  const rows = pupilRows(lesson);
  const open = rows.filter((row) => row.place === "in" && countOpenExceptions(row) > 0);
  const devices = rows.filter((row) => row.devices !== undefined);
  const many = new Set([...open, ...devices, ...unseen]).size + unknown;
  const what = [
    open.length === 0 ? "" : "not right yet",
    devices.length === 0 ? "" : "a device to look at",
    unseen.length === 0 ? "" : isListComing(lesson) ? "camera not shown yet" : "camera off",
    unknown === 0 ? "" : "name to sort out",
  ];
  return many === 0 ? "" : ` ${many} left: ${what.filter((one) => one !== "").join(", ")}.`;
};

/** Why no adult was seen, and what to do about it. */
const adultsNotSeen = (lesson: Lesson): string =>
  lesson.phase === "paused" || !lesson.opened.cameras
    ? "Adults not seen yet: cameras are off."
    : isListComing(lesson)
      ? "Adults not seen yet: Teams has not shown whose camera is on. Press again in a moment."
      : "Adults not seen yet: no family's camera is on. Ask them to turn it on.";

const adultNotSeen = (lesson: Lesson, row: PupilRow | undefined): string => {
  if (row?.cameraOff === true) return "Adult not seen yet: their camera is off. Ask them to turn it on.";
  return row?.place === "in" ? adultsNotSeen(lesson) : "Adult not seen: they are not inside.";
};

const onRegister = (lesson: Lesson, pupil: string): boolean =>
  lesson.register.some((one) => one.id === pupil);
const noPupil = (): Decision => refuse("no-pupil", "That pupil is not on this lesson's register.");

/** A refusal on file beats joining, and a look at who is there (P2). */
export const noPermission = (): Decision =>
  refuse(
    "no-permission",
    "Not checked: permission was refused for this child. Keep them out, and ask the office to phone the family.",
  );

export const checkPupil: Decide<"check-pupil"> = (lesson, { pupil }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const row = pupilRows(lesson).find((one) => one.pupil === pupil);
  if (row === undefined) return noPupil();
  if (isRefusedFor(lesson, pupil)) return noPermission();
  if (row.away === true) return refuse("not-seen", "Not checked: this pupil is not in the lesson.");
  const namesOnly = !canSeeFamily(lesson, row.people);
  // The adult was seen before on the same device: a look at the name alone adds nothing and takes nothing back.
  const known = namesOnly
    ? isAdultSeen(row) || row.checked?.how === "each"
    : isSeenNow(row) && row.checked?.how === "each";
  const look = !known || row.devices !== undefined;
  const open = row.exceptions.filter(({ putRightAt }) => putRightAt === undefined);
  const putRight = [...new Set(open.map(({ reason }) => reason))].filter((reason) =>
    maySeeRight(lesson, row.people, reason),
  );
  const notSeen = namesOnly ? ` ${adultNotSeen(lesson, row)}` : "";
  if (!look && putRight.length === 0) return nothing(`Already checked.${notSeen}`);
  const base = { at: around.now, personal: { byName: by.name } };
  const checked: LessonEvent = {
    ...base,
    type: "PupilsChecked",
    data: { by: by.id, how: "each", pupils: [pupil], ...byName(namesOnly) },
  };
  return {
    events: [
      ...putRight.map(
        (reason): LessonEvent => ({ ...base, type: "ExceptionPutRight", data: { by: by.id, pupil, reason } }),
      ),
      ...(look || !namesOnly ? [checked] : []),
      ...settling(lesson, [row], "each", by, around),
    ],
    say: namesOnly ? `Name checked.${notSeen}` : "Checked.",
  };
};

const hasOpen = (lesson: Lesson, pupil: string, reason: ExceptionReason): boolean =>
  lesson.pupils[pupil]?.exceptions.some((one) => one.reason === reason && one.putRightAt === undefined) ??
  false;

const wasNoted = (lesson: Lesson, pupil: string, reason: ExceptionReason): boolean =>
  lesson.pupils[pupil]?.exceptions.some((one) => one.reason === reason) === true;

/** B5: agreed once, so that the family is not noted week after week. */
const hasNoOtherRoom = ({ register }: Lesson, pupil: string): boolean =>
  register.find(({ id }) => id === pupil)?.oneRoom !== undefined;

export const noteException: Decide<"note-exception"> = (lesson, { pupil, reason }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  if (reason === "not a family room" && hasNoOtherRoom(lesson, pupil))
    return nothing("Not noted: this family has no other room, as agreed with the headteacher.");
  if (hasOpen(lesson, pupil, reason)) return nothing("Already noted.");
  return {
    events: [
      {
        type: "ExceptionNoted",
        at: around.now,
        data: { by: by.id, pupil, reason },
        personal: { byName: by.name },
      },
    ],
    say: `Noted. ${stepAfter(lesson, reason)}`,
  };
};

export const putRight: Decide<"put-right"> = (lesson, { pupil, reason }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  if (!hasOpen(lesson, pupil, reason))
    return nothing(wasNoted(lesson, pupil, reason) ? "Already put right." : "This was not noted.");
  const row = pupilRows(lesson).find((one) => one.pupil === pupil);
  if (!maySeeRight(lesson, row?.people ?? [], reason))
    return refuse("not-seen", `Not put right. ${adultNotSeen(lesson, row)}`);
  return {
    events: [
      {
        type: "ExceptionPutRight",
        at: around.now,
        data: { by: by.id, pupil, reason },
        personal: { byName: by.name },
      },
    ],
    say: `${rightWord(reason)}.`,
  };
};

const RECOGNISED: { readonly [As in Recognition["as"]]: string } = {
  pupils: "Noted.",
  staff: "Noted.",
  stranger: "Marked as not expected.",
  later: "Left for later. It stays in the list.",
};

export const recognise: Decide<"recognise"> = (lesson, { person, recognition }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const known = lesson.people[person];
  if (known === undefined) return refuse("no-person", "That person is not on the list now.");
  if (recognition.as === "pupils") {
    const { pupils } = recognition;
    // With no pupil at all, the device would be settled and in no pupil's row: out of sight.
    if (pupils.length === 0 || !pupils.every((one) => onRegister(lesson, one))) return noPupil();
  }
  if (recognition.as === "staff" && !known.staff)
    return refuse(
      "no-account",
      "Teams does not know this person as staff. Ask them to sign in with their school account.",
    );
  if (isEqual(known.recognised, recognition)) return nothing("Noted already.");
  return {
    events: [
      {
        type: "PersonRecognised",
        at: around.now,
        data: { by: by.id, person, how: "each", recognition },
        personal: { byName: by.name },
      },
    ],
    say:
      recognition.as === "pupils" && recognition.pupils.some((id) => lesson.refusals?.includes(id))
        ? `Noted. Permission was refused for this child. ${refusedWords(known.place)}`
        : RECOGNISED[recognition.as],
  };
};
