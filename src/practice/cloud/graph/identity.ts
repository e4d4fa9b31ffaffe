import type { Room } from "../../meeting/room.ts";
import type { Seat } from "../../meeting/seat.ts";
import { botId, tenantId } from "../../school/tenant.ts";

/**
 * Graph's identitySet for a seat. Guests have an id that is new at every arrival: only the typed
 * name says anything about them.
 */
export const identityOf = (seat: Seat): Record<string, unknown> => {
  const { person } = seat;
  if (person.account) {
    return { user: { id: person.account.objectId, displayName: person.name, tenantId } };
  }
  if (person.part === "callingBot") return { application: { id: botId, displayName: person.name } };
  const identity = { id: seat.id, displayName: person.name };
  if (person.identity === "application") return { application: identity };
  return person.identity === "phone" ? { phone: identity } : { guest: identity };
};

/** A participant as the roster of a call holds it (facts/graph.md 3.4). */
export const participantOf = (
  seat: Seat,
  rosterSequenceNumber: number,
  { removed, recording = false }: { readonly removed?: string; readonly recording?: boolean } = {},
): Record<string, unknown> => ({
  "@odata.type": "#microsoft.graph.participant",
  id: seat.id,
  info: {
    "@odata.type": "#microsoft.graph.participantInfo",
    identity: identityOf(seat),
    endpointType: "default",
  },
  isInLobby: seat.where === "lobby",
  isMuted: !seat.mic,
  mediaStreams: [
    {
      mediaType: "audio",
      direction: seat.mic ? "sendReceive" : "receiveOnly",
      sourceId: "1",
      serverMuted: seat.serverMuted,
      label: "main-audio",
    },
    {
      mediaType: "video",
      direction: seat.camera ? "sendReceive" : "receiveOnly",
      sourceId: "2",
      serverMuted: false,
      label: "main-video",
    },
  ],
  metadata: null,
  recordingInfo: recording
    ? {
        "@odata.type": "#microsoft.graph.recordingInfo",
        initiator: identityOf(seat),
        recordingStatus: "recording",
      }
    : null,
  rosterSequenceNumber,
  ...(removed === undefined ? {} : { removedState: { reason: removed } }),
});

/** What a leg sees: everyone but those in breakout rooms, or only itself while it waits in the lobby. */
export const rosterFor = (room: Room, seat: Seat): readonly Seat[] =>
  seat.where === "in" ? room.seats.filter(({ breakout }) => !breakout) : [seat];
