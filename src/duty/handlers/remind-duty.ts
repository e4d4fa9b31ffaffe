import { zoomWays } from "../../desk/families/zoom-ways.ts";
import { forgetsWayAt } from "../../protocol/lesson/zoom.ts";
import type { Handler } from "../handler.ts";
import { lookAtAll } from "./card-duties.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";
import { seeRoster } from "./roster-watch.ts";

const DAY_MS = 24 * 60 * 60_000;

/** When a timer is due: the end of the time to undo, the last removal. */
export const remind =
  (services: DutyServices): Handler<"remind"> =>
  async ({ lesson: id, of }) => {
    const { lessons } = services;
    if (of === "get-ready") {
      await lessons.report(id, { report: "get-ready" });
      return DONE;
    }
    if (of === "planned-end") {
      await lessons.report(id, { report: "planned-end-passed" });
      return DONE;
    }
    if (of === "forget-way") {
      const now = services.now();
      const againAfterMs = Date.parse(forgetsWayAt(await lessons.read(id), now)) - Date.parse(now);
      if (againAfterMs > 0) return { round: "still needed", againAfterMs, deadlineMs: DAY_MS };
      await zoomWays(services.record).forget(id);
      return DONE;
    }
    if (of === "alone" || of === "alone-end") {
      const { call } = await lessons.read(id);
      // Asked once more, so that no lesson is paused by an old list; without an answer, the last list counts.
      if (call.call !== undefined) await seeRoster(services, id, call.call, []).catch(() => undefined);
      await lessons.report(id, { report: of === "alone" ? "alone-due" : "alone-end-due" });
      return DONE;
    }
    if (of === "unrecorded") {
      await lessons.report(id, { report: "unrecorded-due" });
      return DONE;
    }
    if (of === "last-removal") {
      await lessons.report(id, { report: "last-removal-due" });
      return DONE;
    }
    // Asked for by an earlier version of the program.
    if (of === "end-late") return lookAtAll(services, id);
    const lesson = await lessons.report(id, { report: "end-window-passed" });
    return lesson.phase === "shut" && lesson.end?.beganAt === undefined
      ? { reason: "undo is open", retryAfterMs: 50 }
      : DONE;
  };
