import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { callingBot } from "../school/people.ts";
import type { Room } from "./room.ts";
import type { EndReason } from "./room-event.ts";
import type { Seat } from "./seat.ts";

export type CallState = "establishing" | "established" | "terminated";

/** One leg of the calling bot. A second join is a second leg: Microsoft has no idempotency here. */
export type Leg = {
  readonly id: string;
  readonly room: Room;
  readonly seat: Seat;
  readonly callbackUri: string;
  /** The application asked for changes only (`callOptions.isDeltaRosterEnabled`). */
  readonly delta: boolean;
  state: CallState;
  rosterSequenceNumber: number;
};

/** A person who has left while the meeting goes on. */
export type Gone = {
  readonly seat: Seat;
  readonly how: "left" | "removed" | "denied";
};

/** The reason given to a leg that ends: never that the call has ended, because for others it goes on. */
const REASONS: { readonly [H in Gone["how"]]: EndReason } = {
  left: { code: 200, subcode: 7000 },
  removed: { code: 200, subcode: 5000 },
  denied: { code: 200, subcode: 5300 },
};

/** What a leg has to tell its callback. */
export type LegListener = {
  readonly state: (leg: Leg, reason?: EndReason) => void;
  readonly roster: (leg: Leg, changed: readonly Seat[], gone: Gone | undefined) => void;
};

const keepAliveMs = 45 * 60_000;

/** The calls of the application, and what becomes of them. */
export class Calls {
  readonly #clock: Clock;
  readonly #listener: LegListener;
  readonly #legs = new Map<string, Leg>();
  readonly #deadlines = new Map<string, () => void>();

  constructor(clock: Clock, listener: LegListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  get legs(): readonly Leg[] {
    return [...this.#legs.values()];
  }

  find(id: string): Leg | undefined {
    return this.#legs.get(id);
  }

  join(room: Room, callbackUri: string, delta: boolean): Leg {
    const id = randomUUID();
    const seat = room.arriveByCall(callingBot, id);
    const leg: Leg = { id, room, seat, callbackUri, delta, state: "establishing", rosterSequenceNumber: 0 };
    this.#legs.set(id, leg);
    this.keepAlive(leg);
    // The answer to the join goes out first, as Microsoft's does.
    this.#clock.after(20, () => this.#settle(leg));
    return leg;
  }

  keepAlive(leg: Leg): void {
    this.#deadlines.get(leg.id)?.();
    this.#deadlines.set(
      leg.id,
      this.#clock.after(keepAliveMs, () => this.hangUp(leg, { code: 408, subcode: 8537 })),
    );
  }

  /** Practice time moves on: the application keeps its calls alive by its machine's clock, which does not. */
  keptThrough(moving: () => void): void {
    for (const stop of this.#deadlines.values()) stop();
    moving();
    for (const leg of this.legs) this.keepAlive(leg);
  }

  /** The leg ends; the people in the meeting go on. */
  hangUp(leg: Leg, reason: EndReason = { code: 200, subcode: 7000 }): void {
    this.#finish(leg, reason);
    leg.room.leave(leg.seat);
  }

  /** Called for everything that happens in a room. */
  follow(room: Room, changed: readonly Seat[], gone?: Gone): void {
    for (const leg of this.legs) {
      if (leg.room !== room) continue;
      if (gone?.seat === leg.seat) this.#finish(leg, REASONS[gone.how]);
      else if (leg.state === "establishing" && leg.seat.where === "in" && changed.includes(leg.seat))
        this.#settle(leg);
      else if (leg.state === "established") this.#roster(leg, changed, gone);
    }
  }

  /** The meeting is over for everyone. */
  roomOver(room: Room, reason: EndReason): void {
    for (const leg of this.legs) if (leg.room === room) this.#finish(leg, reason);
  }

  #settle(leg: Leg): void {
    if (leg.state !== "establishing") return;
    if (leg.seat.where === "in") leg.state = "established";
    this.#listener.state(leg);
    this.#roster(leg, leg.room.seats, undefined);
  }

  #roster(leg: Leg, changed: readonly Seat[], gone: Gone | undefined): void {
    leg.rosterSequenceNumber += 1;
    this.#listener.roster(leg, changed, gone);
  }

  #finish(leg: Leg, reason: EndReason): void {
    if (!this.#legs.delete(leg.id)) return;
    this.#deadlines.get(leg.id)?.();
    this.#deadlines.delete(leg.id);
    leg.state = "terminated";
    this.#listener.state(leg, reason);
  }
}
