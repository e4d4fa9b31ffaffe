import type { Clock } from "../clock.ts";
import { callOf } from "../cloud/graph/calls.ts";
import { participantOf, rosterFor } from "../cloud/graph/identity.ts";
import type { Mint } from "../cloud/tokens/mint.ts";
import type { Gone, Leg, LegListener } from "../meeting/calls.ts";
import type { EndReason } from "../meeting/room-event.ts";
import type { Seat } from "../meeting/seat.ts";
import type { Latency, Switches } from "../switches.ts";
import type { Courier } from "./courier.ts";

type Dependencies = {
  readonly clock: Clock;
  readonly switches: Switches;
  readonly latency: Latency;
  readonly courier: Courier;
  readonly mint: Mint;
};

const messages: Readonly<Record<number, string>> = {
  5000: "Removed from the call by another participant.",
  5001: "The call has ended.",
  5002: "All other participants have left.",
  5300: "Removed from the call.",
  7000: "Ended by the bot.",
  8537: "The call was ended because keepAlive was missed.",
};

/** `commsNotifications` to a leg's callback (facts/graph.md 3.4). */
export class CallNotifications implements LegListener {
  readonly #dependencies: Dependencies;
  readonly #held = new Map<string, () => void>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  readonly state = (leg: Leg, reason?: EndReason): void => {
    this.#releaseHeld(leg);
    const resourceData = {
      ...callOf(leg),
      ...(reason
        ? {
            resultInfo: {
              "@odata.type": "#microsoft.graph.resultInfo",
              ...reason,
              message: messages[reason.subcode] ?? "",
            },
          }
        : {}),
    };
    const changeType = leg.state === "terminated" ? "deleted" : "updated";
    this.#send(leg, changeType, `/communications/calls/${leg.id}`, resourceData);
  };

  readonly roster = (leg: Leg, changed: readonly Seat[], gone: Gone | undefined): void => {
    const visible = rosterFor(leg.room, leg.seat);
    const shown = leg.delta ? visible.filter((seat) => changed.includes(seat)) : visible;
    const resourceData = shown.map((seat) =>
      participantOf(seat, leg.rosterSequenceNumber, { recording: leg.room.isRecording(seat) }),
    );
    if (leg.delta && gone) {
      resourceData.push(
        participantOf(gone.seat, leg.rosterSequenceNumber, {
          removed: gone.how === "removed" ? "Removed" : "Left",
        }),
      );
    }
    const send = () => {
      this.#send(leg, "updated", `/communications/calls/${leg.id}/participants`, resourceData);
    };
    if (!this.#dependencies.switches.rosterOutOfOrder) {
      send();
      return;
    }
    // The earlier of two waits for the later one, so that it arrives second.
    if (this.#held.has(leg.id)) {
      send();
      this.#releaseHeld(leg);
    } else {
      this.#held.set(leg.id, send);
    }
  };

  #releaseHeld(leg: Leg): void {
    this.#held.get(leg.id)?.();
    this.#held.delete(leg.id);
  }

  #send(leg: Leg, changeType: string, resourceUrl: string, resourceData: unknown): void {
    const { courier, mint, clock, latency } = this.#dependencies;
    const body = {
      "@odata.type": "#microsoft.graph.commsNotifications",
      value: [{ "@odata.type": "#microsoft.graph.commsNotification", changeType, resourceUrl, resourceData }],
    };
    if (!this.#dependencies.switches.callNotifications) return;
    const send = () => {
      void courier.post(leg.callbackUri, body, mint.callToken(), "graph.call.notification");
    };
    if (latency.notify === 0) send();
    else clock.after(latency.notify, send);
  }
}
