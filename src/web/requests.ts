import type { Request } from "restify";
import { z } from "zod";
import type { DrawnFrom } from "../protocol/lesson/commands.ts";
import {
  PURPOSES,
  SCREENSHOT_DAYS,
  SCREENSHOT_ENDS,
  SCREENSHOT_PLACES,
  SCREENSHOT_PURPOSES,
  STEPS_AFTER,
} from "../protocol/lesson/conduct-words.ts";
import { LEAVABLE } from "../protocol/lesson/hand-changes.ts";
import { carriedBy, type PressCommand } from "../protocol/lesson/presses.ts";
import { ZOOM_STEPS } from "../protocol/lesson/zoom-events.ts";
import { CANNOT_STAY, EXCEPTIONS, KINDS, NOT_TOLD } from "../protocol/words.ts";
import { badRequest } from "./answers.ts";

/** The value of `:name` in the route; empty where there is none. */
export const paramOf = (request: Request, name: string): string => {
  const value: unknown = (request.params as { [key: string]: unknown } | undefined)?.[name];
  return typeof value === "string" ? value : "";
};

const id = z.string().min(1).max(300);
const words = (most: number) => z.string().trim().max(most).optional();

/** The body of each press. The register has a route of its own. */
const CARRIED = {
  nothing: z.object({}).strict(),
  kind: z.object({ kind: z.enum(KINDS) }).strict(),
  pupil: z.object({ pupil: id }).strict(),
  exception: z.object({ pupil: id, reason: z.enum(EXCEPTIONS) }).strict(),
  followed: z.object({ pupil: id, reason: z.enum(EXCEPTIONS), step: z.enum(STEPS_AFTER) }).strict(),
  room: z.object({ pupil: id, agreed: z.boolean() }).strict(),
  purpose: z.object({ purpose: z.enum(PURPOSES) }).strict(),
  screenshot: z
    .object({
      purpose: z.enum(SCREENSHOT_PURPOSES),
      place: z.enum(SCREENSHOT_PLACES),
      days: z.union(
        SCREENSHOT_DAYS.map((days) => z.literal(days)) as [
          z.ZodLiteral<7>,
          z.ZodLiteral<30>,
          z.ZodLiteral<90>,
        ],
      ),
    })
    .strict(),
  screenshotEnd: z.object({ of: z.string().max(40), how: z.enum(SCREENSHOT_ENDS) }).strict(),
  person: z.object({ person: id }).strict(),
  option: z.object({ option: z.enum(LEAVABLE) }).strict(),
  zoomStep: z.object({ step: z.enum(ZOOM_STEPS) }).strict(),
  reason: z.object({ reason: z.enum(CANNOT_STAY) }).strict(),
  why: z.object({ why: z.enum(NOT_TOLD) }).strict(),
  reference: z.object({ reference: z.string().trim().min(1).max(100) }).strict(),
  act: z.object({ of: z.string().max(40) }).strict(),
  recognition: z.union([
    z.object({ person: id, as: z.literal("pupils"), pupils: z.array(id).min(1).max(6) }).strict(),
    z.object({ person: id, as: z.enum(["staff", "stranger", "later"]) }).strict(),
  ]),
};

const Named = z.object({ press: z.string(), turn: z.number().int().nonnegative().optional() }).passthrough();

/** What was pressed, and the turn of the view in which the button was drawn, if the page says so. */
type ReadPress = { readonly command: PressCommand; readonly drawnFrom?: DrawnFrom };

/** Reads the body of a press (protocol/lesson/presses.ts). @throws Refusal 400 */
export const readPress = (body: unknown): ReadPress => {
  const { turn, ...named } = read(Named, body);
  return { command: commandIn(named), ...(turn === undefined ? {} : { drawnFrom: { turn } }) };
};

const commandIn = ({ press, ...carried }: { readonly press: string }): PressCommand => {
  const takes = carriedBy(press);
  if (takes === undefined || takes === "register" || takes === "home") throw badRequest();
  if (takes !== "recognition") return { press, ...read(CARRIED[takes], carried) } as PressCommand;
  const { person, ...recognition } = read(CARRIED.recognition, carried);
  return { press: "recognise", person, recognition };
};

const Pupil = z
  .object({ name: z.string().trim().min(1).max(80), also: z.array(z.string().trim().min(1).max(80)).max(20) })
  .strict();

const column = z.number().int().min(0).max(200);

export const Csv = z
  .object({
    csv: z.string().max(256 * 1024),
    /** Which columns hold the names, if a person was asked. */
    columns: z
      .union([z.object({ name: column }).strict(), z.object({ forename: column, surname: column }).strict()])
      .optional(),
  })
  .strict();

export const Register = z.discriminatedUnion("source", [
  z.object({ source: z.literal("csv"), pupils: z.array(Pupil).min(1).max(400) }).strict(),
  z.object({ source: z.literal("class"), class: id }).strict(),
]);

export const Raise = z
  .object({
    lesson: id,
    about: z.enum(["child", "adult"]),
    press: z.string().uuid().optional(),
    without: id.optional(),
  })
  .strict();

export const Details = z
  .object({
    who: words(400),
    kind: words(100),
    /** Three at most, in the place of `kind`. */
    kinds: z.array(z.string().trim().min(1).max(100)).max(3).optional(),
    noticed: z.string().datetime().optional(),
    words: words(20_000),
    said: words(20_000),
    done: words(4000),
    told: words(400),
    children: z.array(z.string().trim().min(1).max(80)).max(40).optional(),
    /** Entra id of the adult it is about, chosen from the staff of the lesson. */
    subject: id.optional(),
  })
  .strict();

/** As the page wrote it: only the page reads it again. */
export const KeptDraft = z.object({ draft: z.string().max(100_000) }).strict();

export const NewSchool = z.object({ id: z.string().trim().max(40), settings: z.unknown() }).strict();

const cpoms = { cpoms: words(100), cpomsNotNeeded: words(2000) };

export const Close = z
  .object({
    decision: z.string().trim().min(1).max(4000),
    reason: z.string().trim().min(1).max(4000),
    ...cpoms,
  })
  .strict();

export const NotedCpoms = z.object({ ...cpoms, child: words(80) }).strict();

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const FollowUp = z.discriminatedUnion("do", [
  z
    .object({ do: z.literal("note-action"), action: z.string().trim().min(1).max(4000), why: words(4000) })
    .strict(),
  z.object({ do: z.literal("set-reminder"), on: day.optional(), what: words(400) }).strict(),
  z.object({ do: z.literal("link-child"), child: z.string().trim().min(1).max(80) }).strict(),
]);

/** `child`: one that the concern is about, as it is written there. `pupil`: chosen, where several have the name. */
export const HomeOfChild = z
  .object({ child: z.string().trim().min(1).max(80), pupil: id.optional() })
  .strict();

/** `pupil`: of the register. `chosen`: of the directory, where several have the name. */
export const HomeOfPupil = z.object({ pupil: id, chosen: id.optional() }).strict();

export const HandOver = z.object({ to: id }).strict();

const reason = z.string().trim().min(5).max(2000);

export const KeptConcern = z.union([
  z.object({ do: z.enum(["hold", "lift-hold"]), reason }).strict(),
  z
    .object({
      do: z.literal("review"),
      outcome: z.literal("keep"),
      until: day,
      reason,
    })
    .strict(),
  z.object({ do: z.literal("review"), outcome: z.literal("erase"), reason }).strict(),
]);

/** @throws Refusal 400 */
export const read = <T extends z.ZodTypeAny>(shape: T, body: unknown): z.output<T> => {
  const result = shape.safeParse(body);
  if (!result.success) throw badRequest();
  return result.data as z.output<T>;
};

/** A field that is undefined is left out. */
export const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(value)) as { [K in keyof T]: Exclude<T[K], undefined> };
