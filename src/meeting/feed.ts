import { z } from "zod";
import { type GraphClient, segment } from "./graph-client.ts";

/** The kind of entry that the app's manifest declares (`activities`): its words name no one. */
const MESSAGE_WAITS = "messageWaits";

/**
 * Puts an entry into a person's activity feed, beside the message in their chat. Not repeatable.
 * @param link into Teams, opened by the entry
 * @throws CloudError refused where the app is not installed for them
 */
export const notifyInFeed = async (
  graph: GraphClient,
  { person, preview, link }: { readonly person: string; readonly preview: string; readonly link: string },
): Promise<void> =>
  graph.request({
    method: "POST",
    path: `/users/${segment(person)}/teamwork/sendActivityNotification`,
    operation: "notify in activity feed",
    counts: [
      { limit: "feed", of: "" },
      { limit: "feed-person", of: person },
    ],
    body: {
      topic: { source: "text", value: "Lesson Guard", webUrl: link },
      activityType: MESSAGE_WAITS,
      previewText: { content: preview },
    },
    answer: z.unknown().transform(() => undefined),
  });
