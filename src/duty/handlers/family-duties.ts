import type { Handler } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";

type Services = Pick<DutyServices, "visits">;

/** What is on file for a child has changed: the lessons that the family comes to hear of it (P2). */
export const followPermission =
  ({ visits }: Services): Handler<"follow-permission"> =>
  async ({ family }) => {
    await visits.follow(family);
    return DONE;
  };

/** Staff have settled devices as children's: joining may imply permission (P2). */
export const noteJoining =
  ({ visits }: Services): Handler<"note-joining"> =>
  async ({ lesson }) => {
    await visits.noteJoining(lesson);
    return DONE;
  };
