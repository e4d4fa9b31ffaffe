import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, readPages, segment } from "./graph-client.ts";
import { type CallList, readList } from "./roster.ts";

export type Join = {
  /** The meeting chat (`19:meeting_…@thread.v2`). */
  readonly threadId: string;
  readonly organiserId: string;
  readonly tenantId: string;
  /** Where notifications of this call go; holds a random id that lets a call be adopted after a crash. */
  readonly callbackUri: string;
};

const Nothing = z.unknown().transform(() => undefined);

/**
 * Joins the meeting as the calling bot, media hosted by Microsoft, sound only. Not repeatable: a second
 * request joins a second time.
 * @returns the call's id; the bot is in only once a notification says `established`
 * @throws CloudError
 */
export const joinCall = async (graph: GraphClient, join: Join): Promise<{ readonly callId: string }> => {
  const { id } = await graph.request({
    method: "POST",
    path: "/communications/calls",
    operation: "join call",
    repeatable: false,
    body: {
      "@odata.type": "#microsoft.graph.call",
      callbackUri: join.callbackUri,
      requestedModalities: ["audio"],
      mediaConfig: { "@odata.type": "#microsoft.graph.serviceHostedMediaConfig", preFetchMedia: [] },
      chatInfo: { "@odata.type": "#microsoft.graph.chatInfo", threadId: join.threadId, messageId: "0" },
      meetingInfo: {
        "@odata.type": "#microsoft.graph.organizerMeetingInfo",
        organizer: {
          "@odata.type": "#microsoft.graph.identitySet",
          user: {
            "@odata.type": "#microsoft.graph.identity",
            id: join.organiserId,
            tenantId: join.tenantId,
          },
        },
        allowConversationWithoutHost: true,
      },
      tenantId: join.tenantId,
    },
    answer: z.object({ id: z.string().min(1) }),
  });
  return { callId: id };
};

const State = z.object({ state: z.string() });
const OVER = new Set(["terminating", "terminated"]);
const WAITING = new Set(["incoming", "establishing"]);

/** Where the bot's own leg is; a call that no longer exists is over. @throws CloudError */
export const callState = async (graph: GraphClient, callId: string): Promise<"waiting" | "in" | "over"> => {
  try {
    const { state } = await graph.request({
      method: "GET",
      path: pathOf(callId),
      operation: "read call",
      answer: State,
    });
    const word = state.toLowerCase();
    return OVER.has(word) ? "over" : WAITING.has(word) ? "waiting" : "in";
  } catch (error) {
    if (error instanceof CloudError && error.kind === "gone") return "over";
    throw error;
  }
};

const Own = z.object({ myParticipantId: z.string().nullish() });

/** The bot's own entry in the list of the call. @returns undefined where Graph does not say @throws CloudError */
export const ownParticipant = async (graph: GraphClient, callId: string): Promise<string | undefined> => {
  const { myParticipantId } = await graph.request({
    method: "GET",
    path: pathOf(callId),
    operation: "read call",
    answer: Own,
  });
  return myParticipantId ?? undefined;
};

/** Ends the bot's own leg; the meeting goes on. A call that no longer exists counts as done. @throws CloudError */
export const hangUp = async (graph: GraphClient, callId: string): Promise<void> => {
  await goneIsDone(
    graph.request({ method: "DELETE", path: pathOf(callId), operation: "leave call", answer: Nothing }),
  );
};

/** To be sent every 15 minutes. @returns `over` where the call has ended @throws CloudError */
export const keepAlive = async (graph: GraphClient, callId: string): Promise<"alive" | "over"> => {
  try {
    await graph.request({
      method: "POST",
      path: `${pathOf(callId)}/keepAlive`,
      operation: "keep call",
      repeatable: true,
      answer: Nothing,
    });
    return "alive";
  } catch (error) {
    if (error instanceof CloudError && error.kind === "gone") return "over";
    throw error;
  }
};

/** Everyone in the call and its lobby. @throws CloudError */
export const participants = async (
  graph: GraphClient,
  callId: string,
  tenantId: string,
): Promise<CallList> => {
  const read = await readPages(graph, {
    path: `${pathOf(callId)}/participants`,
    operation: "read roster",
    item: z.unknown(),
  });
  return readList(read, tenantId);
};

/** Removes a person; one who has left already counts as removed. @throws CloudError */
export const removeParticipant = (graph: GraphClient, callId: string, participantId: string): Promise<void> =>
  goneIsDone(
    graph.request({
      method: "DELETE",
      path: participantPath(callId, participantId),
      operation: "remove participant",
      answer: Nothing,
    }),
  );

/**
 * Mutes a person (they can unmute themselves unless mics are off). A person who has left counts as
 * muted. @throws CloudError
 */
export const muteParticipant = (graph: GraphClient, callId: string, participantId: string): Promise<void> =>
  goneIsDone(
    graph.request({
      method: "POST",
      path: `${participantPath(callId, participantId)}/mute`,
      operation: "mute participant",
      repeatable: true,
      body: {},
      answer: Nothing,
    }),
  );

const pathOf = (callId: string): string => `/communications/calls/${segment(callId)}`;

const participantPath = (callId: string, participantId: string): string =>
  `${pathOf(callId)}/participants/${segment(participantId)}`;

const goneIsDone = async (request: Promise<unknown>): Promise<void> => {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "gone")) throw error;
  }
};
