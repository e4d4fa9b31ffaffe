import type { KeyObject } from "node:crypto";
import { openExpiries } from "../desk/expiry.ts";
import { wellKnown } from "../desk/later-facts.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { DutyHandlers } from "../duty/handler.ts";
import type { DutyServices } from "../duty/handlers/duty-services.ts";
import { dutyHandlers, onLate, onUnknown } from "../duty/handlers/handlers.ts";
import { openCopies } from "../duty/handlers/recording-copies.ts";
import { type RosterWatch, watchRosters } from "../duty/handlers/roster-watch.ts";
import type { Listeners } from "../duty/telling.ts";
import type { DutyKind } from "../protocol/work/duty.ts";
import { lessonStream } from "../record/log/streams.ts";
import type { Store } from "../record/scope.ts";
import { openSealer } from "../record/seal/sealer.ts";
import { activityHandlers, type EventDependencies } from "../teams/events.ts";
import type { ActivityHandlers } from "../teams/handlers.ts";

/** The worker of one school: it reaches no further than that school's own services. */
export type SchoolWorker = Listeners & {
  readonly services: SchoolServices;
  readonly handlers: DutyHandlers;
  readonly activities: ActivityHandlers;
  readonly rosters: RosterWatch;
};

/** Services that the workers of all schools share. */
export type SharedServices = Omit<
  DutyServices,
  keyof SchoolServices | "expiries" | "seals" | "touch" | "rosters" | "copies"
> &
  Pick<EventDependencies, "saveServiceUrl" | "chooseSchool" | "turnedAway"> & {
    /** Ed25519, private. */
    readonly key: KeyObject;
    /** Counts outgoing work that is not done in time. */
    readonly undone: (kind: DutyKind, store: Store, why: "late" | "given up") => void;
  };

export const openSchoolWorker = (
  school: SchoolServices,
  { key, undone, ...shared }: SharedServices,
): SchoolWorker => {
  const { record, staffMatters } = school;
  const { now } = shared;
  const services: DutyServices = {
    ...shared,
    ...school,
    expiries: openExpiries({ ...school, now }),
    seals: {
      general: openSealer({ record, key, now }),
      adult: openSealer({ record: staffMatters, key, now }),
    },
    rosters: watchRosters({ record, now }),
    copies: openCopies(),
    touch: (lesson) => record.touch([lessonStream(lesson)]),
  };
  return {
    services: school,
    handlers: dutyHandlers({ ...services, lessons: wellKnown(school.lessons) }),
    onLate: async (work, reason, why, store) => {
      undone(work.kind, store, why === "deadline" ? "late" : "given up");
      await onLate(services)(work, reason);
    },
    onUnknown: onUnknown(services),
    activities: activityHandlers({ ...shared, ...school }),
    rosters: services.rosters,
  };
};
