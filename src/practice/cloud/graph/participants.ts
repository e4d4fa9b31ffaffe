import { randomUUID } from "node:crypto";
import { asText, at } from "../../fields.ts";
import type { Calls, Leg } from "../../meeting/calls.ts";
import type { Seat } from "../../meeting/seat.ts";
import type { Switches } from "../../switches.ts";
import type { CloudRequest, Route } from "../route.ts";
import { legOf } from "./calls.ts";
import { graphRefusal, notFound } from "./errors.ts";
import { participantOf, rosterFor } from "./identity.ts";

/** The roster of a call, and what may be done to the people in it (facts/graph.md 3.2). */
export const participantRoutes = (calls: Calls, switches: Switches): readonly Route[] => {
  const base = "/v1.0/communications/calls/:call/participants";
  return [
    {
      operation: "graph.participants.list",
      method: "GET",
      path: base,
      handle: (request) => {
        const leg = legOf(request, calls);
        const value = rosterFor(leg.room, leg.seat).map((seat) =>
          participantOf(seat, leg.rosterSequenceNumber, { recording: leg.room.isRecording(seat) }),
        );
        return { status: 200, body: { value } };
      },
    },
    {
      operation: "graph.participant.get",
      method: "GET",
      path: `${base}/:participant`,
      handle: (request) => {
        const leg = legOf(request, calls);
        const seat = seatOf(request, leg);
        const recording = leg.room.isRecording(seat);
        return { status: 200, body: participantOf(seat, leg.rosterSequenceNumber, { recording }) };
      },
    },
    {
      operation: "graph.participant.remove",
      method: "DELETE",
      path: `${base}/:participant`,
      handle: (request) => {
        const leg = legOf(request, calls);
        if (!switches.removeParticipant) {
          throw graphRefusal(403, "Forbidden", "The app is not allowed to remove participants.", true);
        }
        refuseWhileWaiting(leg);
        leg.room.leave(seatOf(request, leg), "removed");
        return { status: 204 };
      },
    },
    {
      operation: "graph.participant.mute",
      method: "POST",
      path: `${base}/:participant/mute`,
      handle: (request) => {
        const leg = legOf(request, calls);
        refuseWhileWaiting(leg);
        leg.room.mute(seatOf(request, leg));
        return {
          status: 200,
          body: {
            "@odata.type": "#microsoft.graph.muteParticipantOperation",
            id: randomUUID(),
            status: "completed",
            clientContext: asText(at(request.body, "clientContext")) ?? null,
          },
        };
      },
    },
  ];
};

const refuseWhileWaiting = (leg: Leg): void => {
  if (leg.seat.where === "in") return;
  throw graphRefusal(403, "Forbidden", "The bot is not in the meeting yet.", true);
};

const seatOf = (request: CloudRequest, leg: Leg): Seat => {
  const seat = rosterFor(leg.room, leg.seat).find(({ id }) => id === request.params["participant"]);
  if (!seat) throw notFound("Participant");
  return seat;
};
