import { z } from "zod";
import type { JsonObject } from "../../protocol/fact.ts";

/**
 * An export is a text of JSON lines, described in docs/seal.md. Only these lines are accepted, in exactly this
 * spelling, so that every change to a line is noticed.
 */
export const FORMAT = 1;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().positive();
const object = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
);
const head = { stream: z.string().min(1), length: count, hash: digest };

const Header = z
  .object({
    line: z.literal("export"),
    format: z.literal(FORMAT),
    store: z.enum(["general", "adult"]),
    school: z.string().optional(),
    /** Every stream of the store, so that a missing one is noticed. */
    whole: z.boolean(),
    at: z.string(),
  })
  .strict();

const Event = z
  .object({
    line: z.literal("event"),
    stream: z.string().min(1),
    version: count,
    type: z.string(),
    schema: z.number(),
    at: z.string(),
    data: object,
    commitment: digest.nullable(),
    previous: digest.nullable(),
    hash: digest,
    salt: digest.optional(),
    personal: object.optional(),
  })
  .strict();

const HeadLine = z.object({ line: z.literal("head"), ...head }).strict();

const Sealed = z
  .object({
    line: z.literal("seal"),
    store: z.enum(["general", "adult"]),
    school: z.string().optional(),
    number: count,
    at: z.string().datetime(),
    root: digest,
    previous: digest.nullable(),
    publicKey: digest,
    signature: z.string().regex(/^[0-9a-f]{128}$/),
    hash: digest,
  })
  .strict();

const Tree = z
  .object({
    line: z.literal("tree"),
    seal: count,
    secret: digest,
    moved: z.array(z.object(head).strict()),
  })
  .strict();

const Proof = z
  .object({
    line: z.literal("proof"),
    seal: count,
    ...head,
    salt: digest,
    path: z.array(z.object({ side: z.enum(["left", "right"]), hash: digest }).strict()).max(64),
  })
  .strict();

export const ExportLine = z.discriminatedUnion("line", [Header, Event, HeadLine, Sealed, Tree, Proof]);

export type ExportLine = z.output<typeof ExportLine>;
export type LineOf<Kind extends ExportLine["line"]> = Extract<ExportLine, { line: Kind }>;
