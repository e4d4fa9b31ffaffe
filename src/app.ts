import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import type { Config } from "./config.ts";
import { openExpiries } from "./desk/expiry.ts";
import { openExportDesk } from "./desk/export-desk.ts";
import { openOffice } from "./desk/office.ts";
import { lessonStream, schoolStream } from "./desk/streams.ts";
import { startAuditor } from "./duty/auditor.ts";
import { dutyHandlers, onLate, onUnknown } from "./duty/handlers/handlers.ts";
import { scheduleExpiry } from "./duty/handlers/keeping-duties.ts";
import type { Parts } from "./duty/handlers/parts.ts";
import { watchRosters } from "./duty/handlers/roster-watch.ts";
import { scheduleSeals } from "./duty/handlers/seal-duties.ts";
import { startWorker } from "./duty/worker.ts";
import { listClasses, listPupils } from "./meeting/classes.ts";
import { createCredentials, createMsalClient } from "./meeting/credentials.ts";
import { createDirectory } from "./meeting/directory.ts";
import { createGraphClient } from "./meeting/graph-client.ts";
import { createLimiter } from "./meeting/limiter.ts";
import { createNotificationGuard } from "./meeting/notifications.ts";
import { createTeamsPlatform } from "./meeting/platform.ts";
import { openRecords } from "./record/records.ts";
import { FIRST_SCHOOL } from "./record/scope.ts";
import { openSealKey } from "./record/seal/seal-key.ts";
import { openSealer } from "./record/seal/sealer.ts";
import { parseSchoolFile } from "./school-file.ts";
import { linksTo } from "./teams/cards/links.ts";
import { createConnector } from "./teams/connector.ts";
import { activityHandlers } from "./teams/events.ts";
import { createReceiver } from "./teams/receive.ts";
import { createSender } from "./teams/send.ts";
import { createMeasures } from "./web/measures.ts";
import { createWeb } from "./web/server.ts";
import { createSignIn } from "./web/sign-in.ts";

export type App = {
  readonly port: number;
  /** Takes up no new work, lets what is under way finish or hands it on, closes the record. */
  readonly stop: () => Promise<void>;
};

type Setting = { readonly config: Config; readonly root: string; readonly version: string };

/** Puts the application together from its folders and starts it. */
export const startApp = async ({ config, root, version }: Setting): Promise<App> => {
  const log = pino({ base: null });
  const failed = (error: unknown): void => log.error(faultOf(error), "something failed");
  /** The one clock of the program, milliseconds since 1970. */
  const clock = (): number => Date.now();
  const now = (): string => new Date(clock()).toISOString();

  const records = await openRecords(config);
  const msal = createMsalClient(config);
  const measures = createMeasures({ record: records, version });
  const heard = measures.cloud;
  const credentials = createCredentials(msal, heard);
  const limiter = createLimiter(records, false);
  const graph = createGraphClient({ ...config, credentials, limiter, heard });
  const office = await openOffice(FIRST_SCHOOL, {
    records,
    directoryFor: (school) =>
      createDirectory({
        graph,
        groups: () => school.settings().groups,
        adminGroupId: config.adminGroupId,
        now: clock,
      }),
    now,
  });
  const { record, school, people, concerns } = office;
  record.onAppended((streams) => {
    if (streams.includes(schoolStream(office.id))) school.refresh().catch(failed);
  });
  if (config.schoolFile !== undefined) {
    const text = await readFile(config.schoolFile, "utf8");
    const digest = createHash("sha256").update(text).digest("hex");
    if (await school.applyFile(parseSchoolFile(text), digest)) log.info("the school file has been applied");
  }

  let serviceUrl = await records.serviceUrl();
  const connector = {
    credentials,
    heard,
    // Teams may have spoken to another replica only.
    serviceUrl: async () => {
      serviceUrl ??= await records.serviceUrl();
      return serviceUrl;
    },
  };
  const sender = createSender(config, createConnector({ ...connector, limiter }));
  const urgentSender = createSender(
    config,
    createConnector({ ...connector, limiter: createLimiter(records, true) }),
  );

  const links = linksTo(config.teamsAppId);
  const shared = { ...office, links, now };

  const saveServiceUrl = (url: string): void => {
    if (url === serviceUrl) return;
    serviceUrl = url;
    records.saveServiceUrl(url).catch(failed);
  };
  const receive = createReceiver({
    config,
    handlers: activityHandlers({ ...shared, saveServiceUrl }),
    replies: sender,
    credentials,
    report: (what) => log.info(what, "activity"),
  });

  const key = openSealKey(config);
  const duties: Parts = {
    ...shared,
    platform: createTeamsPlatform(config, graph),
    expiries: openExpiries(shared),
    seals: {
      general: openSealer({ record, key, now }),
      adult: openSealer({ record: office.staffMatters, key, now }),
    },
    sender,
    urgentSender,
    publicUrl: config.publicUrl,
    botId: config.bot.id,
    touch: (lesson) => record.touch([lessonStream(lesson)]),
  };
  const rosters = watchRosters(duties, failed);
  const web = createWeb({
    ...shared,
    records,
    exports: openExportDesk({ ...shared, fonts: join(root, "node_modules/dejavu-fonts-ttf/ttf") }),
    classes: { list: () => listClasses(graph), pupils: (id) => listPupils(graph, id) },
    signIn: createSignIn(config),
    calls: {
      guard: createNotificationGuard(config),
      tenantId: config.bot.tenantId,
      rosterSeen: rosters.noticed,
    },
    receive,
    measures,
    metricsToken: config.metricsToken,
    pages: join(root, "dist/panel"),
    version,
    failed,
  });
  const worker = startWorker({
    record: records,
    handlers: dutyHandlers(duties),
    onLate: async (work, reason, why) => {
      measures.undone(work.kind, why === "deadline" ? "late" : "given up");
      await onLate(duties)(work, reason);
    },
    onUnknown: onUnknown(duties),
    log,
    clock,
  });

  const auditor = startAuditor({ records, concerns, log });

  await new Promise<void>((resolve, reject) => {
    web.server.once("error", reject);
    web.server.listen(config.port, config.host, () => resolve());
  });
  await scheduleSeals(duties);
  await scheduleExpiry(duties);
  // Known before the first alert, should the directory be away by then.
  people.holders().catch(failed);
  // Whoever came or left while we were down is seen at once.
  for (const { lesson, callId } of await records.openCalls()) rosters.ask(lesson, callId);

  return {
    port: web.server.address().port,
    stop: async () => {
      web.leave();
      await Promise.all([auditor.stop(), worker.stop()]);
      await web.close();
      await records.close();
    },
  };
};

/** Name, code and place of a fault; its words may be about somebody. */
const faultOf = (error: unknown): object => {
  const { name, code, stack } = Object(error) as { name?: unknown; code?: unknown; stack?: unknown };
  const frames =
    typeof stack === "string"
      ? stack
          .split("\n")
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 8)
      : [];
  return { error: name, code, frames };
};
