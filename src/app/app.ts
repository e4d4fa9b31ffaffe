import type { KeyObject } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pino, { type Logger } from "pino";
import type { Config } from "../config.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import { openSchools } from "../desk/schools.ts";
import { startAuditor } from "../duty/auditor.ts";
import { scheduleDaily } from "../duty/handlers/daily.ts";
import { scheduleSeals } from "../duty/handlers/seal-duties.ts";
import { scheduleSignInEnd } from "../duty/handlers/sign-in-duties.ts";
import { openNewMeetings } from "../duty/new-meetings.ts";
import { watchSeals } from "../duty/seal-witness.ts";
import { type SteadyClock, steadyClock } from "../duty/steady-clock.ts";
import { startWorker } from "../duty/worker.ts";
import { heardByAll } from "../meeting/cloud-error.ts";
import { createCredentials, createMsalClient } from "../meeting/credentials.ts";
import { faultOf, reasonOf } from "../meeting/fault.ts";
import { notifyInFeed } from "../meeting/feed.ts";
import { createGraphClient } from "../meeting/graph-client.ts";
import { schoolDataSync } from "../meeting/homes.ts";
import { createLimiter } from "../meeting/limiter.ts";
import { graphMailer, smtpMailer } from "../meeting/mail.ts";
import { createMemberships } from "../meeting/memberships.ts";
import { createNotificationGuard } from "../meeting/notifications.ts";
import { createTeamsPlatform } from "../meeting/platform.ts";
import { signInEnd } from "../meeting/sign-in-end.ts";
import { createSignInStanding } from "../meeting/sign-in-standing.ts";
import { checklistFace } from "../protocol/screen/card-faces.ts";
import { createPrinter } from "../record/export/printing.ts";
import { openRecordStore } from "../record/record-store.ts";
import { openSealKey } from "../record/seal/seal-key.ts";
import { openWitness } from "../record/seal/witness.ts";
import { checklistPart } from "../teams/cards/lesson-card.ts";
import { linksTo } from "../teams/cards/links.ts";
import { createConnector } from "../teams/connector.ts";
import { createReceiver } from "../teams/receive.ts";
import { createSchoolRouter } from "../teams/school-router.ts";
import { createSender } from "../teams/send.ts";
import { createMeasures } from "../web/measures.ts";
import { createSecurityLog, type SecurityLog } from "../web/security-log.ts";
import { createWeb } from "../web/server.ts";
import { createSignIn } from "../web/sign-in.ts";
import { watchWith } from "../web/watch.ts";
import { applySchoolFile } from "./apply-school-file.ts";
import { asStartError, startStep } from "./cannot-start.ts";
import { placeOf, storeSetting } from "./database-sign-in.ts";
import { familyPage } from "./family-page.ts";
import { listen } from "./listen.ts";
import { openSchoolWorker, type SchoolWorker, type SharedServices } from "./school-worker.ts";
import { openSecurityStream } from "./security-stream.ts";
import { openSetUp } from "./set-up/set-up.ts";
import { watchSignIn } from "./sign-in-watch.ts";
import { startWarnings } from "./start-warnings.ts";
import { throughGraph } from "./through-graph.ts";

export type App = {
  readonly port: number;
  /** Looks at once whether work is due: for a test that has moved the clock. */
  readonly wake: () => void;
  /** Takes up no new work, lets what is under way finish or hands it on, closes the record. */
  readonly stop: () => Promise<void>;
};

type Setting = {
  readonly config: Config;
  readonly root: string;
  /** The program of the process that prints, where it is not the one in `src`. */
  readonly pdfProgram?: URL;
  readonly version: string;
  /** The steady clock of this machine where not given. */
  readonly clock?: SteadyClock;
};

const MOST_ASKED_AT_START = 20;

const hasAdministrators = ({ school }: Pick<SchoolServices, "school">): boolean =>
  school.settings().groups.administrators !== undefined;

/** Puts the application together from its folders and starts it. */
export const startApp = async (setting: Setting): Promise<App> => {
  const { config, version } = setting;
  const log = pino({ base: null });
  let made: KeyObject | undefined;
  const key = (): KeyObject => (made ??= openSealKey(config));
  const write = openSecurityStream(config, (error) => log.error(faultOf(error), "something failed"));
  const security = createSecurityLog({ write, key });
  try {
    const app = await start({ ...setting, log, key, security });
    security.note({ event: "started", version });
    return {
      ...app,
      stop: async () => {
        await app.stop();
        security.close();
        security.note({ event: "stopped", version });
      },
    };
  } catch (error) {
    security.note({ event: "start-refused", version, reason: reasonOf(error) });
    throw asStartError(error, storeSetting(config));
  }
};

type Started = Setting & {
  readonly log: Logger;
  /** Ed25519, private: made at the first use if there is none. */
  readonly key: () => KeyObject;
  readonly security: SecurityLog;
};

const start = async ({
  config,
  root,
  version,
  clock: given,
  pdfProgram = pathToFileURL(join(root, "src/record/export/pdf-process.ts")),
  log,
  key,
  security,
}: Started): Promise<App> => {
  const watch = watchWith(security);
  /** @param request its id in the security log, where it was one that failed */
  const failed = (error: unknown, request?: unknown): void => {
    log.error({ ...faultOf(error), ...(typeof request === "string" ? { request } : {}) }, "something failed");
    watch.failed(error);
  };

  const store = storeSetting(config);
  const records = await startStep("The record cannot be opened", store, () =>
    openRecordStore(placeOf(config)),
  );
  const sealKey = await startStep("The key for seals cannot be read or made", "SEAL_KEY and DATA_DIR", key);
  const { now: clock, follow } = given ?? steadyClock(log, await records.latestMoment());
  const now = (): string => new Date(clock()).toISOString();
  const measures = createMeasures({ record: records, version, clock });
  const standing = createSignInStanding({ credentials: () => credentials, log });
  const heard = heardByAll(measures.cloud, standing.heard);
  const { credential } = config.bot;
  const [msal, end] = await startStep(
    "The bot's certificate cannot be read",
    "BOT_CERTIFICATE_FILE or BOT_CERTIFICATE",
    () => [createMsalClient(config), signInEnd(credential)],
  );
  const credentials = createCredentials(msal, heard);
  const limiter = createLimiter(records, false);
  const urgentLimiter = createLimiter(records, true);
  const graph = createGraphClient({ ...config, credentials, limiter, heard });
  const urgentGraph = createGraphClient({ ...config, credentials, limiter: urgentLimiter, heard });
  const schools = await openSchools({
    records,
    membershipsFor: (groups) => createMemberships({ graph, groups, now: clock }),
    adminGroupId: config.adminGroupId,
    print: createPrinter({ program: pdfProgram, fonts: join(root, "node_modules/dejavu-fonts-ttf/ttf") }),
    canSignIn: standing.canSignIn,
    now,
    failed,
  });
  const { schoolFile } = config;
  const applying = () => schoolFile !== undefined && applySchoolFile(schoolFile, schools);
  if (await startStep("The school's settings cannot be read", "SCHOOL_FILE", applying)) {
    log.info("the school file has been applied");
    security.note({ event: "school-file-applied" });
  }

  let serviceUrl = await records.serviceUrl();
  const connector = {
    credentials,
    heard,
    // Teams may have written only to another replica.
    serviceUrl: async () => {
      serviceUrl ??= await records.serviceUrl();
      return serviceUrl;
    },
  };
  const sender = createSender(config, createConnector({ ...connector, limiter }));
  const urgentSender = createSender(config, createConnector({ ...connector, limiter: urgentLimiter }));
  const platform = createTeamsPlatform(config, graph);
  const newMeetings = openNewMeetings({ records, schools, platform, sender, log, clock });
  const shared: SharedServices = {
    platform,
    ...throughGraph(graph, { ...config, credentials, limiter, heard }),
    sender,
    urgentSender,
    mailer: config.smtpUrl === undefined ? graphMailer(graph) : smtpMailer(config.smtpUrl),
    notify: (entry) => notifyInFeed(urgentGraph, entry),
    links: linksTo(config.teamsAppId, config.bot.tenantId),
    publicUrl: config.publicUrl,
    signInEnd: end,
    botId: config.bot.id,
    key: sealKey,
    turnedAway: watch.cardRefused,
    chooseSchool: newMeetings.choose,
    undone: measures.undone,
    saveServiceUrl: (url) => {
      if (url === serviceUrl) return;
      serviceUrl = url;
      records.saveServiceUrl(url).catch(failed);
    },
    now,
  };

  const workers = new Map<string, SchoolWorker>();
  const workerOf = (services: SchoolServices): SchoolWorker => {
    const worker = workers.get(services.id) ?? openSchoolWorker(services, shared);
    workers.set(services.id, worker);
    return worker;
  };
  const at = async (school: string): Promise<SchoolWorker | undefined> =>
    schools.at(school).then((services) => services && workerOf(services));

  const receive = createReceiver({
    config,
    handlers: createSchoolRouter({
      schools,
      records,
      handlersAt: (services) => workerOf(services).activities,
      channels: sender.channels,
      newMeeting: newMeetings.met,
    }),
    replies: sender,
    credentials,
    report: (what, request) => {
      if (what.event !== "refused" || what.reason === "body" || what.reason === "unavailable")
        log.info(what, "activity");
      else if (request !== undefined) watch.activityRefused(request, what.reason);
    },
  });
  const isAlone = () => schools.all().length === 1;
  const setUp = openSetUp({ config, records, schools, limiter, graph, sender, clock, failed, version });
  const web = createWeb({
    setUp,
    records,
    schools,
    now,
    visitLink: shared.links.join,
    classes: schoolDataSync(graph, isAlone),
    checklistCard: (lesson, around) =>
      checklistPart(checklistFace(lesson, around), { lesson: lesson.id, card: "checklist", panelUrl: "" }),
    signIn: createSignIn(config),
    calls: {
      guard: createNotificationGuard(config),
      tenantId: config.bot.tenantId,
      testCall: setUp.testCall,
      rosterSeen: async (school, ...seen) => (await at(school))?.rosters.noticed(...seen),
    },
    receive,
    readersOf: sender.readers,
    measures,
    metricsToken: config.metricsToken,
    pages: join(root, "dist/panel"),
    ...familyPage(key(), graph, shared, isAlone),
    version,
    failed,
    watch,
  });
  const worker = startWorker({ record: records, at, log, clock, looked: follow });
  const seals = watchSeals({
    records,
    witness: openWitness(config.dataDir),
    now,
    log,
    wentBack: () => security.note({ event: "record-went-back" }),
  });
  const auditor = startAuditor({ records, at: schools.at, log });

  await startStep("Lesson Guard cannot listen", "PORT and HOST", () => listen(web.server, config));
  const { port } = web.server.address();
  log.info(
    { version, store: store === "DATA_DIR" ? "SQLite" : "PostgreSQL", address: config.publicUrl, port },
    "Lesson Guard has started",
  );
  for (const warning of startWarnings(config, schools.all().some(hasAdministrators))) log.warn(warning);
  schools.onOpened((services) => {
    seals.compare(services).catch(failed);
    scheduleSeals(services, now).catch(failed);
    scheduleDaily({ ...services, now }).catch(failed);
    scheduleSignInEnd({ ...services, signInEnd: end, now }).catch(failed);
    // The holders are known before the first alert, even if the directory is away by then. With many schools that would
    // be a flood: the record has what each was last told.
    if (schools.all().length <= MOST_ASKED_AT_START) services.people.holders().catch(failed);
  });
  // People who came or left while we were down are seen at once.
  for (const { school, lesson, callId } of await records.openCalls())
    await (await at(school))?.rosters.ask(lesson, callId);

  const stops = [watchSignIn({ credentials, end, now, log }), setUp.watch()];

  return {
    port,
    wake: worker.wake,
    stop: async () => {
      web.leave();
      for (const stopIt of stops) stopIt();
      await Promise.all([auditor.stop(), worker.stop(), newMeetings.stop()]);
      await web.close();
      await records.close();
    },
  };
};
