import { Agent, fetch as undiciFetch } from "undici";
import { type ByteRoad, createByteRoad } from "../../../src/meeting/byte-road.ts";
import { createGraphClient, type GraphClient } from "../../../src/meeting/graph-client.ts";
import type { Addresses } from "../../../src/practice/addresses.ts";
import { Changes } from "../../../src/practice/changes.ts";
import { Chats } from "../../../src/practice/chat/chats.ts";
import { Clock } from "../../../src/practice/clock.ts";
import { Faults } from "../../../src/practice/cloud/faults.ts";
import { consentedRoles } from "../../../src/practice/cloud/graph/roles.ts";
import { graphService } from "../../../src/practice/cloud/graph/service.ts";
import { Ledger } from "../../../src/practice/cloud/ledger.ts";
import { CloudServer } from "../../../src/practice/cloud/server.ts";
import { cloudCertificate } from "../../../src/practice/cloud/tokens/certificate.ts";
import { Mint } from "../../../src/practice/cloud/tokens/mint.ts";
import { CallNotifications } from "../../../src/practice/delivery/call-notifications.ts";
import { Courier } from "../../../src/practice/delivery/courier.ts";
import { Calls } from "../../../src/practice/meeting/calls.ts";
import type { Room } from "../../../src/practice/meeting/room.ts";
import { Rooms } from "../../../src/practice/meeting/rooms.ts";
import { StaffDrive } from "../../../src/practice/school/staff-drive.ts";
import { type Switches, usualLatency, usualSwitches } from "../../../src/practice/switches.ts";
import { NO_LIMITS } from "./no-limits.ts";

type Clients = { readonly graph: GraphClient; readonly road: ByteRoad };

/** Practice's own Graph in this process, over real HTTP, with the real clients in front of it. */
export type PracticeGraph = {
  readonly graph: GraphClient;
  readonly road: ByteRoad;
  /** The clients of a program of its own. @param around what becomes of each request */
  readonly clients: (around: (send: typeof fetch) => typeof fetch) => Clients;
  readonly room: Room;
  readonly drive: StaffDrive;
  readonly switches: Switches;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly rooms: Rooms;
  readonly chats: Chats;
  /** Conversations of which Teams would have told the bot. */
  readonly added: readonly string[];
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
};

/** @param timeout of a request; short only where a test waits for it */
export const startPracticeGraph = async (timeout = 60_000): Promise<PracticeGraph> => {
  const addresses: { -readonly [K in keyof Addresses]: Addresses[K] } = {
    entra: "",
    graph: "",
    connector: "",
    frontDoor: "",
  };
  const [certificate, changes, clock] = [await cloudCertificate(), new Changes(), new Clock()];
  const [switches, latency, ledger] = [usualSwitches(), usualLatency(), new Ledger()];
  const mint = new Mint(addresses, clock);
  const rooms = new Rooms(clock, latency);
  const chats = new Chats(
    clock,
    changes,
    rooms.all.map(({ meeting }) => meeting),
  );
  const courier = new Courier(addresses, ledger, certificate.cert);
  const calls = new Calls(clock, new CallNotifications({ clock, switches, latency, courier, mint }));
  const [faults, drive] = [new Faults(changes), new StaffDrive()];
  const added: string[] = [];
  const service = graphService({
    mint,
    addresses,
    chats,
    rooms,
    calls,
    drive,
    clock,
    switches,
    tellAdded: ({ id }) => void added.push(id),
  });
  const crash = { kill: () => undefined, freeze: () => undefined };
  const server = new CloudServer(service, certificate, ledger, faults, {
    latencyMs: () => 0,
    date: () => new Date().toUTCString(),
    crash,
  });
  await server.listen(0);
  addresses.graph = `https://127.0.0.1:${server.port}`;
  const agent = new Agent({
    connect: { ca: certificate.cert },
    // A connection for each request: on a machine that stands still, one that is kept may end under it.
    pipelining: 0,
  });
  const dependencies = {
    graphEndpoint: addresses.graph,
    credentials: {
      accessToken: async () =>
        mint.graphToken(consentedRoles.filter((role) => !switches.revokedRoles.includes(role))),
    },
    limiter: NO_LIMITS,
    fetch: ((input: string, init: object) =>
      undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch,
    timeout,
  };
  const room = rooms.byWord("maths");
  if (room === undefined) throw new Error("no such meeting");
  const clients: PracticeGraph["clients"] = (around) => {
    const own = { ...dependencies, fetch: around(dependencies.fetch) };
    return { graph: createGraphClient(own), road: createByteRoad(own) };
  };
  return {
    ...clients((send) => send),
    clients,
    room,
    drive,
    switches,
    faults,
    ledger,
    rooms,
    chats,
    added,
    endpoint: dependencies.graphEndpoint,
    stop: async () => {
      clock.stop();
      await agent.destroy();
      courier.close();
      server.close();
    },
  };
};
