import { defined } from "../defined.ts";
import { hasCallList, notShownSince } from "../lesson/call-list.ts";
import { areDoorsAsAsked, isHeldBack, seenSinceAsked } from "../lesson/doors.ts";
import { whose } from "../lesson/one-to-one.ts";
import { type CoOrganisers, differences, type MeetingOptions } from "../lesson/options.ts";
import { isThere } from "../lesson/person.ts";
import { isNamesakeInside, liveSource, peopleOf } from "../lesson/presence.ts";
import { isEnded, isRunning } from "../lesson/running.ts";
import type { Lesson } from "../lesson/state.ts";
import { isInZoom } from "../lesson/zoom.ts";
import { isProtectable } from "../rules/c1-platform.ts";
import { clockTime } from "../time/clock-time.ts";
import { CANNOT_SIGN_IN } from "../work/protective.ts";
import { byHand } from "./by-hand.ts";
import { capital } from "./label.ts";
import { leftWords } from "./left-view.ts";
import { cannotSignIn } from "./signed-out.ts";
import type { Proof } from "./view.ts";
import { inZoomProof } from "./zoom-words.ts";

/** Work on Microsoft's side that is not confirmed after this long is said to be late. */
export const LATE_MS = 2000;

export const isLate = (askedAt: string, now: string): boolean =>
  Date.parse(now) - Date.parse(askedAt) >= LATE_MS;

const describe = (lesson: Lesson, { mic, camera, chat, recording }: MeetingOptions): string => {
  const on = (is: boolean): string => (is ? "allowed" : "off");
  const media =
    mic === camera
      ? `${capital(whose(lesson))} mics and cameras ${on(mic)}.`
      : `${capital(whose(lesson))} cameras ${on(camera)}, mics ${on(mic)}.`;
  return `Lobby on. ${media}${afterPause(lesson, mic || camera)}${chat === "disabled" ? " Chat off." : ""}${recording ? " A recording is allowed." : ""}`;
};

/** No one but the family can switch its mic or camera on again; a pause's answer may have come late. */
const afterPause = (lesson: Lesson, allowed: boolean): string =>
  allowed && lesson.lookAgain?.why === "pause"
    ? " The pause may have switched them off: each family turns their own on."
    : "";

export const OPTION_WORDS: Readonly<Record<keyof MeetingOptions, string>> = {
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

/** A co-organiser may admit anyone, and the options bind attendees only: then the doors are not shut. */
const notStaffWords = ({ notStaff }: CoOrganisers = { notStaff: 0, staffWithout: 0 }): string =>
  notStaff === 0
    ? ""
    : `${notStaff === 1 ? "1 co-organiser is" : `${notStaff} co-organisers are`} not known as staff here and can admit people. Change that in the meeting options.`;

const staffWithoutWords = ({ staffWithout }: CoOrganisers = { notStaff: 0, staffWithout: 0 }): string =>
  staffWithout === 0
    ? ""
    : `${staffWithout === 1 ? "1 invited member of staff is not a co-organiser" : `${staffWithout} invited members of staff are not co-organisers`} and cannot admit people.`;

/** An automatic recording can be switched off by Graph before the start only; after the lesson there is nothing to press. */
const recordsItselfWords = (lesson: Lesson): string =>
  lesson.doors.seen?.recordAutomatically === true && !isEnded(lesson)
    ? "Teams is set to record this lesson by itself. Switch that off in the meeting options."
    : "";

const together = (...sentences: readonly string[]): string => sentences.filter((one) => one !== "").join(" ");

/** The lesson is on, and Teams has not shown us its meeting yet: Lesson Guard does nothing in it. */
const isUnseen = (lesson: Lesson, now: string): boolean =>
  lesson.startedAt !== undefined &&
  lesson.phase !== "over" &&
  lesson.graphId === undefined &&
  lesson.notFound === undefined &&
  isLate(lesson.startedAt, now);

/** What was changed by hand is being put back, as the notice above says: until that is late there is nothing to press. */
const isPuttingBack = ({ drift }: Lesson, now: string): boolean =>
  drift !== undefined && drift.backAt === undefined && !isLate(drift.at, now);

const ALLOW = "To allow more: open the meeting options in Teams.";

/** How far the meeting options are proven (C4, C7, S2). */
export const doorsProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  if (isInZoom(lesson)) return inZoomProof(lesson);
  const { asked, seen, notSet, notReadAt } = lesson.doors;
  if (asked === undefined) return unasked(lesson, now);
  const time = (iso: string): string => clockTime(iso, timeZone);
  if (areDoorsAsAsked(lesson)) {
    const at = seen?.at ?? asked.at;
    const amiss = together(recordsItselfWords(lesson), notStaffWords(seen?.coOrganisers));
    if (amiss !== "") return { state: "not proven", at, sentence: amiss };
    if (notReadAt !== undefined)
      return byHand(
        lesson,
        "not proven",
        `Teams has not shown the meeting options since ${time(notReadAt)}. They may have changed.`,
        at,
      );
    const confirmed = `${describe(lesson, asked.options)} Confirmed ${time(at)}.`;
    return {
      state: "proven",
      at,
      sentence: together(confirmed, leftWords(lesson, timeZone), staffWithoutWords(seen?.coOrganisers)),
    };
  }
  const holdsBack = isHeldBack(lesson);
  const toDo = (state: Proof["state"], fact: string, at: string): Proof =>
    holdsBack ? { state, sentence: `${fact} ${ALLOW}`, fact, at } : byHand(lesson, state, fact, at);
  if (notSet !== undefined && notSet.at >= asked.at)
    return notSet.reason === CANNOT_SIGN_IN
      ? toDo("not proven", cannotSignIn("the meeting options are not set."), notSet.at)
      : toDo("refused", "Teams refused the meeting options.", notSet.at);
  const read = seenSinceAsked(lesson.doors);
  if (!isLate(asked.at, now) && (read === undefined || holdsBack))
    return {
      state: "asked",
      at: asked.at,
      sentence: `Asked at ${time(asked.at)}: ${describe(lesson, asked.options)} Waiting for Teams.`,
    };
  if (read === undefined)
    return toDo("not proven", `Asked at ${time(asked.at)}. Teams has not confirmed this yet.`, asked.at);
  const wrong = differences(asked.options, read.options).map((option) => OPTION_WORDS[option]);
  const fact = holdsBack
    ? `Teams does not allow ${wrong.join(", ")} now.`
    : `Teams shows another setting for ${wrong.join(", ")}.`;
  const shown: Proof = isPuttingBack(lesson, now)
    ? { state: "not proven", sentence: fact, fact, at: read.at }
    : toDo("not proven", fact, read.at);
  return { ...shown, sentence: together(shown.sentence, notStaffWords(read.coOrganisers)) };
};

const unasked = (lesson: Lesson, now: string): Proof => {
  if (isUnseen(lesson, now))
    return byHand(
      lesson,
      "not proven",
      "Teams does not show Lesson Guard this meeting yet. Its options are not set.",
    );
  return {
    state: "none",
    sentence: isProtectable(lesson)
      ? "The meeting options are not set yet."
      : "This meeting is not protected. Plan lessons as scheduled Teams meetings.",
  };
};

const NOBODY = "Until it is in the call, it cannot remove or mute anyone.";

/** A join takes a few seconds, longer if its answer was lost. After this long it is late. */
export const JOIN_LATE_MS = 10_000;

/** An impostor can type any name; how Teams marks guests cannot be typed (C4). */
const THE_REAL_ONE =
  "Teams labels the real one as a bot or an app. One marked (Guest) or (Unverified) is not it: do not admit it.";

/** Two bots may both be labelled as bots: which was let in is known once one of them is. */
const ANOTHER_IS_IN =
  "Lesson Guard still waits in the lobby: the one that was let in is another. Remove that one: in Teams press People, then Remove. Then admit the one that waits.";

export const callProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  if (isInZoom(lesson)) return inZoomProof(lesson);
  const { state, at } = lesson.call;
  const stamp = defined({ at });
  if (lesson.phase === "over") return { state: "none", sentence: "The lesson is over." };
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
        sentence: isEnded(lesson)
          ? "Lesson Guard is waiting in the lobby. It cannot remove or mute anyone."
          : isNamesakeInside(lesson)
            ? `${ANOTHER_IS_IN} ${THE_REAL_ONE}`
            : `Lesson Guard is waiting in the lobby${lesson.phase === "planned" ? ". When you join:" : ":"} admit Lesson Guard by itself, Admit all leaves it out. ${THE_REAL_ONE}`,
      };
    case "in":
      return inCallProof(lesson, timeZone);
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
        sentence:
          lesson.call.reason === CANNOT_SIGN_IN
            ? cannotSignIn("it is not in the call, and cannot remove or mute anyone.")
            : "Teams did not let Lesson Guard join the call. It cannot remove or mute anyone.",
      };
  }
};

/** The call itself shows that we are in it: every list it answers with has us in it. */
const inCallProof = (lesson: Lesson, timeZone: string): Proof => {
  const { at = "" } = lesson.call;
  const unshown = notShownSince(lesson);
  return unshown === undefined
    ? { state: "proven", at, sentence: `Lesson Guard has been in the call since ${clockTime(at, timeZone)}.` }
    : {
        state: "not proven",
        at: unshown,
        sentence: `Teams has not shown Lesson Guard the call since ${clockTime(unshown, timeZone)}. Lesson Guard may not be able to remove or mute anyone.`,
      };
};

/** Which roster source works now. */
export const rosterProof = (lesson: Lesson, timeZone: string): Proof => {
  if (isInZoom(lesson)) return inZoomProof(lesson);
  if (lesson.phase === "planned")
    return { state: "none", sentence: "People are counted once the lesson starts." };
  if (lesson.phase === "over") return { state: "none", sentence: "The lesson is over." };
  if (hasCallList(lesson)) return ofCallList(lesson, timeZone);
  const shown = peopleOf(lesson);
  if (liveSource(lesson) === "call" && shown.some(isThere)) return ofUnprovenCall(lesson, timeZone);
  return shown.length > 0 && liveSource(lesson) !== "call"
    ? {
        state: "asked",
        sentence: "The list comes from Teams' join and leave messages. It may miss people.",
      }
    : { state: "not proven", sentence: "Teams sends no list of people yet. Count by eye." };
};

/** The list of the call we are in: as Teams shows it now, or as it last did. */
const ofCallList = (lesson: Lesson, timeZone: string): Proof => {
  const unshown = notShownSince(lesson);
  if (unshown !== undefined)
    return {
      state: "not proven",
      at: unshown,
      sentence: `Teams has not shown who is in the call since ${clockTime(unshown, timeZone)}. Count by eye.${isRunning(lesson) ? " Stay in the lesson: Lesson Guard cannot see whether staff are in it." : ""}`,
    };
  return lesson.call.doubt === undefined
    ? { state: "proven", sentence: "The list comes from the call itself." }
    : { state: "asked", sentence: "The newest list from Teams may miss people. Asking again." };
};

/** People a call has shown, though not by a whole list: a call before, or the present one so far. */
const ofUnprovenCall = ({ call }: Lesson, timeZone: string): Proof =>
  call.listLostAt === undefined
    ? { state: "asked", sentence: "The call has not named everyone yet. The list may miss people." }
    : {
        state: "not proven",
        at: call.listLostAt,
        sentence: `This list is from before ${clockTime(call.listLostAt, timeZone)}: Lesson Guard has lost the call. Count by eye.`,
      };

export const familyCardProof = (lesson: Lesson, now: string, timeZone: string): Proof => {
  if (isInZoom(lesson)) return inZoomProof(lesson);
  const { state, at } = lesson.familyCard;
  const stamp = defined({ at });
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
      sentence: `We can't confirm that the family checklist was posted.${isEnded(lesson) ? "" : " Read it aloud."}`,
    };
  if (state === "none" && isUnseen(lesson, now))
    return { state: "not proven", sentence: "The family checklist is not posted yet. Read it aloud." };
  return state === "asked"
    ? { state: "asked", ...stamp, sentence: "Posting the family checklist." }
    : { state: "none", sentence: "The family checklist is posted when the lesson starts." };
};
