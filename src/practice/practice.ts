import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Addresses } from "./addresses.ts";
import { Application } from "./app/application.ts";
import { environmentFor } from "./app/environment.ts";
import { freePort } from "./app/free-port.ts";
import { frontDoor } from "./app/front-door.ts";
import { Gateway } from "./app/gateway.ts";
import { Changes } from "./changes.ts";
import { Chats, privateChatId } from "./chat/chats.ts";
import { Clock } from "./clock.ts";
import { connectorService } from "./cloud/connector/service.ts";
import { entraService } from "./cloud/entra/service.ts";
import { Faults } from "./cloud/faults.ts";
import { consentedRoles } from "./cloud/graph/roles.ts";
import { graphService } from "./cloud/graph/service.ts";
import { Ledger } from "./cloud/ledger.ts";
import { CloudServer } from "./cloud/server.ts";
import type { Conditions } from "./cloud/service.ts";
import { cloudCertificate, makeDoorCertificate } from "./cloud/tokens/certificate.ts";
import { Mint } from "./cloud/tokens/mint.ts";
import { install } from "./control/do-chat.ts";
import { CallNotifications } from "./delivery/call-notifications.ts";
import { Courier } from "./delivery/courier.ts";
import { Envelope } from "./delivery/envelope.ts";
import { announceInstallations, tellOfAdded } from "./delivery/installation.ts";
import { MeetingEvents } from "./delivery/meeting-events.ts";
import { followRooms } from "./follow.ts";
import { Calls } from "./meeting/calls.ts";
import { Rooms } from "./meeting/rooms.ts";
import type { Person } from "./school/person.ts";
import { schoolFile } from "./school/school-file.ts";
import { StaffDrive } from "./school/staff-drive.ts";
import { botId, tenantId } from "./school/tenant.ts";
import { bareSwitches, type Latency, usualLatency, usualSwitches } from "./switches.ts";
import { PowerShell } from "./tenant/cmdlets.ts";
import { Tenant } from "./tenant/tenant.ts";
import type { World } from "./world.ts";

export type PracticeOptions = {
  /** Of the gateway; 0 takes any free one. */
  readonly port: number;
  /** The application's script, the address of one that runs elsewhere, or how to run it in this process. */
  readonly app:
    | { readonly script: string }
    | { readonly url: URL }
    | { readonly run: (environment: Readonly<Record<string, string>>) => Promise<void> };
  /** Where certificate, school file and log are put. */
  readonly folder: string;
  /** The application's `DATA_DIR`. */
  readonly dataDir: string;
  /** How long the cloud takes; no time at all where not given. */
  readonly latency?: Latency;
  /** The built classroom page. */
  readonly pages: string;
  /** Nothing has been set up in the tenant: no consent, no policy, no one has the app, and no school file. */
  readonly bare?: boolean;
  /** A random one where not given. */
  readonly metricsToken?: string | undefined;
};

/** What a test needs to know; `--json` prints it. */
export type Running = {
  readonly gateway: string;
  readonly entra: string;
  readonly graph: string;
  readonly connector: string;
  readonly frontDoor: string;
  readonly appPort: number;
  readonly botId: string;
  readonly botPassword: string;
  readonly metricsToken: string;
  readonly tenantId: string;
  readonly dataDir: string;
  readonly certificateFile: string;
  readonly appLog: string;
  /** What the application is started with, as `npm run preflight -- FILE` takes it. */
  readonly settingsFile: string;
};

export type Practice = {
  readonly running: Running;
  readonly stop: () => Promise<void>;
};

/** Starts the cloud, the school and the application; resolves when the application is healthy. */
export const startPractice = async (options: PracticeOptions): Promise<Practice> => {
  mkdirSync(options.folder, { recursive: true });
  mkdirSync(options.dataDir, { recursive: true });
  const hadRecord = existsSync(join(options.dataDir, "record.sqlite"));
  const certificate = await cloudCertificate();
  const certificateFile = join(options.folder, "practice-cloud.pem");
  const schoolFilePath = join(options.folder, "school.json");
  const appLog = join(options.folder, "application.log");
  const settingsFile = join(options.folder, "settings.env");
  writeFileSync(certificateFile, certificate.cert);
  writeFileSync(schoolFilePath, `${JSON.stringify(schoolFile(), null, 2)}\n`);

  const addresses: Writable<Addresses> = { entra: "", graph: "", connector: "", frontDoor: "" };
  const secret = randomBytes(24).toString("base64url");
  const metricsToken = options.metricsToken ?? randomBytes(24).toString("base64url");
  const appUrl = "url" in options.app ? options.app.url : new URL(`http://127.0.0.1:${await freePort()}`);

  const changes = new Changes();
  const clock = new Clock();
  const switches = options.bare === true ? bareSwitches(consentedRoles) : usualSwitches();
  const latency = options.latency ?? usualLatency();
  const ledger = new Ledger();
  const faults = new Faults(changes);
  const mint = new Mint(addresses, clock, () => switches.tokenVersion);
  const rooms = new Rooms(clock, latency);
  const chats = new Chats(
    clock,
    changes,
    rooms.all.map(({ meeting }) => meeting),
  );
  const drive = new StaffDrive();
  if (options.bare === true) for (const chat of chats.all) chat.installed = false;
  const envelope = new Envelope(addresses, clock);
  const courier = new Courier(addresses, ledger, certificate.cert);
  const calls = new Calls(clock, new CallNotifications({ clock, switches, latency, courier, mint }));
  const events = new MeetingEvents({ clock, switches, latency, envelope, courier, mint });
  followRooms(rooms, chats, events, calls, changes);

  const tellAdded = tellOfAdded({ envelope, courier, mint, rooms });

  const granted = () => consentedRoles.filter((role) => !switches.revokedRoles.includes(role));
  let application: Application | undefined;
  const conditions: Conditions = {
    latencyMs: (method, operation) =>
      method === "GET" || READS.has(operation) ? latency.cloud : Math.max(latency.cloud, latency.writes),
    date: () => new Date(Date.now() + switches.clockAheadMinutes * 60_000).toUTCString(),
    crash: { kill: () => application?.kill(), freeze: () => application?.freeze() },
  };
  const serve = (service: ConstructorParameters<typeof CloudServer>[0]) =>
    new CloudServer(service, certificate, ledger, faults, conditions);
  const entra = serve(entraService(mint, addresses, secret, granted, switches));
  const graph = serve(
    graphService({ mint, addresses, chats, rooms, calls, drive, clock, switches, tellAdded }),
  );
  const connector = serve(connectorService({ mint, addresses, chats, rooms, clock, switches }));
  const door = frontDoor(certificate, () => appUrl, switches);
  await Promise.all([entra, graph, connector, door].map((server) => server.listen(0)));
  addresses.entra = `https://127.0.0.1:${entra.port}`;
  addresses.graph = `https://127.0.0.1:${graph.port}`;
  addresses.connector = `https://127.0.0.1:${connector.port}`;
  addresses.frontDoor = `https://127.0.0.1:${door.port}`;

  const environment = environmentFor(
    addresses,
    appUrl,
    secret,
    options.dataDir,
    options.bare === true ? "" : schoolFilePath,
    certificateFile,
    metricsToken,
    options.bare !== true || "run" in options.app,
  );
  if ("script" in options.app) {
    application = new Application(
      {
        script: options.app.script,
        environment,
        url: appUrl,
        logFile: appLog,
        settingsFile,
        startWithinMs: 90_000,
      },
      changes,
    );
  }
  const installing = { chats, changes, rooms, envelope, courier, mint };
  const give = async (person: Person, on: boolean) => {
    const conversation = privateChatId(person);
    if (chats.find(conversation)?.conversation.installed !== on)
      await install({ conversation, on }, installing);
  };
  const tenant = new Tenant(
    {
      switches,
      changes,
      roles: consentedRoles,
      give,
      putIntoMeetingsOf: async (organisers) => {
        for (const { meeting } of rooms.all)
          if (organisers.some(({ id }) => id === meeting.organiser.id))
            await install({ conversation: meeting.threadId, on: true }, installing);
      },
    },
    options.bare === true,
  );
  const world: World = {
    tenant,
    powerShell: new PowerShell(tenant),
    bare: options.bare === true,
    pressedOnPages: new Set(),
    changes,
    clock,
    switches,
    latency,
    ledger,
    faults,
    mint,
    rooms,
    calls,
    chats,
    drive,
    courier,
    envelope,
    frontDoor: () => addresses.frontDoor,
    renewDoor: async () => door.renew(await makeDoorCertificate(certificate, switches.certificateDays)),
    application,
  };
  const gateway = new Gateway(world, options.pages, () => appUrl);
  const stop = async () => {
    clock.stop();
    await application?.stop();
    for (const part of [gateway, entra, graph, connector, door, courier]) part.close();
  };
  try {
    await gateway.listen(options.port);
    await application?.start();
    if ("run" in options.app) await options.app.run(environment);
  } catch (error) {
    await stop();
    throw error;
  }
  // People who were in a meeting of an earlier practice are gone: no lesson goes on with them.
  if (hadRecord) for (const room of rooms.all) events.wasOver(room);
  if (!("url" in options.app)) await announceInstallations(envelope, courier, mint, chats, rooms.all);
  return {
    stop,
    running: {
      gateway: `http://127.0.0.1:${gateway.port}`,
      ...addresses,
      appPort: Number(appUrl.port),
      botId,
      botPassword: secret,
      metricsToken,
      tenantId,
      dataDir: options.dataDir,
      certificateFile,
      appLog,
      settingsFile,
    },
  };
};

/** These use POST, and change nothing. */
const READS = new Set(["entra.token", "graph.checkMemberGroups", "graph.getMemberGroups"]);

type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };
