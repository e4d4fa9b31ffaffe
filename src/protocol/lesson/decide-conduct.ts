import { type Decision, refuse } from "../decision.ts";
import { clockTime } from "../time/clock-time.ts";
import { dayOf } from "../time/school-days.ts";
import type { Kind } from "../words.ts";
import type { Purpose } from "./conduct-words.ts";
import type { LessonEvent } from "./events.ts";
import { chosenChild, kindDoubt, pupilsInside } from "./kind-again.ts";
import { isOneToOne } from "./one-to-one.ts";
import { type Decide, nothing, notRunning, plural, stamp } from "./press.ts";
import { seenAgain } from "./recheck.ts";
import { isEnded, isRunning } from "./running.ts";
import type { Lesson } from "./state.ts";

const DAY_MS = 24 * 60 * 60_000;

const notOneToOne = () => refuse("not-a-one-to-one", "Nothing was noted: this is not a one-to-one.");
const noPupil = () => refuse("no-pupil", "That pupil is not on this lesson's register.");

const onRegister = (lesson: Lesson, pupil: string): boolean =>
  lesson.register.some((one) => one.id === pupil);

/** In the words of a sentence: "Noted: to hear reading." */
export const PURPOSE_IN_WORDS: { readonly [P in Purpose]: string } = {
  "hear reading": "to hear reading",
  pastoral: "pastoral",
  other: "another reason",
};

/** S3: what a one-to-one is for; until it is ended, so that it can be put right. */
export const choosePurpose: Decide<"choose-purpose"> = (lesson, { purpose }, by, around) => {
  if (!isOneToOne(lesson)) return notOneToOne();
  if (isEnded(lesson)) return notRunning(lesson);
  const words = PURPOSE_IN_WORDS[purpose];
  if (lesson.conduct.purpose?.purpose === purpose) return nothing(`Noted already: ${words}.`);
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "PurposeChosen", at, data: { ...data, purpose }, personal }],
    say: `Noted: ${words}.`,
  };
};

/** S3: what a one-to-one of the series is for, and with whom. */
export const oneToOneKept = (
  { kind, conduct: { purpose, child } }: Lesson,
  at: string,
): readonly LessonEvent[] => {
  const again = { by: "", how: "series" } as const;
  const personal = { byName: "" };
  if (kind !== "one-to-one") return [];
  return [
    ...(purpose === undefined
      ? []
      : [{ type: "PurposeChosen" as const, at, data: { ...again, purpose: purpose.purpose }, personal }]),
    ...(child === undefined
      ? []
      : [{ type: "ChildChosen" as const, at, data: { ...again, pupil: child.pupil }, personal }]),
  ];
};

/** S3: the one child of the register. The others stay known: if one of them comes, staff are asked. */
export const chooseChild: Decide<"choose-child"> = (lesson, { pupil }, by, around) => {
  if (!isOneToOne(lesson)) return notOneToOne();
  if (isEnded(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  if (chosenChild(lesson) === pupil) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "ChildChosen", at, data: { ...data, pupil }, personal }],
    say: "Noted. Only this child is expected.",
  };
};

/** S3: asked because of who is inside, staff say that it is still what it was. */
export const keepKind: Decide<"keep-kind"> = (lesson, _command, by, around) => {
  if (!isRunning(lesson) || lesson.kind === undefined) return notRunning(lesson);
  const { kind } = lesson;
  const { at, data, personal } = stamp(by, around);
  const kept: LessonEvent = {
    type: "KindKept",
    at,
    data: { ...data, kind, inside: pupilsInside(lesson) },
    personal,
  };
  return { events: [kept], say: `Noted: ${stillWords(lesson, kind, around.now)}` };
};

const stillWords = (lesson: Lesson, kind: Kind, now: string): string => {
  if (kind !== "one-to-one") return `still a ${kind} lesson.`;
  return kindDoubt(lesson, now) === "another child"
    ? "still with the child chosen before, and another child is inside."
    : "still a one-to-one. Nothing may be recorded while a second child is inside.";
};

/** B2: each member of staff for themselves. */
export const backgroundChecked: Decide<"background-checked"> = (lesson, _command, by, around) => {
  if (isEnded(lesson)) return notRunning(lesson);
  const before = lesson.conduct.backgrounds[by.id];
  if (before !== undefined) return nothing(`Noted already at ${clockTime(before, around.timeZone)}.`);
  const { at, data, personal } = stamp(by, around);
  return { events: [{ type: "BackgroundChecked", at, data, personal }], say: "Noted." };
};

/** How far an exception has come: the family was asked, or it stays as it is. No one is told (X5). */
export const followException: Decide<"follow-exception"> = (lesson, { pupil, reason, step }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  const open = lesson.pupils[pupil]?.exceptions.find(
    (one) => one.reason === reason && one.putRightAt === undefined,
  );
  if (open === undefined) return nothing("Nothing of this kind is open for this pupil.");
  if (open.step?.step === step) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "ExceptionFollowed", at, data: { ...data, pupil, reason, step }, personal }],
    say: step === "asked" ? "Noted: asked." : "Noted: not put right. It stays in the list.",
  };
};

/** B5: by the word of the member of staff who presses: the headteacher is not in the lesson. */
export const agreeRoom: Decide<"agree-room"> = (lesson, { pupil, agreed }, by, around) => {
  if (isEnded(lesson)) return notRunning(lesson);
  const known = lesson.register.find(({ id }) => id === pupil);
  if (known === undefined) return noPupil();
  if ((known.oneRoom !== undefined) === agreed) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "RoomAgreed", at, data: { ...data, pupil, agreed }, personal }],
    say: agreed
      ? "Noted: no other room, agreed with the headteacher. It is not asked for again in this series."
      : "Noted: the family has another room. It is asked for again.",
  };
};

/** S1: one press for all whose adults were seen before and whose cameras are on now. */
export const adultsStillThere: Decide<"adults-still-there"> = (lesson, _command, by, around): Decision => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const { seen, unseen } = seenAgain(lesson);
  const rest =
    unseen === 0
      ? ""
      : ` ${unseen} cannot be seen: ask for ${unseen === 1 ? "that camera" : "those cameras"}.`;
  if (seen.length === 0) return refuse("not-seen", `Nothing was noted: no adult can be seen now.${rest}`);
  const { at, data, personal } = stamp(by, around);
  return {
    events: [
      { type: "FamiliesSeenAgain", at, data: { ...data, pupils: seen.map(({ pupil }) => pupil) }, personal },
    ],
    say: `Noted: adults seen again with ${plural(seen.length, "pupil", "pupils")}.${rest}`,
  };
};

/** S1: only for a child with whom no adult is seen, while the lesson is on. Each look is a fact by itself. */
export const lookUpHome: Decide<"look-up-home"> = (lesson, { pupil }, by, around) => {
  if (lesson.phase === "planned" || lesson.phase === "over") return notRunning(lesson);
  if (!onRegister(lesson, pupil)) return noPupil();
  const why = "no adult seen";
  const isNoted = lesson.pupils[pupil]?.exceptions.some(
    (one) => one.reason === why && one.putRightAt === undefined,
  );
  if (isNoted !== true)
    return refuse("nothing", "First note “No adult seen” for this pupil. Then you see whom to phone.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "HomeLookedUp", at, data: { ...data, pupil, why }, personal }],
    say: "Noted that you looked.",
  };
};

/** B6: before it is taken. Lesson Guard takes none, and sees none. */
export const noteScreenshot: Decide<"note-screenshot"> = (lesson, { purpose, place, days }, by, around) => {
  if (!isRunning(lesson)) return notRunning(lesson);
  const { at, data, personal } = stamp(by, around);
  const deleteOn = dayOf(new Date(Date.parse(at) + days * DAY_MS).toISOString(), around.timeZone);
  return {
    events: [{ type: "ScreenshotNoted", at, data: { ...data, purpose, place, deleteOn }, personal }],
    say: "Noted. Now you can take it. Keep it there and nowhere else.",
  };
};

/** B6: by the word of staff, during the lesson or after it. */
export const screenshotOver: Decide<"screenshot-over"> = (lesson, { of, how }, by, around) => {
  const known = lesson.conduct.screenshots.find(({ at }) => at === of);
  if (known === undefined) return refuse("nothing", "Nothing was noted: there is no such screenshot.");
  if (known.over !== undefined) return nothing("Noted already.");
  const { at, data, personal } = stamp(by, around);
  return {
    events: [{ type: "ScreenshotOver", at, data: { ...data, of, how }, personal }],
    say: how === "deleted" ? "Noted: the screenshot is deleted." : "Noted: it was not taken.",
  };
};
