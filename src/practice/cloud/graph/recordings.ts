import type { Clock } from "../../clock.ts";
import { recordingBytes } from "../../meeting/recording-bytes.ts";
import type { Rooms } from "../../meeting/rooms.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { graphRefusal, notFound } from "./errors.ts";

/** What is left after a meeting: its recordings and who attended. */
export const recordingRoutes = (rooms: Rooms, switches: Switches, clock: Clock): readonly Route[] => {
  const base = "/v1.0/users/:user/onlineMeetings/:meeting";
  const roomOf = (request: CloudRequest) => {
    if (!switches.applicationAccessPolicy) {
      throw graphRefusal(403, "Forbidden", "No application access policy found for this app", true);
    }
    const room = rooms.byOnlineMeetingId(request.params["meeting"] ?? "");
    if (room?.meeting.organiser.account?.objectId !== request.params["user"]) throw notFound("Meeting");
    return room;
  };
  /** A recording that still runs is none yet; Teams takes minutes to make one available. */
  const recordingsOf = (request: CloudRequest) => {
    const room = roomOf(request);
    if (switches.recordingsOff)
      throw graphRefusal(403, "Forbidden", "Recordings are not available to applications.", true);
    return switches.recordingsReady ? (room?.recordings ?? []).filter(({ to }) => to > 0) : [];
  };
  return [
    {
      operation: "graph.recordings.list",
      method: "GET",
      path: `${base}/recordings`,
      handle: (request) => {
        const value = recordingsOf(request).map((recording) => ({
          id: recording.id,
          meetingId: request.params["meeting"],
          createdDateTime: clock.iso(recording.from),
          endDateTime: clock.iso(recording.to),
          recordingContentUrl: `https://graph.microsoft.com${request.path}/${recording.id}/content`,
        }));
        return { status: 200, body: { value } };
      },
    },
    {
      operation: "graph.recordings.content",
      method: "GET",
      path: `${base}/recordings/:recording/content`,
      handle: (request) => {
        const recording = recordingsOf(request).find(({ id }) => id === request.params["recording"]);
        if (recording === undefined) throw notFound("Recording");
        return {
          status: 200,
          headers: { "content-type": "video/mp4" },
          body: recordingBytes(recording.id),
        };
      },
    },
    {
      operation: "graph.attendanceReports.list",
      method: "GET",
      path: `${base}/attendanceReports`,
      handle: (request) => {
        roomOf(request);
        return { status: 200, body: { value: [] } };
      },
    },
  ];
};
