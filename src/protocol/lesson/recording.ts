import type { Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { RecordedBy } from "./recorded-by.ts";
import type { Lesson } from "./state.ts";

type Seen = Extract<Report, { report: "roster-seen" }>;

const runs = ({ people }: Seen, what: RecordedBy): boolean =>
  people.some(
    ({ place, recording, identity }) =>
      place === "in" && (what === "recording" ? recording === true : identity === "application"),
  );

/** Something of this kind records, or may, and no end of it was seen. */
export const isStanding = ({ recordings }: Lesson, what: RecordedBy): boolean =>
  recordings.some((one) => one.what === what && one.overAt === undefined);

/** People who are inside, staff left out: what they say may be in the recording. */
export const insideOf = ({ people }: Pick<Lesson, "people">): readonly string[] =>
  Object.values(people).flatMap(({ id, staff, place }) => (place === "in" && !staff ? [id] : []));

/** A recording, or an app that may be a note-taker, by the call's list (S2). Only a whole list shows its end. */
export const recordingEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] =>
  seen.source !== "call"
    ? []
    : (["recording", "app"] as const).flatMap((what): readonly LessonEvent[] => {
        const stands = isStanding(lesson, what);
        if (runs(seen, what)) return stands ? [] : [{ type: "RecordingSeen", at, data: { what } }];
        return stands && seen.whole ? [{ type: "RecordingOver", at, data: { what } }] : [];
      });
