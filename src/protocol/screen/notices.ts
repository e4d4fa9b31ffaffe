import { defined } from "../defined.ts";
import { endDueAt } from "../lesson/absences.ts";
import { notShownSince } from "../lesson/call-list.ts";
import { seenSinceAsked, whyNoRemoval } from "../lesson/doors.ts";
import { offeredToLeave } from "../lesson/left.ts";
import { isOneToOne } from "../lesson/one-to-one.ts";
import { differences, type SeenOptions } from "../lesson/options.ts";
import { mayBeRefused, peopleOf } from "../lesson/presence.ts";
import { isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { noticedUnrecorded } from "../lesson/unrecorded.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { WHAT_TO_DO_IN_LOBBY } from "../rules/p2-implied.ts";
import { clockTime } from "../time/clock-time.ts";
import { isLessonGuard } from "../who/lesson-guard.ts";
import { raisedTo } from "../who/route.ts";
import type { StaffNews } from "../work/duty.ts";
import type { CardFace } from "./card-faces.ts";
import { capital, lessonDay, lessonLabel } from "./label.ts";
import { pauseWords } from "./paused.ts";
import { recordingNotices } from "./recording-notices.ts";
import { inList } from "./route-words.ts";
import { unrecordedWords } from "./unrecorded-words.ts";
import type { Notice } from "./view.ts";

/** One message for each alert and each pause, however often staff come and go in between. */
const aloneSince = ({ aloneAlert, paused }: Lesson, told: string): string =>
  [aloneAlert?.at ?? told, paused?.at ?? ""].toSorted().at(-1) ?? told;

const JOIN = "Join in Teams, then press Resume.";

const CANNOT_SEE = "Lesson Guard cannot see who is in the lesson";
const LOOK =
  "Teams does not show Lesson Guard who is in it now. Look in Teams, then press Resume when you are ready.";

/** How far the alert has come, if that is known; else that it was raised, or that one of before stands for it. */
const alertWords = ({ alone, aloneAlert }: Lesson, time: (iso: string) => string, proof: string): string => {
  const before = aloneAlert !== undefined && aloneAlert.at !== alone?.told;
  return [
    ...(before ? [`The alert of ${time(aloneAlert.at)} covers this too.`] : []),
    ...(proof === "" ? (before ? [] : [`${capital(raisedTo(alone?.tells))}.`]) : [proof]),
  ].join(" ");
};

/** @param alertProof how far its alert has come, in a sentence; "" where that is not known */
const aloneNotice = (lesson: Lesson, timeZone: string, alertProof: string): Notice | undefined => {
  const time = (iso: string): string => clockTime(iso, timeZone);
  const { alone, absences, paused, phase } = lesson;
  if (alone === undefined) return undefined;
  const { since, told, over } = alone;
  const unshown = notShownSince(lesson);
  const begun =
    unshown === undefined
      ? `No member of staff has been in the lesson since ${time(since)}.`
      : `No member of staff was in the lesson when Teams showed it last, before ${time(unshown)}.`;
  const title =
    unshown === undefined
      ? `${isOneToOne(lesson) ? "A child is" : "Pupils are"} in the lesson without staff`
      : `${isOneToOne(lesson) ? "A child" : "Pupils"} may be in the lesson without staff`;
  const notice = (sentence: string, heading = title): Notice => ({
    about: "alone",
    at: aloneSince(lesson, told ?? since),
    title: heading,
    sentence,
  });
  const looking = (rest: string): Notice => ({ ...notice(`${LOOK} ${rest}`, CANNOT_SEE), first: LOOK });
  if (told === undefined) {
    const again =
      over === undefined && phase === "paused" && paused !== undefined && isLessonGuard(paused.by);
    return again ? notice(`${JOIN} ${begun} ${pauseWords(lesson, timeZone)}`) : undefined;
  }
  if (phase === "shut" || phase === "over")
    return notice(
      [
        phase === "over" ? "It is over." : (whyNoRemoval(lesson) ?? "Everyone is being removed."),
        begun,
        ...(over === undefined && alertProof !== "" ? [alertProof] : []),
      ].join(" "),
      "A lesson without staff",
    );
  if (over === undefined)
    return notice(
      // First what to do: in a small panel the rest is read on.
      `${JOIN} ${begun} ${unshown === undefined ? `Without staff, everyone is removed at ${time(endDueAt({ alone, absences }))}.` : "Lesson Guard removes no one until Teams shows who is in it."} ${pauseWords(lesson, timeZone)} ${alertWords(lesson, time, alertProof)}`,
    );
  if (phase !== "paused") return undefined;
  const why = pauseWords(lesson, timeZone, true);
  switch (over.why) {
    case "staff":
      return {
        ...(unshown === undefined
          ? notice(`Staff are back: press Resume when you are ready. ${why}`, "Staff are back in the lesson")
          : looking(`${why} Staff were back at ${time(over.at)}.`)),
        resume: true,
      };
    case "empty":
      return unshown === undefined
        ? notice(`It is empty now. ${why}`, "The lesson is empty")
        : looking(`${why} It was empty at ${time(over.at)}.`);
    case "not known":
      return notice(
        `Look in Teams now: Lesson Guard is no longer in the call, and cannot see whether staff are. ${why}`,
        CANNOT_SEE,
      );
  }
};

const SHUT: { readonly [Option in keyof SeenOptions]?: readonly [was: string, now: string] } = {
  lobbyScope: ["The lobby was opened", "Shutting it again."],
  dialInBypass: ["Phone callers were let past the lobby", "Stopping that."],
  lobbyAdmitters: ["Others were allowed to admit people", "Putting it back."],
  presenters: ["Others were made presenters", "Putting it back."],
  recording: ["Recording was allowed", "Switching it off again."],
  transcription: ["Transcription was allowed", "Switching it off again."],
  camera: ["Cameras were allowed", "Switching them off again."],
  mic: ["Mics were allowed", "Switching them off again."],
  chat: ["The chat was opened", "Closing it again."],
  reactions: ["Reactions were allowed", "Switching them off again."],
  announce: ["Entry sounds were switched on", "Switching them off again."],
};

/** An option that allows something, and was switched off by hand: only a recording of a one-to-one is asked for (S5). */
const OFF: { readonly [Option in keyof SeenOptions]?: readonly [was: string, now: string] } = {
  recording: ["Recording was switched off", "Allowing it again."],
};

const TO_LEAVE = " To leave it so for this lesson: in the panel, below the list, open Changed in Teams.";

/** What was put back is not as it was asked for now: it was changed once more, and may be staff's own choice by now. */
const isSoAgain = ({ drift, doors }: Lesson): boolean => {
  const [asked, seen] = [doors.asked, seenSinceAsked(doors)];
  return (
    drift !== undefined &&
    asked !== undefined &&
    seen !== undefined &&
    differences(asked.options, seen.options).some((option) => drift.seen[option] !== undefined)
  );
};

/** What no press has let on is put back, so the press is named (C7). */
const toLetOn = ({ drift, phase }: Lesson): string => {
  const presses = [
    ...(drift?.seen.camera === true ? ["Let cameras on"] : []),
    ...(drift?.seen.mic === true ? ["Let mics on"] : []),
  ];
  return presses.length === 0 || phase === "paused" || phase === "shut"
    ? ""
    : ` To allow ${presses.length === 1 ? "that" : "them"}, press ${inList(presses)}.`;
};

const driftNotice = (lesson: Lesson, time: (iso: string) => string): Notice | undefined => {
  const { drift, doors, phase } = lesson;
  if (drift === undefined || phase === "over") return undefined;
  const { at, seen, backAt } = drift;
  const { notReadAt } = doors;
  // Lesson Guard goes on trying; whether it works cannot be seen.
  const trying = (now: string): string => (notReadAt === undefined ? ` ${now}` : "");
  const words = Object.entries(seen).flatMap(([option, value]) => {
    const [was, now] = (value === false ? OFF : SHUT)[option as keyof SeenOptions] ?? [
      "A meeting option was changed",
      "Putting it back.",
    ];
    return [
      backAt === undefined ? `${was} in Teams ${time(at)}.${trying(now)}` : `${was} in Teams ${time(at)}.`,
    ];
  });
  const back =
    backAt === undefined
      ? notReadAt === undefined
        ? ""
        : ` Teams has not answered since ${time(notReadAt)}: it may still be so. Change it in the meeting options.`
      : ` Put back ${time(backAt)}${isSoAgain(lesson) ? ", but Teams shows it changed again" : ""}.`;
  return {
    about: "drift",
    at,
    title: "A meeting option was changed in Teams",
    ...(backAt === undefined && notReadAt !== undefined ? { first: `${words.join(" ")}${back}` } : {}),
    sentence: `${words.join(" ")}${back}${toLetOn(lesson)}${offeredToLeave(lesson).length === 0 ? "" : TO_LEAVE}`,
  };
};

const unrecordedNotices = (lesson: Lesson, time: (iso: string) => string): readonly Notice[] => {
  const noticed = noticedUnrecorded(lesson);
  return noticed === undefined
    ? []
    : [{ about: "unrecorded", at: noticed.at, ...unrecordedWords(lesson, noticed, time(noticed.from)) }];
};

/** A device in the lobby, or inside, by whose name a refusal is on file. No name: this goes to chats. */
const permissionNotice = (lesson: Lesson, time: (iso: string) => string): Notice | undefined => {
  if (!isRunning(lesson)) return undefined;
  const refused = peopleOf(lesson).filter((one) => one.place !== "out" && mayBeRefused(lesson, one));
  const [first] = refused.toSorted((one, other) => (one.since < other.since ? -1 : 1));
  if (first === undefined) return undefined;
  const inside = refused.some(({ place }) => place === "in");
  const came = `A device came at ${time(first.since)} by whose name permission was refused.`;
  // In the narrowest panel there is room for seven lines.
  const sentence = inside
    ? `${came} If it is that family, press Remove beside the name in the panel, and ask the office to phone the family.`
    : `${came} ${WHAT_TO_DO_IN_LOBBY} The panel shows which.`;
  return {
    about: "permission",
    at: first.since,
    title: inside ? "Permission was refused, and they are inside" : "Permission was refused",
    sentence,
    first: sentence,
  };
};

/** Its end is not seen: a person says when it is over. */
const plannedEndNotice = (
  { phase, zoom, endsAt }: Lesson,
  time: (iso: string) => string,
): readonly Notice[] =>
  zoom?.endPassedAt === undefined || phase === "over"
    ? []
    : phase === "planned"
      ? [
          {
            about: "planned end",
            at: zoom.endPassedAt,
            title: "Did the lesson in Zoom take place?",
            sentence: `It was planned to end at ${time(endsAt ?? zoom.endPassedAt)}, and no one has said that it began. Press Begin the lesson, then It is over; or It does not take place. Until then the record says that it is not known.`,
          },
        ]
      : [
          {
            about: "planned end",
            at: zoom.endPassedAt,
            title: "Is the lesson in Zoom over?",
            sentence: `It was planned to end at ${time(endsAt ?? zoom.endPassedAt)}. Lesson Guard cannot see whether it is over: press It is over once everyone has left.`,
          },
        ];

/**
 * What staff of the lesson must know now, the most urgent first.
 * @param alertProof how far the alert about pupils without staff has come, where that is known
 */
export const noticesOf = (lesson: Lesson, timeZone: string, alertProof = ""): readonly Notice[] => {
  const time = (iso: string): string => clockTime(iso, timeZone);
  if (isInZoom(lesson)) return plannedEndNotice(lesson, time);
  const found = [
    aloneNotice(lesson, timeZone, alertProof),
    permissionNotice(lesson, time),
    ...unrecordedNotices(lesson, time),
    ...recordingNotices(lesson, time),
    driftNotice(lesson, time),
  ];
  return found.flatMap((one) => (one === undefined ? [] : [one]));
};

/** What the message of a notice says; it depends on the notice alone. */
export const noticeFace = (lesson: Lesson, notice: Notice, timeZone: string): CardFace => ({
  title: notice.title,
  ...defined({ day: lessonDay(lesson, timeZone) }),
  facts: [],
  quiet: [],
  lines: [`${capital(lessonLabel(lesson, timeZone))}. ${notice.sentence}`],
  buttons: notice.resume === true ? [{ press: "resume", title: "Resume", where: "first" }] : [],
  turn: 0,
});

/** What a message was about, once it no longer holds. */
const WAS_ABOUT: { readonly [About in StaffNews]: string } = {
  alone: "pupils without staff",
  drift: "a meeting option",
  recording: "a recording",
  unrecorded: "the parent, or the recording that was missing",
  permission: "a permission that was refused",
  "planned end": "whether the lesson in Zoom is over",
};

/** A notice that is no longer so must not go on saying it. @param at when it began */
export const pastNoticeFace = (
  lesson: Lesson,
  { about, at }: { readonly about: StaffNews; readonly at: string },
  timeZone: string,
): CardFace => ({
  title: `No longer so: ${WAS_ABOUT[about]}`,
  ...defined({ day: lessonDay(lesson, timeZone) }),
  facts: [],
  quiet: [],
  lines: [
    `${capital(lessonLabel(lesson, timeZone))}. What this message said at ${clockTime(at, timeZone)} no longer holds. How it stands now is in the panel.`,
  ],
  buttons: [],
  turn: 0,
});
