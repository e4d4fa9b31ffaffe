import { createHash } from "node:crypto";
import type { Config } from "../../config.ts";
import type { SchoolServices } from "../../desk/school-services.ts";
import type { Schools } from "../../desk/schools.ts";
import type { GraphClient } from "../../meeting/graph-client.ts";
import type { Limiter } from "../../meeting/limiter.ts";
import { createTeamsPlatform } from "../../meeting/platform.ts";
import { defined } from "../../protocol/defined.ts";
import type { Attesting } from "../../protocol/holders/decide-attested.ts";
import { REHEARSED_PARTS } from "../../protocol/holders/events.ts";
import { type Rehearsed, waitingIn } from "../../protocol/holders/state.ts";
import { isChat, isInZoom } from "../../protocol/lesson/zoom.ts";
import type { RecordStore } from "../../record/record-store.ts";
import { stepsBackIn } from "../../record/seal/step-back.ts";
import type { Card } from "../../teams/cards/build.ts";
import { linksTo } from "../../teams/cards/links.ts";
import type { Sender } from "../../teams/send.ts";
import type { Line } from "../preflight/line.ts";
import type { Inside } from "../preflight/look.ts";
import { MEETING_CHAT } from "../preflight/meeting-checks.ts";
import { rehearsalFinding } from "../preflight/other-checks.ts";
import { preflight } from "../preflight/preflight.ts";
import { settingsMark } from "../settings-mark.ts";
import { notSeenBy, type Said, withWord } from "./attest.ts";
import { withLast } from "./last-seen.ts";
import { openRehearsals, type RehearsalAct } from "./rehearsal.ts";
import { type Seen, seenSince, setUpView } from "./set-up-view.ts";
import { callBackTo, hearTestCall } from "./test-calls.ts";
import type { SetUpView } from "./view.ts";
import { watchSetUp } from "./watch-set-up.ts";

type Records = Pick<RecordStore, "serviceUrl" | "beat" | "overdue" | "setting" | "saveSetting">;

type Dependencies = {
  readonly config: Config;
  readonly records: Records;
  readonly schools: Pick<Schools, "all" | "at">;
  readonly limiter: Limiter;
  readonly graph: GraphClient;
  readonly sender: Sender;
  /** Of this program. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly failed: (error: unknown) => void;
};

export type SetUp = {
  readonly shown: (at: SchoolServices) => Promise<SetUpView>;
  readonly checked: (at: SchoolServices, tokenVersion?: string) => Promise<SetUpView>;
  readonly rehearse: (at: SchoolServices, by: string, act: RehearsalAct) => Promise<SetUpView>;
  readonly attest: (at: SchoolServices, asked: Attesting) => Promise<SetUpView>;
  readonly settings: string;
  readonly ofAll: () => Promise<
    readonly { readonly name: string; readonly lines: readonly Line[]; readonly notSeen: string }[]
  >;
  /** Looks again by itself, and tells administrators what has changed. @returns how to stop it */
  readonly watch: () => () => void;
  /** Whether this callback is the one that a test call waits for. */
  readonly testCall: (callback: string) => Promise<boolean>;
};

const SEEN = "set-up";

/** How far the schools are set up: looked at now, or as it was last looked at. */
export const openSetUp = (dependencies: Dependencies): SetUp => {
  const { config, records, schools, limiter, clock, failed } = dependencies;
  const now = (): string => new Date(clock()).toISOString();
  const looking = new Map<string, { readonly mark: string; readonly seen: Promise<Seen> }>();

  const insideOf = (
    { id, record, school, lessons }: SchoolServices,
    tokenVersion: string | undefined,
    chatRead: string | undefined,
  ): Inside => ({
    chatRead,
    settings: school.settings,
    waiting: () => waitingIn({ settings: school.settings(), proposals: school.proposals() }, now()),
    serviceUrl: records.serviceUrl,
    beat: records.beat,
    waitsSeconds: async () =>
      Math.max(0, ...(await records.overdue(clock())).map(({ oldestMs }) => oldestMs)) / 1000,
    chat: async () => (await record.openLessons()).find(({ chatId }) => isChat(chatId))?.chatId ?? undefined,
    plansLessons: async () => {
      for (const { lesson, phase } of await record.openLessons()) {
        if (phase !== "planned") continue;
        const state = await lessons.read(lesson);
        if (state.plan !== undefined && !isInZoom(state)) return true;
      }
      return false;
    },
    callBack: () => callBackTo(records, config.publicUrl, id, "check"),
    rehearsed: school.rehearsed,
    rehearsalFailed: school.rehearsalFailed,
    tokenVersion,
  });

  const look = async (at: SchoolServices, tokenVersion: string | undefined): Promise<Seen> => {
    const last = (await at.record.setting(SEEN)) as unknown as Seen | null | undefined;
    const before = chatReadBy(last);
    // What a person's own look showed is not forgotten by one of the program itself.
    const token = tokenVersion ?? last?.tokenVersion;
    const mark = markOf(config, at, now());
    const inside = insideOf(at, token, before);
    const found = await preflight(config, { inside, limiter, now, failed });
    const lines = withLast(found, mark, last ?? undefined);
    const chatRead = chatReadBy({ at: now(), lines, ...(before === undefined ? {} : { chatRead: before }) });
    const seen: Seen = { at: now(), mark, lines, ...defined({ chatRead, tokenVersion: token }) };
    await at.record.saveSetting(SEEN, seen);
    return seen;
  };

  /** Two who look at the same time see the same look; where settings were changed meanwhile, the one after it. */
  const looked = (at: SchoolServices, tokenVersion?: string): Promise<Seen> => {
    const mark = markOf(config, at, now());
    const under = looking.get(at.id);
    if (under?.mark === mark) return under.seen;
    const before = under === undefined ? Promise.resolve() : under.seen.then(nothing, nothing);
    const next = {
      mark,
      seen: before
        .then(() => look(at, tokenVersion))
        .finally(() => looking.get(at.id) === next && looking.delete(at.id)),
    };
    looking.set(at.id, next);
    return next.seen;
  };

  const rehearsals = openRehearsals({
    ...dependencies,
    platform: createTeamsPlatform(config, dependencies.graph),
    now,
    callbackFor: async ({ id }) => (await callBackTo(records, config.publicUrl, id, "rehearsal")).url,
    ended: async ({ id }) => {
      const at = schools.all().find((one) => one.id === id);
      if (at !== undefined) await looked(at);
    },
  });

  const view = async (at: SchoolServices, last: Seen | undefined): Promise<SetUpView> => {
    const rehearsal = await rehearsals.shown(at);
    const { seen, ...since } = seenSince(last, await stepsBackIn(at.record));
    // A saved setting is looked at at once: what the look before it saw is not the state of now.
    const changed = seen !== undefined && seen.mark !== markOf(config, at, now());
    if (changed) looked(at).catch(failed);
    return {
      ...viewOf(config, at, changed ? undefined : seen, await saidAt(at), now()),
      ...since,
      ...(changed ? { changed } : {}),
      ...(looking.has(at.id) ? { looking: true as const } : {}),
      ...(rehearsal === undefined ? {} : { rehearsal }),
    };
  };
  const shown = async (at: SchoolServices): Promise<SetUpView> =>
    view(at, (await at.record.setting(SEEN)) as unknown as Seen | undefined);

  return {
    shown,
    checked: async (at, tokenVersion) => view(at, await looked(at, tokenVersion)),
    rehearse: async (at, by, act) => {
      const acts = { start: rehearsals.begin, "go on": rehearsals.goOn, stop: rehearsals.stop };
      await acts[act](at, by);
      return shown(at);
    },
    attest: async (at, asked) => {
      await at.school.attest(asked);
      return shown(at);
    },
    settings: settingsMark(config),
    ofAll: async () =>
      Promise.all(
        schools.all().map(async (at) => {
          const { lines } = await looked(at);
          const said = await saidAt(at);
          return {
            name: at.school.settings().name,
            lines: lines.map((line) => withWord(line, lines, said, now())),
            notSeen: notSeenBy(said, now(), lines),
          };
        }),
      ),
    testCall: (callback) => hearTestCall(records, callback),
    watch: () =>
      watchSetUp({
        schools,
        looked,
        tell: (person, card) => tellPerson(dependencies.sender, person, card),
        linkToPage: linksTo(config.teamsAppId, config.bot.tenantId).setUp,
        version: dependencies.version,
        notSeen: async (at, lines) => notSeenBy(await saidAt(at), now(), lines),
        now,
        failed,
      }),
  };
};

const nothing = (): void => undefined;

/** The same for the same settings, of the server and of the school, and for the same changes of them that wait. */
const markOf = (config: Config, { school }: SchoolServices, now: string): string => {
  const settings = school.settings();
  const waiting = waitingIn({ settings, proposals: school.proposals() }, now).map(({ of }) => of);
  // Where each of several instances keeps and listens is its own.
  const shared = { ...config, port: 0, host: undefined, dataDir: "" };
  return createHash("sha256")
    .update(JSON.stringify([settingsMark(shared), settings, waiting]))
    .digest("base64url");
};

/** A look that was refused takes back what those before it saw; one that looked at no meeting does not. */
const chatReadBy = (seen: Seen | null | undefined): string | undefined => {
  const state = seen?.lines.find(({ id }) => id === MEETING_CHAT)?.state;
  if (state === "red") return undefined;
  return seen?.chatRead ?? (state === "green" ? seen?.at : undefined);
};

const tellPerson = async (sender: Sender, person: string, card: Card): Promise<void> => {
  await sender.send(await sender.openPersonal(person), card);
};

/** What administrators said, with their names. */
const saidAt = async ({ school, people }: SchoolServices): Promise<Said> => {
  const all = Object.entries(school.attested());
  const named = all.map(
    async ([what, word]) => [what, { ...word, by: await people.nameOf(word.by) }] as const,
  );
  return Object.fromEntries(await Promise.all(named));
};

const viewOf = (
  config: Config,
  { school }: SchoolServices,
  seen: Seen | undefined,
  said: Said,
  now: string,
): SetUpView => {
  const { groups } = school.settings();
  // The first administrators are a setting of the server: before the school has chosen any, the app is given to them.
  const administrators = groups.administrators ?? config.adminGroupId;
  return setUpView(
    {
      tenantId: config.bot.tenantId,
      botId: config.bot.id,
      ...(config.isCatalogId ? { catalogId: config.teamsAppId } : {}),
      groups: { ...groups, administrators },
    },
    seen && { ...seen, lines: seen.lines.map((line) => sinceFailed(line, school.rehearsalFailed())) },
    said,
    now,
  );
};

/** A rehearsal has failed since that look: its line is not shown as it was until the next. */
const sinceFailed = (line: Line, failed: Rehearsed): Line => {
  const part = REHEARSED_PARTS.find((one) => line.id === `rehearsed:${one}`);
  return part === undefined || failed[part] === undefined
    ? line
    : { ...line, ...rehearsalFinding(part, {}, failed) };
};
