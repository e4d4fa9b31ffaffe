import type { Report } from "./commands.ts";
import type { LessonEvent } from "./events.ts";
import type { Attendee, RosterPerson } from "./person.ts";
import type { RecordedBy } from "./recorded-by.ts";
import type { Lesson } from "./state.ts";

type Seen = Extract<Report, { report: "roster-seen" }>;

const runs = ({ people }: Seen, what: RecordedBy): boolean =>
  people.some(
    ({ place, recording, identity }) =>
      place === "in" && (what === "recording" ? recording === true : identity === "application"),
  );

/** Whom a person is known by: their account, or the device's own id, which is new at each join. */
const knownBy = ({ id, userId }: Pick<RosterPerson, "id" | "userId">): string => userId ?? id;

/** The people on whom the call shows it. */
const shownOn = ({ people }: Seen): readonly string[] =>
  people.filter(({ place, recording }) => place === "in" && recording === true).map(knownBy);

/**
 * Whether the call's whole list proves that it is over. Teams goes on recording when the person leaves on whom it was
 * shown: then only their return without it is a proof. An app that has left records no more.
 */
const isProvenOver = ({ recordings }: Lesson, seen: Seen, what: RecordedBy): boolean => {
  const on = what === "app" ? undefined : recordings.findLast((one) => one.what === what)?.on;
  return on === undefined || seen.people.some((one) => one.place === "in" && on.includes(knownBy(one)));
};

/** Something of this kind records, or may, and no end of it was seen. */
export const isStanding = ({ recordings }: Lesson, what: RecordedBy): boolean =>
  recordings.some((one) => one.what === what && one.overAt === undefined);

/** People who are inside, staff left out: what they say may be in the recording. */
export const insideOf = ({ people }: Pick<Lesson, "people">): readonly string[] =>
  Object.values(people).flatMap(({ id, staff, place }) => (place === "in" && !staff ? [id] : []));

type Recordings = Lesson["recordings"];

/** The recordings once this person is where they are: one that runs may have whoever comes in. */
export const withInside = (
  { recordings }: Pick<Lesson, "recordings">,
  { id, staff, place }: Pick<Attendee, "id" | "staff" | "place">,
): Recordings => {
  const isNew = ({ what, overAt, inside = [] }: Recordings[number]): boolean =>
    what === "recording" && overAt === undefined && !inside.includes(id);
  return staff || place !== "in" || !recordings.some(isNew)
    ? recordings
    : recordings.map((one) => (isNew(one) ? { ...one, inside: [...(one.inside ?? []), id] } : one));
};

/** The recordings by Teams itself, in order; those of apps left out. */
export const runsOf = ({ recordings }: Pick<Lesson, "recordings">): Recordings =>
  recordings.filter(({ what }) => what === "recording");

/** A recording, or an app that may be a note-taker, by the call's list (S2). Only a whole list shows its end. */
export const recordingEvents = (lesson: Lesson, seen: Seen, at: string): readonly LessonEvent[] =>
  seen.source !== "call"
    ? []
    : (["recording", "app"] as const).flatMap((what): readonly LessonEvent[] => {
        const stands = isStanding(lesson, what);
        if (runs(seen, what)) {
          const on = what === "app" ? {} : { on: shownOn(seen) };
          return stands ? [] : [{ type: "RecordingSeen", at, data: { what, ...on } }];
        }
        return stands && seen.whole && isProvenOver(lesson, seen, what)
          ? [{ type: "RecordingOver", at, data: { what } }]
          : [];
      });
