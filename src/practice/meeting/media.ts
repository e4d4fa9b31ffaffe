import type { MeetingOptions } from "./options.ts";
import type { MeetingRole, Seat } from "./seat.ts";

/** Mic and camera options bind the role attendee alone (facts/graph.md 1.2). */
export const maySend = (what: "mic" | "camera", role: MeetingRole, options: MeetingOptions): boolean => {
  if (role !== "attendee") return true;
  return what === "mic" ? options.allowAttendeeToEnableMic : options.allowAttendeeToEnableCamera;
};

/** Stops what the options no longer allow; says whether anything changed. */
export const silence = (seat: Seat, role: MeetingRole, options: MeetingOptions): boolean => {
  const mic = seat.mic && maySend("mic", role, options);
  const camera = seat.camera && maySend("camera", role, options);
  const changed = mic !== seat.mic || camera !== seat.camera;
  seat.mic = mic;
  seat.camera = camera;
  return changed;
};

/** Whether this person may write in the meeting chat; messages of bots are not concerned. */
export const mayChat = (role: MeetingRole, options: MeetingOptions, running: boolean): boolean => {
  if (role !== "attendee") return true;
  if (options.allowMeetingChat === "limited") return running;
  return options.allowMeetingChat === "enabled";
};
