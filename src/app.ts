import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pino from "pino";
import type { Config } from "./config.ts";
import { openConcernDesk } from "./desk/concern-desk.ts";
import { openLessonDesk } from "./desk/lesson-desk.ts";
import { peopleIn } from "./desk/people.ts";
import { openSchool } from "./desk/school.ts";
import { lessonStream, SCHOOL_STREAM } from "./desk/streams.ts";
import { startAuditor } from "./duty/auditor.ts";
import { dutyHandlers, onLate, onUnknown } from "./duty/handlers/handlers.ts";
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
import { openRecord } from "./record/record.ts";
import { openSealKey } from "./record/seal/seal-key.ts";
import { openSealer } from "./record/seal/sealer.ts";
import { parseSchoolFile } from "./school-file.ts";
import { linksTo } from "./teams/cards/links.ts";
import { createConnector } from "./teams/connector.ts";
import { activityHandlers } from "./teams/events.ts";
import { createReceiver } from "./teams/receive.ts";
import { createSender } from "./teams/send.ts";
import { createWeb } from "./web/server.ts";
import { createSignIn } from "./web/sign-in.ts";

export type App = {
  readonly port: number;
  /** Takes up nothing new, lets what is under way finish, closes the record. */
  readonly stop: () => Promise<void>;
};

type Setting = { readonly config: Config; readonly root: string; readonly version: string };

/** Puts the application together from its folders and starts it. */
export const startApp = async ({ config, root, version }: Setting): Promise<App> => {
  const log = pino({ base: null });
  const failed = (error: unknown): void => log.error(faultOf(error), "something failed");
  const now = (): string => new Date().toISOString();

  const record = await openRecord(config);
  const school = await openSchool(record, now);
  record.onAppended((streams) => {
    if (streams.includes(SCHOOL_STREAM)) school.refresh().catch(failed);
  });
  if (config.schoolFile !== undefined) {
    const text = await readFile(config.schoolFile, "utf8");
    const digest = createHash("sha256").update(text).digest("hex");
    if (await school.applyFile(parseSchoolFile(text), digest)) log.info("the school file has been applied");
  }

  const msal = createMsalClient(config);
  const credentials = createCredentials(msal);
  const limiter = createLimiter(record, false);
  const graph = createGraphClient({ ...config, credentials, limiter });
  const directory = createDirectory({
    graph,
    groups: () => school.settings().groups,
    adminGroupId: config.adminGroupId,
  });
  let serviceUrl = await record.serviceUrl();
  const connector = {
    credentials,
    // Teams may have spoken to another replica only.
    serviceUrl: async () => {
      serviceUrl ??= await record.serviceUrl();
      return serviceUrl;
    },
  };
  const sender = createSender(config, createConnector({ ...connector, limiter }));
  const urgentSender = createSender(
    config,
    createConnector({ ...connector, limiter: createLimiter(record, true) }),
  );

  const people = peopleIn(directory, record);
  const lessons = openLessonDesk({ record, school, people, now });
  const concerns = openConcernDesk({ record, school, people, now });
  const links = linksTo(config.teamsAppId);
  const shared = { record, lessons, concerns, people, school, links, now };

  const saveServiceUrl = (url: string): void => {
    if (url === serviceUrl) return;
    serviceUrl = url;
    record.saveServiceUrl(url).catch(failed);
  };
  const receive = createReceiver({
    config,
    handlers: activityHandlers({ ...shared, saveServiceUrl }),
    replies: sender,
    credentials,
    report: (what) => log.info(what, "activity"),
  });

  const duties: Parts = {
    ...shared,
    platform: createTeamsPlatform(config, graph),
    seals: openSealer({ record, key: openSealKey(config), now }),
    sender,
    urgentSender,
    publicUrl: config.publicUrl,
    botId: config.bot.id,
    touch: (lesson) => record.touch([lessonStream(lesson)]),
  };
  const rosters = watchRosters(duties, failed);
  const web = createWeb({
    ...shared,
    classes: { list: () => listClasses(graph), pupils: (id) => listPupils(graph, id) },
    signIn: createSignIn(config),
    calls: {
      guard: createNotificationGuard(config),
      tenantId: config.bot.tenantId,
      rosterSeen: rosters.noticed,
    },
    receive,
    pages: join(root, "dist/panel"),
    version,
    failed,
  });
  const worker = startWorker({
    record,
    handlers: dutyHandlers(duties),
    onLate: onLate(duties),
    onUnknown: onUnknown(duties),
    log,
  });

  const auditor = startAuditor({ record, concerns, log });

  await new Promise<void>((resolve, reject) => {
    web.server.once("error", reject);
    web.server.listen(config.port, config.host, () => resolve());
  });
  await scheduleSeals(duties);
  // Known before the first alert, should the directory be away by then.
  people.holders().catch(failed);
  // Whoever came or left while we were down is seen at once.
  for (const row of await record.openLessons()) if (row.callId !== null) rosters.ask(row.lesson, row.callId);

  return {
    port: web.server.address().port,
    stop: async () => {
      await web.close();
      await auditor.stop();
      await worker.stop();
      await record.close();
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
