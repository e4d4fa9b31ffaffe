import type { IncomingActivity } from "./activity.ts";

/** Where the app was added (facts/teams.md 5). */
export type Installed =
  | {
      readonly scope: "personal";
      readonly conversationId: string;
      /** Whose personal chat it is. */
      readonly aadObjectId: string | undefined;
    }
  | {
      readonly scope: "team";
      readonly teamId: string;
      readonly teamName: string | undefined;
      /** The channel that was chosen when adding, or the team's general channel. */
      readonly channelId: string;
      /** Where Teams says it at this moment; of the general channel it never does. */
      readonly channelName: string | undefined;
      /** Who added it. */
      readonly aadObjectId: string | undefined;
    }
  | {
      readonly scope: "meeting";
      readonly chatId: string;
      /** Teams does not promise it at this moment (facts/teams.md 10). */
      readonly meetingId: string | undefined;
      /** Who added it, if they are of this directory: may be asked "Is this a lesson?". */
      readonly aadObjectId: string | undefined;
    };

/** @returns undefined where the activity does not say where */
export const readInstalled = (activity: IncomingActivity): Installed | undefined => {
  const { conversation, channelData } = activity;
  if (!conversation) return undefined;
  const aadObjectId = activity.from?.aadObjectId ?? undefined;
  const teamId = channelData?.team?.id;
  if (teamId) {
    const chosen = channelData.settings?.selectedChannel;
    const channel = chosen?.id ? chosen : channelData.channel;
    return {
      scope: "team",
      teamId,
      teamName: channelData.team?.name ?? undefined,
      channelId: channel?.id ?? teamId,
      channelName: channel?.name ?? undefined,
      aadObjectId,
    };
  }
  if (conversation.conversationType === "personal") {
    return { scope: "personal", conversationId: conversation.id, aadObjectId };
  }
  const meetingId = channelData?.meeting?.id ?? undefined;
  return { scope: "meeting", chatId: conversation.id, meetingId, aadObjectId };
};
