import isEqual from "fast-deep-equal";
import type { Report } from "./commands.ts";
import { areDoorsAsAsked } from "./doors.ts";
import type { LessonEvent } from "./events.ts";
import { othersInside } from "./faces.ts";
import type { Lesson } from "./state.ts";

type Seen = Extract<Report, { report: "roster-seen" }>;

/**
 * Whose camera or mic sends though the meeting does not allow it: by the call's own whole list, once Teams has
 * shown the options as asked (C7, F4). Recorded once after each asking, and at each change. In a pause each of those
 * mics is muted: the pause may have been pressed before the call had shown whom there is to mute.
 */
export const sendingEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] => {
  const { asked } = lesson.doors;
  if (seen.source !== "call" || !seen.whole || lesson.call.state !== "in") return [];
  if (asked === undefined || !areDoorsAsAsked(lesson) || (asked.options.mic && asked.options.camera))
    return [];
  const others = othersInside(lesson, seen);
  const ids = (sends: (one: (typeof others)[number]) => boolean | undefined): readonly string[] =>
    others
      .filter((one) => sends(one) === true)
      .map(({ id }) => id)
      .toSorted();
  const cameras = asked.options.camera ? [] : ids(({ cameraOn }) => cameraOn);
  const mics = asked.options.mic ? [] : ids(({ micOn }) => micOn);
  const before = lesson.sending;
  const same =
    before !== undefined && before.at >= asked.at && isEqual([before.cameras, before.mics], [cameras, mics]);
  if (same) return [];
  const mutes: readonly LessonEvent[] =
    lesson.phase === "paused" && mics.length > 0 ? [{ type: "MuteOrdered", at, data: { people: mics } }] : [];
  return [{ type: "SendingSeen", at, data: { cameras, mics } }, ...mutes];
};

/** Those of them who are still inside; undefined where no list since the asking has shown it. */
export const stillSending = ({
  sending,
  people,
  doors: { asked },
}: Lesson):
  | { readonly cameras: readonly string[]; readonly mics: readonly string[]; readonly at: string }
  | undefined => {
  if (sending === undefined || asked === undefined || sending.at < asked.at) return undefined;
  const inside = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => people[id]?.place === "in" && !people[id].staff);
  return { cameras: inside(sending.cameras), mics: inside(sending.mics), at: sending.at };
};
