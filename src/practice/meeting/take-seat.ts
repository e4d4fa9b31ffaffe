import { randomUUID } from "node:crypto";
import { opaque } from "../ids.ts";
import type { Person } from "../school/person.ts";
import type { Seat } from "./seat.ts";

export const takeSeat = (person: Person, where: Seat["where"], arrivedAt: number, callId?: string): Seat => ({
  id: randomUUID(),
  person,
  botUserId: person.account?.botUserId ?? `29:1${opaque(24)}`,
  where,
  breakout: false,
  mic: false,
  camera: false,
  moved: false,
  adultGone: false,
  serverMuted: false,
  arrivedAt,
  ...(callId === undefined ? {} : { callId }),
});
