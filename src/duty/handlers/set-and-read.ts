import { CloudError, mayHaveBeenDone } from "../../meeting/cloud-error.ts";
import { type BeforeStart, type MeetingRef, type ReadMeeting, SET_OPTIONS } from "../../meeting/options.ts";
import type { Platform } from "../../meeting/platform.ts";
import { type MeetingOptions, OFF_FROM_START } from "../../protocol/lesson/options.ts";
import type { Lesson } from "../../protocol/lesson/state.ts";
import type { DutyServices } from "./duty-services.ts";
import { isFinal } from "./outcome.ts";

export type SetAndRead = ReadMeeting & {
  readonly coOrganisersSet: boolean;
  /** What Teams did not take before the start, and may take at another try. */
  readonly left?: CloudError;
};

/**
 * Sets the options and reads them back. Whatever else Teams refuses, the doors, microphones and cameras are set: what
 * can be set only before the start goes with them once, and apart from them where the whole is refused, because the
 * meeting may have begun unseen.
 * @throws CloudError where no option was taken, or reading them back failed
 */
export const setAndRead = async (
  { platform, lessons }: Pick<DutyServices, "platform" | "lessons">,
  lesson: Lesson,
  want: MeetingOptions,
): Promise<SetAndRead> => {
  const meeting = { organiserId: lesson.organiser ?? "", meetingId: lesson.graphId ?? "" };
  if (!mayBeBeforeStart(lesson)) {
    await setWhatIsTaken(platform, meeting, want);
    return { ...(await platform.readOptions(meeting)), coOrganisersSet: false };
  }
  const { early, left } = await beforeStart(platform, lesson);
  const whole = await finalOf(platform.setOptions(meeting, want, early));
  if (whole === undefined) {
    const coOrganisersSet = early.attendees !== undefined;
    return { ...(await platform.readOptions(meeting)), coOrganisersSet, ...(left ? { left } : {}) };
  }
  await setWhatIsTaken(platform, meeting, want);
  const rest = mayBeBeforeStart(await lessons.read(lesson.id))
    ? await setApart(platform, meeting, early)
    : { coOrganisersSet: false };
  return { ...(await platform.readOptions(meeting)), ...rest };
};

/**
 * Records that options were sent and Teams did not say whether it took them: what it shows later may be our own late
 * request, and no one's change.
 */
export const noteUnanswered = async (
  { lessons }: Pick<DutyServices, "lessons">,
  lesson: string,
  asked: MeetingOptions,
  error: unknown,
): Promise<void> => {
  if (error instanceof CloudError && error.operation === SET_OPTIONS && mayHaveBeenDone(error))
    await lessons.report(lesson, { report: "options-not-answered", asked });
};

/**
 * The same of an earlier try that was cut off, before anything else is sent or read.
 * @param since in ms since 1970, when that try began; undefined where there was none
 */
export const noteCutOff = async (
  { lessons }: Pick<DutyServices, "lessons">,
  lesson: string,
  since: number | undefined,
): Promise<void> => {
  if (since !== undefined)
    await lessons.report(lesson, { report: "options-cut-off", since: new Date(since).toISOString() });
};

/** A person inside means that it has started. */
const mayBeBeforeStart = (lesson: Lesson): boolean =>
  lesson.phase === "planned" && Object.keys(lesson.people).length === 0;

/**
 * No automatic recording, and no breakout rooms, which take people out of the call's list. Staff become
 * co-organisers so that an assistant can admit and is not muted; in a series they stay so. Where Teams does not say
 * who is invited, the rest does not wait for it.
 */
const beforeStart = async (
  platform: Platform,
  lesson: Lesson,
): Promise<{ readonly early: BeforeStart; readonly left?: CloudError }> => {
  if (lesson.seriesOf !== undefined) return { early: OFF_FROM_START };
  try {
    const found = await platform.find({ chatId: lesson.chatId });
    const staff = new Set(lesson.staff.map((one) => one.person));
    const attendees = (found?.attendees ?? []).map((one) => ({
      ...one,
      role:
        one.userId !== undefined && staff.has(one.userId) ? ("coorganizer" as const) : ("attendee" as const),
    }));
    return { early: { ...OFF_FROM_START, ...(attendees.length === 0 ? {} : { attendees }) } };
  } catch (error) {
    // That we cannot sign in is said at once: nothing else could be set either.
    if (!(error instanceof CloudError) || error.kind === "not-signed-in") throw error;
    return { early: OFF_FROM_START, ...(isFinal(error) ? {} : { left: error }) };
  }
};

/** Each by itself: a refused list of the invited does not leave breakout rooms on. */
const setApart = async (
  platform: Platform,
  meeting: MeetingRef,
  { attendees, ...off }: BeforeStart,
): Promise<Pick<SetAndRead, "coOrganisersSet" | "left">> => {
  const left: CloudError[] = [];
  const isTaken = async (part: BeforeStart): Promise<boolean> => {
    try {
      return (await finalOf(platform.setOptions(meeting, {}, part))) === undefined;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      left.push(error);
      return false;
    }
  };
  for (const [name, value] of Object.entries(off)) await isTaken({ [name]: value });
  const coOrganisersSet = attendees !== undefined && (await isTaken({ attendees }));
  return { coOrganisersSet, ...(left[0] ? { left: left[0] } : {}) };
};

/** @returns Microsoft's final answer; undefined where the request was taken. @throws CloudError any other */
const finalOf = (request: Promise<unknown>): Promise<CloudError | undefined> =>
  request.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CloudError && isFinal(error)) return error;
      throw error;
    },
  );

/**
 * Sets options in one request; where Teams refuses it, in halves, the doors first, so that one option which it does not
 * take leaves no other unset.
 * @throws CloudError where Teams took none of them
 */
export const setWhatIsTaken = async (
  platform: Platform,
  meeting: MeetingRef,
  options: Partial<MeetingOptions>,
): Promise<void> => {
  const refused = await finalOf(platform.setOptions(meeting, options));
  if (refused === undefined) return;
  const each = Object.entries(options);
  if (refused.kind !== "refused" || each.length < 2) throw refused;
  const half = Math.ceil(each.length / 2);
  const halves = [each.slice(0, half), each.slice(half)].map((one) => Object.fromEntries(one));
  const answers: (CloudError | undefined)[] = [];
  for (const one of halves) answers.push(await finalOf(setWhatIsTaken(platform, meeting, one)));
  if (answers.every((answer) => answer !== undefined)) throw refused;
};
