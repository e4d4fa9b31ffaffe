import type { Config } from "../config.ts";
import type { MeetingOptions, SeenOptions } from "../protocol/lesson/options.ts";
import {
  callState,
  hangUp,
  joinCall,
  keepAlive,
  muteParticipant,
  ownParticipant,
  participants,
  removeParticipant,
} from "./call.ts";
import { type FoundMeeting, findByChat, findByJoinUrl } from "./find.ts";
import type { GraphClient } from "./graph-client.ts";
import { type BeforeStart, type MeetingRef, patchOptions, type ReadMeeting, readOptions } from "./options.ts";
import type { CallList } from "./roster.ts";

/**
 * All that the rest of Lesson Guard asks of a video platform. Every function throws CloudError and
 * never tries again by itself. What no API can do (end for all, one child's camera, admit
 * from the lobby) is not here.
 */
export type Platform = {
  /** @returns undefined where there is no scheduled meeting behind it */
  readonly find: (
    by: { readonly chatId: string } | { readonly userId: string; readonly joinUrl: string },
  ) => Promise<FoundMeeting | undefined>;
  readonly readOptions: (meeting: MeetingRef) => Promise<ReadMeeting>;
  /** @returns what is in force according to the answer */
  readonly setOptions: (
    meeting: MeetingRef,
    options: Partial<MeetingOptions>,
    beforeStart?: BeforeStart,
  ) => Promise<SeenOptions>;
  /** Not repeatable. */
  readonly join: (to: {
    readonly chatId: string;
    readonly organiserId: string;
    readonly callbackUri: string;
  }) => Promise<{ readonly callId: string }>;
  /** Where the bot itself is; `waiting`: in the lobby. */
  readonly callState: (callId: string) => Promise<"waiting" | "in" | "over">;
  /** The bot's own entry in the roster; undefined where it is not said. */
  readonly ownParticipant: (callId: string) => Promise<string | undefined>;
  readonly leave: (callId: string) => Promise<void>;
  readonly keepAlive: (callId: string) => Promise<"alive" | "over">;
  readonly roster: (callId: string) => Promise<CallList>;
  readonly remove: (callId: string, participantId: string) => Promise<void>;
  readonly mute: (callId: string, participantId: string) => Promise<void>;
};

/** Teams through Graph. */
export const createTeamsPlatform = (config: Pick<Config, "bot">, graph: GraphClient): Platform => {
  const { tenantId } = config.bot;
  return {
    find: (by) => ("chatId" in by ? findByChat(graph, by.chatId) : findByJoinUrl(graph, by)),
    readOptions: (meeting) => readOptions(graph, meeting),
    setOptions: (meeting, options, beforeStart) => patchOptions(graph, meeting, options, beforeStart),
    join: ({ chatId, organiserId, callbackUri }) =>
      joinCall(graph, { threadId: chatId, organiserId, tenantId, callbackUri }),
    callState: (callId) => callState(graph, callId),
    ownParticipant: (callId) => ownParticipant(graph, callId),
    leave: (callId) => hangUp(graph, callId),
    keepAlive: (callId) => keepAlive(graph, callId),
    roster: (callId) => participants(graph, callId, tenantId),
    remove: (callId, participantId) => removeParticipant(graph, callId, participantId),
    mute: (callId, participantId) => muteParticipant(graph, callId, participantId),
  };
};
