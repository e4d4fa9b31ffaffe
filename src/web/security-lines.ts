import { z } from "zod";
import { SETTINGS_FIELDS } from "../desk/school-file.ts";
import { KEYS_UNAVAILABLE } from "../meeting/open-id-keys.ts";
import { TOKEN_REASONS } from "../meeting/verify-token.ts";
import { RIGHTS } from "../protocol/who/rights.ts";

/** A person, by a word that only this installation's key can make from their id. */
export type Pseudonym = `p-${string}`;

const who = z.custom<Pseudonym>((value) => /^p-[0-9a-f]{16}$/.test(String(value)));

/**
 * Stands for every read of a concern, every press on one, and every look-up before one is raised, so that no line
 * tells a press from a page that reads its list again.
 */
export const OF_CONCERNS = "/api/concerns/…";
/** A press on a card, in Teams. */
export const ON_CARD = "card";

const ROUTES: ReadonlySet<string> = new Set([
  OF_CONCERNS,
  ON_CARD,
  ...Object.values(RIGHTS).flatMap((right) => ("routes" in right ? (right.routes ?? []) : [])),
]);

/** A template from the table of rights, never the path that was asked for. */
const route = z.string().refine((value) => ROUTES.has(value));
const version = z.string().regex(/^[\w.+-]{1,40}$/);
/** As meeting/fault.ts writes it: the error's name and code. */
const fault = z.string().regex(/^[A-Za-z]{1,60}( \w{1,60})?$/);

const ofRequest = { request: z.string().uuid(), route };
const byPerson = { ...ofRequest, who };

const line = <Event extends string, Fields extends z.ZodRawShape>(event: Event, fields: Fields) =>
  z.object({ event: z.literal(event), ...fields }).strict();

/** All that the security log can say: anything else is not written, whatever a caller hands over. */
export const SECURITY_LINES = z.discriminatedUnion("event", [
  line("started", { version }),
  line("start-refused", { version, reason: fault }),
  line("stopped", { version }),
  line("record-away", { reason: fault }),
  line("record-went-back", {}),
  line("sign-in-refused", {
    ...ofRequest,
    reason: z.enum([...TOKEN_REASONS, KEYS_UNAVAILABLE, "botbuilder", "metrics-token"]),
  }),
  line("right-refused", { ...byPerson, reason: z.enum(["not-for-you", "not-found"]) }),
  line("input-refused", { ...byPerson, reason: z.enum(["bad-request", "too-large", "too-many"]) }),
  line("walks-through-references", { who, refused: z.number().int(), minutes: z.number().int() }),
  line("settings-changed", { ...byPerson, fields: z.array(SETTINGS_FIELDS) }),
  line("school-file-applied", {}),
  line("school-added", byPerson),
  line("person-signed-out", { ...byPerson, out: z.boolean() }),
  line("proposal-answered", { ...byPerson, answer: z.enum(["yes", "no"]) }),
  line("export-made", {
    ...byPerson,
    of: z.enum(["lesson", "child", "sample", "terms", "record"]),
    form: z.enum(["pdf", "csv", "sealed", "page"]),
  }),
  line("hold-placed", { ...byPerson, on: z.enum(["lesson", "pupil"]) }),
  line("hold-lifted", byPerson),
  line("child-erased", byPerson),
  line("lines-left-out", {
    of: z.string().regex(/^[a-z-]{1,30}$/),
    lines: z.number().int(),
    who: who.optional(),
  }),
]);

export type SecurityLine = z.infer<typeof SECURITY_LINES>;
export type SecurityEvent = SecurityLine["event"];
