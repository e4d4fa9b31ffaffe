import type { Handler } from "../handler.ts";
import type { DutyServices } from "./duty-services.ts";
import { DONE } from "./outcome.ts";

type Services = DutyServices;

/** What is on file for a child has changed: all lessons that are on or to come hear of it (P2). */
export const followPermission =
  ({ refusals }: Pick<Services, "refusals">): Handler<"follow-permission"> =>
  async () => {
    await refusals.tellAll();
    return DONE;
  };

/** A lesson has another register: it hears for whom a refusal stands (P2). */
export const findRefusals =
  ({ refusals }: Pick<Services, "refusals">): Handler<"find-refusals"> =>
  async ({ lesson }) => {
    await refusals.tell(lesson);
    return DONE;
  };

/** Staff have settled devices as children's: joining may imply permission (P2). */
export const noteJoining =
  ({ visits }: Pick<Services, "visits">): Handler<"note-joining"> =>
  async ({ lesson }) => {
    await visits.noteJoining(lesson);
    return DONE;
  };
