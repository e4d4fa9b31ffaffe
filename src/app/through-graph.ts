import type { Config } from "../config.ts";
import type { GraphClient } from "../meeting/graph-client.ts";
import { createPlanner } from "../meeting/planner.ts";
import { recordingsThrough } from "../meeting/recordings.ts";
import { CHAT_PERMISSIONS } from "./permissions.ts";

/** Work through Graph beside the lessons that are on: planning them, and filing what was recorded. */
export const throughGraph = (
  graph: GraphClient,
  dependencies: Config & Parameters<typeof recordingsThrough>[1],
) => ({
  planner: createPlanner({ ...dependencies, graph, chatPermissions: CHAT_PERMISSIONS }),
  recordings: recordingsThrough(graph, dependencies),
});
