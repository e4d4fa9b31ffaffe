import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { type GraphClient, segment } from "./graph-client.ts";
import type { MeetingRef } from "./options.ts";

/** A meeting that stands in no calendar, has no one invited, and is deleted again. */
export type TestMeeting = MeetingRef & {
  readonly chatId: string | undefined;
  /** The link that people join by; undefined where Graph did not say. */
  readonly joinUrl: string | undefined;
};

const Made = z.object({
  id: z.string(),
  joinWebUrl: z.string().nullish(),
  chatInfo: z.object({ threadId: z.string().nullish() }).nullish(),
});
const Nothing = z.unknown().transform(() => undefined);

const pathOf = (organiserId: string): string => `/users/${segment(organiserId)}/onlineMeetings`;

/**
 * Makes a meeting to look at, as this person. Not repeatable. Delete it.
 * @param asked from and to: ISO 8601
 * @throws CloudError
 */
export const makeTestMeeting = async (
  graph: GraphClient,
  asked: {
    readonly organiserId: string;
    readonly subject: string;
    readonly from: string;
    readonly to: string;
  },
): Promise<TestMeeting> => {
  const { id, chatInfo, joinWebUrl } = await graph.request({
    method: "POST",
    path: pathOf(asked.organiserId),
    operation: "make test meeting",
    body: { subject: asked.subject, startDateTime: asked.from, endDateTime: asked.to },
    answer: Made,
  });
  return {
    organiserId: asked.organiserId,
    meetingId: id,
    chatId: chatInfo?.threadId ?? undefined,
    joinUrl: joinWebUrl ?? undefined,
  };
};

/** One that is gone counts as deleted. @throws CloudError */
export const deleteTestMeeting = async (graph: GraphClient, meeting: MeetingRef): Promise<void> => {
  try {
    await graph.request({
      method: "DELETE",
      path: `${pathOf(meeting.organiserId)}/${segment(meeting.meetingId)}`,
      operation: "delete test meeting",
      answer: Nothing,
    });
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "gone")) throw error;
  }
};

/** A join link that no meeting has: Graph looks at the right to ask before it looks for the meeting. */
const NO_MEETING = "https://teams.microsoft.com/l/meetup-join/lesson-guard-looks/0";

/** Whether an application access policy lets us at the meetings of this person. @throws CloudError */
export const mayReachMeetingsOf = async (graph: GraphClient, organiserId: string): Promise<boolean> => {
  try {
    await graph.request({
      method: "GET",
      path: pathOf(organiserId),
      query: { $filter: encodeURIComponent(`JoinWebUrl eq '${NO_MEETING}'`) },
      operation: "find meeting",
      answer: Nothing,
    });
    return true;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "not-allowed") return false;
    // It looked, and found none.
    if (error.kind === "gone" || error.kind === "refused") return true;
    throw error;
  }
};
