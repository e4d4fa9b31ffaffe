import { z } from "zod";
import { type GraphClient, segment } from "./graph-client.ts";

const Chat = z.object({ onlineMeetingInfo: z.object({ joinWebUrl: z.string().nullish() }).nullish() });

/**
 * The way into a meeting, asked of Graph at the moment it is shown and kept nowhere (C2).
 * @returns undefined where Graph gives none, or one that is no web address
 * @throws CloudError
 */
export const joinAddress = async (graph: GraphClient, chatId: string): Promise<string | undefined> => {
  const { onlineMeetingInfo } = await graph.request({
    method: "GET",
    path: `/chats/${segment(chatId)}`,
    operation: "read chat",
    counts: [{ limit: "chats", of: "" }],
    answer: Chat,
  });
  const address = onlineMeetingInfo?.joinWebUrl;
  return address?.startsWith("https://") === true ? address : undefined;
};
