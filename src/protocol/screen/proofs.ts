import { type CoOrganisers, differences, type MeetingOptions } from "../lesson/options.ts";
import { hasCallList, isThere, liveSource, peopleOf } from "../lesson/presence.ts";
import type { Lesson } from "../lesson/state.ts";
import { clockTime } from "../time/clock-time.ts";
import type { Proof } from "./view.ts";

/** Work on Microsoft's side that is not proven after this long is said to be late. */
export const LATE_MS = 2000;

export const isLate = (askedAt: string, now: string): boolean =>
  Date.parse(now) - Date.parse(askedAt) >= LATE_MS;

const BY_HAND = "In Teams press Participants, then Lock the meeting and Mute all.";

const describe = (asked: MeetingOptions): string => {
  const on = (is: boolean): string => (is ? "may be on" : "off");
  const chat = asked.chat === "disabled" ? ", chat off" : "";
  return asked.mic === asked.camera
    ? `lobby on, mics and cameras ${on(asked.mic)}${chat}`
    : `lobby on, cameras ${on(asked.camera)}, mics ${on(asked.mic)}${chat}`;
};

const OPTION_WORDS: Readonly<Record<keyof MeetingOptions, string>> = {
  lobbyScope: "who waits in the lobby",
  dialInBypass: "phone callers waiting in the lobby",
  lobbyAdmitters: "who may admit",
  presenters: "who presents",
  mic: "mics",
  camera: "cameras",
  chat: "chat",
  reactions: "reactions",
  recording: "recording",
  transcription: "transcription",
  announce: "entry sounds",
};

/** Whether Graph's answer, read after the asking, equals what was asked. */
const areDoorsAsAsked = (lesson: Lesson): boolean => {
  const { asked, seen } = lesson.doors;
  return (
    asked !== undefined &&
    seen !== undefined &&
    seen.at >= asked.at &&
    differences(asked.options, seen.options).length === 0
  );
};

/** A co-organiser admits anybody, and the options hold only attendees: then the doors are not shut. */
const notStaffWords = ({ notStaff }: CoOrganisers = { notStaff: 0, staffWithout: 0 }): string =>
  notStaff === 0
    ? ""
    : `${notStaff === 1 ? "1 co-organiser is" : `${notStaff} co-organisers are`} not known as staff here and can admit people. Change that in the meeting options.`;

const staffWithoutWords = ({ staffWithout }: CoOrganisers = { notStaff: 0, staffWithout: 0 }): string =>
  staffWithout === 0
    ? ""
    : `${staffWithout === 1 ? "1 of the staff invited is no co-organiser" : `${staffWithout} of the staff invited are no co-organisers`} and cannot admit people.`;

const together = (...sentences: readonly string[]): string => sentences.filter((one) => one !== "").join(" ");

/** The lesson is on, and Teams has not shown us its meeting yet: nothing of ours is at work in it. */
const isUnseen = (lesson: Lesson, now: string): boolean =>
  lesson.startedAt !== undefined &&
  lesson.phase !== "over" &&
  lesson.graphId === undefined &&
  lesson.notFound === undefined &&
  isLate(lesson.startedAt, now);

/** How far the meeting options are proven (C4, C7, S2). */
export const doorsProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  const { asked, seen, notSet } = lesson.doors;
  if (asked === undefined && isUnseen(lesson, now))
    return {
      state: "not proven",
      sentence: `Teams does not show Lesson Guard this meeting yet: its options are not set. ${BY_HAND}`,
    };
  if (asked === undefined)
    return {
      state: "none",
      sentence:
        lesson.protectable && lesson.notFound === undefined
          ? "The meeting options are not set yet."
          : "This meeting is not protected. Plan lessons as scheduled Teams meetings.",
    };
  const at = clockTime(asked.at, timeZone);
  if (areDoorsAsAsked(lesson)) {
    const notStaff = notStaffWords(seen?.coOrganisers);
    if (notStaff !== "") return { state: "not proven", at: seen?.at ?? asked.at, sentence: notStaff };
    const sentence = `Confirmed by Teams at ${clockTime(seen?.at ?? asked.at, timeZone)}: ${describe(asked.options)}.`;
    return {
      state: "proven",
      at: seen?.at ?? asked.at,
      sentence: together(sentence, staffWithoutWords(seen?.coOrganisers)),
    };
  }
  if (notSet !== undefined && notSet.at >= asked.at)
    return { state: "refused", at: notSet.at, sentence: `Teams refused the meeting options. ${BY_HAND}` };
  if (seen !== undefined && seen.at >= asked.at) {
    const wrong = differences(asked.options, seen.options).map((option) => OPTION_WORDS[option]);
    return {
      state: "not proven",
      at: seen.at,
      sentence: together(
        `Teams shows another setting for ${wrong.join(", ")}. ${BY_HAND}`,
        notStaffWords(seen.coOrganisers),
      ),
    };
  }
  return isLate(asked.at, now)
    ? {
        state: "not proven",
        at: asked.at,
        sentence: `Asked at ${at}; Teams has not confirmed yet. ${BY_HAND}`,
      }
    : {
        state: "asked",
        at: asked.at,
        sentence: `Asked at ${at}: ${describe(asked.options)}. Waiting for Teams.`,
      };
};

const NOBODY = "Until it is in the call, it cannot remove or mute anyone.";

/** A join takes a few seconds, and one whose answer was lost is waited for. After this long it is late. */
const JOIN_LATE_MS = 10_000;

/** Where the calling bot is: without it nobody can be removed or muted one by one. */
export const callProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  const { state, at } = lesson.call;
  const time = at === undefined ? "" : ` at ${clockTime(at, timeZone)}`;
  const stamp = at === undefined ? {} : { at };
  switch (state) {
    case "none":
      return isUnseen(lesson, now)
        ? { state: "not proven", sentence: `Teams does not show Lesson Guard this meeting yet. ${NOBODY}` }
        : { state: "none", sentence: "Lesson Guard joins when the lesson starts." };
    case "asked":
      return at !== undefined && Date.parse(now) - Date.parse(at) >= JOIN_LATE_MS
        ? {
            state: "not proven",
            at,
            sentence: `Lesson Guard is not in the call yet. ${NOBODY}`,
          }
        : { state: "asked", ...stamp, sentence: "Lesson Guard is joining the call." };
    case "waiting":
      return {
        state: "not proven",
        ...stamp,
        sentence: "Lesson Guard is waiting in the lobby: admit it first.",
      };
    case "in":
      return {
        state: "proven",
        ...stamp,
        sentence: `Lesson Guard is in the call since ${time.replace(" at ", "")}.`,
      };
    case "lost":
      return {
        state: "not proven",
        ...stamp,
        sentence: "Lesson Guard is not in the call. It cannot remove or mute anyone.",
      };
    case "not joined":
      return {
        state: "refused",
        ...stamp,
        sentence: "Teams did not let Lesson Guard join the call. It cannot remove or mute anyone.",
      };
  }
};

/** Which roster source is alive. */
export const rosterProof = (lesson: Lesson, timeZone: string): Proof => {
  if (lesson.phase === "planned")
    return { state: "none", sentence: "Nobody is counted before the lesson starts." };
  if (lesson.phase === "over") return { state: "none", sentence: "The lesson is over." };
  if (hasCallList(lesson)) return { state: "proven", sentence: "The list comes from the call itself." };
  const shown = peopleOf(lesson);
  if (liveSource(lesson) === "call" && shown.some(isThere)) return ofUnprovenCall(lesson, timeZone);
  return shown.length > 0 && liveSource(lesson) !== "call"
    ? {
        state: "asked",
        sentence: "The list comes from Teams' join and leave messages. It may miss somebody.",
      }
    : { state: "not proven", sentence: "Teams sends no list of people yet. Count by eye." };
};

/** Those whom a call has shown, without its whole list: of a call before, or of the present one so far. */
const ofUnprovenCall = ({ call }: Lesson, timeZone: string): Proof =>
  call.listLostAt === undefined
    ? { state: "asked", sentence: "The call has not named everybody yet. The list may miss somebody." }
    : {
        state: "not proven",
        at: call.listLostAt,
        sentence: `This list is from before ${clockTime(call.listLostAt, timeZone)}, when Lesson Guard lost the call. Count by eye.`,
      };

export const familyCardProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  const { state, at } = lesson.familyCard;
  const stamp = at === undefined ? {} : { at };
  if (state === "posted")
    return {
      state: "proven",
      ...stamp,
      sentence: `Family checklist posted in the meeting chat at ${clockTime(at ?? "", timeZone)}. Guests may not see the chat.`,
    };
  if (state === "not posted")
    return {
      state: "refused",
      ...stamp,
      sentence: "The family checklist could not be posted for certain. Read it aloud.",
    };
  if (state === "none" && isUnseen(lesson, now))
    return { state: "not proven", sentence: "The family checklist is not posted yet. Read it aloud." };
  return state === "asked"
    ? { state: "asked", ...stamp, sentence: "Posting the family checklist." }
    : { state: "none", sentence: "The family checklist is posted when the lesson starts." };
};
