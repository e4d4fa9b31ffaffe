import { statfs } from "node:fs/promises";
import type { Config } from "../../config.ts";
import { createCredentials, createMsalClient } from "../../meeting/credentials.ts";
import { createGraphClient } from "../../meeting/graph-client.ts";
import type { Limiter } from "../../meeting/limiter.ts";
import { createTeamsPlatform } from "../../meeting/platform.ts";
import { within } from "../../meeting/within.ts";
import { lastCopy } from "../../record/copy/last-copy.ts";
import { createConnector } from "../../teams/connector.ts";
import { createSender } from "../../teams/send.ts";
import { CALENDAR_CHECK } from "./calendar-check.ts";
import { ENTRA_CHECKS } from "./entra-checks.ts";
import { green, type Line, red } from "./line.ts";
import type { Inside, Look } from "./look.ts";
import { MEETING_CHECKS, tidyUp } from "./meeting-checks.ts";
import { OTHER_CHECKS } from "./other-checks.ts";
import { PEOPLE_CHECKS } from "./people-checks.ts";
import { type Check, runChecks } from "./run-checks.ts";
import { SERVER_CHECKS } from "./server-checks.ts";

const SETTINGS = "settings";

/** In their order; each stands after those that it needs. */
export const CHECKS: readonly Check<Look>[] = [
  // They have been read before anything is looked at.
  { id: SETTINGS, name: "Settings", look: () => green("each is there and can be read") },
  ...SERVER_CHECKS,
  ...ENTRA_CHECKS,
  ...PEOPLE_CHECKS,
  ...MEETING_CHECKS,
  CALENDAR_CHECK,
  ...OTHER_CHECKS,
];

/** The whole is over in ten seconds, whatever does not answer. */
const LOOKS_FOR_MS = 8_500;
const TIDIES_FOR_MS = 1_200;
const ANSWER_WITHIN_MS = 3_000;

export type Around = {
  readonly inside: Inside | string;
  /** Requests count against the same limits as the program's own; absent in the command. */
  readonly limiter?: Limiter;
  readonly now?: () => string;
  readonly fetch?: typeof fetch;
  readonly freeBytes?: (folder: string) => Promise<number>;
  readonly lastCopy?: (dataDir: string) => Promise<string | undefined>;
  /** What was made to look at could not be taken away. */
  readonly failed?: (error: unknown) => void;
};

const UNLIMITED: Limiter = { leave: async () => undefined, refused: async () => undefined };

/**
 * Looks at all that lessons need, in at most ten seconds. It changes nothing that stays: a meeting that no one is
 * invited to is made and deleted, and a call into it is begun and ended.
 */
export const preflight = async (config: Config, around: Around): Promise<readonly Line[]> => {
  const look = lookOf(config, around);
  const { lines, ended } = await runChecks(CHECKS, look, LOOKS_FOR_MS);
  const tidied = ended.then(() => tidyUp(look)).catch(around.failed ?? (() => undefined));
  await within(TIDIES_FOR_MS, tidied, undefined);
  return lines;
};

/** Settings that are wrong or missing, in a sentence each: nothing else can be looked at. */
export const wrongSettings = (problems: readonly string[]): readonly Line[] => [
  ...problems.map(
    (says, n): Line => ({
      id: n === 0 ? SETTINGS : `${SETTINGS}:${n + 1}`,
      name: "Settings",
      ...red(
        says.replace(/\.$/, ""),
        "Lesson Guard does not start.",
        "Set it in the environment of the program.",
      ),
    }),
  ),
  ...CHECKS.filter(({ id }) => id !== SETTINGS).map(
    ({ id, name, step, optional }): Line => ({
      id,
      name,
      ...(step === undefined ? {} : { step }),
      ...(optional === undefined ? {} : { optional }),
      state: "grey",
      says: "not checked, because “Settings” is red",
    }),
  ),
];

const lookOf = (config: Config, around: Around): Look => {
  const { inside, limiter = UNLIMITED, fetch: ask = fetch } = around;
  const credentials = createCredentials(createMsalClient({ ...config, fetch: ask }));
  const client = { credentials, limiter, fetch: ask, timeout: ANSWER_WITHIN_MS };
  const graph = createGraphClient({ ...config, ...client });
  const serviceUrl = async () => (typeof inside === "string" ? undefined : inside.serviceUrl());
  return {
    config,
    now: around.now ?? (() => new Date().toISOString()),
    fetch: ask,
    freeBytes: around.freeBytes ?? freeBytes,
    lastCopy: around.lastCopy ?? lastCopy,
    credentials,
    graph,
    platform: createTeamsPlatform(config, graph),
    sender: createSender(config, createConnector({ ...client, serviceUrl })),
    inside,
    found: { people: {}, chats: new Map() },
  };
};

/** The folder may not be there yet: then its parent's disk counts. */
const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder).catch(() => statfs("."));
  return bavail * bsize;
};
