import { type Config, ConfigError, readConfig } from "../config.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import { createCredentials, createMsalClient, SCOPES } from "../meeting/credentials.ts";
import { reasonOf } from "../meeting/fault.ts";
import { rolesIn } from "../meeting/not-allowed.ts";
import { daysLeft, type SignInEnd, signInEnd } from "../meeting/sign-in-end.ts";
import { GRAPH } from "./permissions.ts";

/** One line of the preflight. Grey: not checked, and why. */
export type Line = {
  readonly name: string;
  readonly state: "green" | "amber" | "red" | "grey";
  readonly says: string;
  /** What it means for a lesson, where it is not green. */
  readonly means?: string;
};

type Environment = Readonly<Record<string, string | undefined>>;

type Around = { readonly now: () => string; readonly fetch: typeof fetch };

const AROUND: Around = { now: () => new Date().toISOString(), fetch };
const PATIENCE_MS = 8_000;
const SOON_DAYS = 30;
const NOTHING = "No lesson is protected and no alert leaves.";

/** Looks at what can be seen before the program runs, and changes nothing. @param env as the program would get it */
export const preflight = async (env: Environment, around: Around = AROUND): Promise<readonly Line[]> => {
  const config = settingsOf(env);
  if ("lines" in config) return [...config.lines, ...afterSettings("the settings are not right")];
  const end = endOf(config);
  const [signedIn, address] = await Promise.all([signIn(config), addressLine(config, around)]);
  const inPlace = end instanceof Error ? undefined : end;
  return [
    { name: "Settings", state: "green", says: "each is there and can be read" },
    signedIn.line,
    ...consentLines(signedIn.roles),
    end instanceof Error ? certificateLine(end) : endLine(inPlace, around.now()),
    address,
    catalogueLine(config),
    ...BY_HAND,
  ];
};

const settingsOf = (env: Environment): Config | { readonly lines: readonly Line[] } => {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      lines: error.problems.map((says) => ({
        name: "Settings",
        state: "red",
        says,
        means: "The program does not start.",
      })),
    };
  }
};

/** What rests on something that is not so is not red as well: it is not known. */
const afterSettings = (why: string): readonly Line[] =>
  ["Sign-in", "Consent", "End of the sign-in", "Address", "Links"].map((name) => ({
    name,
    state: "grey",
    says: `not checked, because ${why}`,
  }));

const signIn = async (
  config: Config,
): Promise<{ readonly line: Line; readonly roles: readonly string[] | undefined }> => {
  try {
    const token = await createCredentials(createMsalClient(config)).accessToken(SCOPES.graph);
    return {
      line: { name: "Sign-in", state: "green", says: "Microsoft 365 accepts it" },
      roles: rolesIn(token),
    };
  } catch (error) {
    const refused = error instanceof CloudError && error.kind === "not-signed-in";
    const says = refused
      ? `Microsoft 365 refuses it (${error.code}): look at BOT_ID, BOT_TENANT_ID and the secret or certificate`
      : `Microsoft 365 did not answer (${reasonOf(error)}): look at the network and ENTRA_ENDPOINT`;
    return { line: { name: "Sign-in", state: "red", says, means: NOTHING }, roles: undefined };
  }
};

const consentLines = (granted: readonly string[] | undefined): readonly Line[] =>
  GRAPH.map(({ name, uses, onlyWith }) => {
    const line = `Consent: ${name}`;
    if (granted === undefined)
      return { name: line, state: "grey", says: "not checked, because there is no sign-in" };
    if (granted.includes(name)) return { name: line, state: "green", says: "given" };
    const does = uses.map((use) => use.does).join("; ");
    return onlyWith === undefined
      ? {
          name: line,
          state: "red",
          says: "not given in Entra",
          means: `Without it Lesson Guard never: ${does}.`,
        }
      : {
          name: line,
          state: "grey",
          says: "not given: needed only for what follows",
          means: `With it: ${does}.`,
        };
  });

const endOf = ({ bot }: Config): SignInEnd | Error | undefined => {
  try {
    return signInEnd(bot.credential);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};

const END = "End of the sign-in";

const certificateLine = (error: Error): Line => ({
  name: END,
  state: "red",
  says: `the certificate cannot be read (${reasonOf(error)}): look at BOT_CERTIFICATE_FILE`,
  means: NOTHING,
});

const endLine = (end: SignInEnd | undefined, now: string): Line => {
  if (end === undefined)
    return {
      name: END,
      state: "amber",
      says: "not known: set BOT_PASSWORD_ENDS to the day that Entra shows beside the secret",
      means: "No one is told before the secret ends; from then on nothing works.",
    };
  const [day, left] = [end.at.slice(0, 10), daysLeft(end, now)];
  if (left < 0) return { name: END, state: "red", says: `it ended on ${day}`, means: NOTHING };
  if (left < SOON_DAYS)
    return {
      name: END,
      state: "amber",
      says: `on ${day}, in ${left} days: make a new one`,
      means: `After that: ${NOTHING}`,
    };
  return { name: END, state: "green", says: `on ${day}` };
};

/** From this machine: what Teams sees from outside may be another thing. */
const addressLine = async ({ publicUrl }: Config, { fetch: ask }: Around): Promise<Line> => {
  const name = "Address";
  const means = "Teams and Graph cannot reach the program: no press, no panel, no list of who is there.";
  try {
    const answer = await ask(`${publicUrl}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { up } = Object(await answer.json().catch(() => undefined)) as { readonly up?: unknown };
    if (up === true) return { name, state: "green", says: `${publicUrl} answers, seen from this machine` };
    const says = `${publicUrl} answers, but it is not Lesson Guard that is up (${answer.status})`;
    return { name, state: "red", says, means };
  } catch (error) {
    return {
      name,
      state: "red",
      says: `${publicUrl} does not answer from here (${reasonOf(error)}): look at its name, certificate and web server`,
      means,
    };
  }
};

const catalogueLine = ({ isCatalogId }: Config): Line =>
  isCatalogId
    ? { name: "Links", state: "green", says: "made with the catalogue's id" }
    : {
        name: "Links",
        state: "amber",
        says: "TEAMS_CATALOG_ID is not set",
        means: "On phones, links on cards may open nothing.",
      };

/** What Graph does not say, or only of a meeting that runs. */
const BY_HAND: readonly Line[] = [
  {
    name: "Application access policy",
    state: "grey",
    says: "not checked: it is seen with a meeting only (Grant-CsApplicationAccessPolicy)",
    means: "Without it the doors of a lesson stay open.",
  },
  {
    name: "Removing people",
    state: "grey",
    says: "not checked: Graph cannot read it (Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds)",
    means: "Without it End for all removes no one.",
  },
  {
    name: "Calls",
    state: "grey",
    says: "not checked: it is seen in a call only (the bot's Teams channel, Calling on)",
    means: "Without it Lesson Guard is in no lesson: it sees no one, and mutes and removes no one.",
  },
];
