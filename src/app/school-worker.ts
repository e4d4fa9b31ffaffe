import type { KeyObject } from "node:crypto";
import { openExpiries } from "../desk/expiry.ts";
import { wellKnown } from "../desk/later-facts.ts";
import type { Office } from "../desk/office.ts";
import type { Handlers as DutyHandlers } from "../duty/handler.ts";
import { dutyHandlers, onLate, onUnknown } from "../duty/handlers/handlers.ts";
import type { Parts } from "../duty/handlers/parts.ts";
import { type RosterWatch, watchRosters } from "../duty/handlers/roster-watch.ts";
import type { Listeners } from "../duty/telling.ts";
import type { DutyKind } from "../protocol/work/duty.ts";
import { lessonStream } from "../record/log/streams.ts";
import type { Store } from "../record/scope.ts";
import { openSealer } from "../record/seal/sealer.ts";
import { activityHandlers, type EventParts } from "../teams/events.ts";
import type { Handlers as ActivityHandlers } from "../teams/handlers.ts";

/** What works for one school: it reaches no further than the school's office does. */
export type Station = Listeners & {
  readonly office: Office;
  readonly handlers: DutyHandlers;
  readonly activities: ActivityHandlers;
  readonly rosters: RosterWatch;
};

/** What all of them work with. */
export type Tools = Omit<Parts, keyof Office | "expiries" | "seals" | "touch" | "rosters"> &
  Pick<EventParts, "saveServiceUrl" | "chooseSchool"> & {
    /** Ed25519, private. */
    readonly key: KeyObject;
    /** Counts outgoing work that is not done in time. */
    readonly undone: (kind: DutyKind, store: Store, why: "late" | "given up") => void;
  };

export const openStation = (office: Office, { key, undone, ...tools }: Tools): Station => {
  const { record, staffMatters } = office;
  const { now } = tools;
  const parts: Parts = {
    ...tools,
    ...office,
    expiries: openExpiries({ ...office, now }),
    seals: {
      general: openSealer({ record, key, now }),
      adult: openSealer({ record: staffMatters, key, now }),
    },
    rosters: watchRosters({ record, now }),
    touch: (lesson) => record.touch([lessonStream(lesson)]),
  };
  return {
    office,
    handlers: dutyHandlers({ ...parts, lessons: wellKnown(office.lessons) }),
    onLate: async (work, reason, why, store) => {
      undone(work.kind, store, why === "deadline" ? "late" : "given up");
      await onLate(parts)(work, reason);
    },
    onUnknown: onUnknown(parts),
    activities: activityHandlers({ ...tools, ...office }),
    rosters: parts.rosters,
  };
};
