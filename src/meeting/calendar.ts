import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, segment } from "./graph-client.ts";

/** A minute in which no one has anything in their calendar: what is in it is not our business here. */
const LONG_AGO = "start/dateTime ge '1901-01-01T00:00:00' and start/dateTime le '1901-01-01T00:01:00'";

/**
 * Whether Exchange lets us use the calendar of this person. Nothing of it is read.
 * @throws CloudError where it cannot be told
 */
export const mayUseCalendarOf = async (graph: GraphClient, person: string): Promise<boolean> => {
  try {
    await graph.request({
      method: "GET",
      path: `/users/${segment(person)}/events`,
      query: { $filter: encodeURIComponent(LONG_AGO), $select: "id", $top: "1" },
      operation: "look at calendar",
      answer: z.unknown(),
    });
    return true;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    // Exchange says the same of an account without a mailbox.
    if (error.kind === "not-allowed" || error.kind === "gone") return false;
    throw error;
  }
};
