import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "restify";
import { z } from "zod";
import type { MadeFile } from "../desk/export/wanted.ts";
import type { Refused } from "../protocol/decision.ts";
import { PURPOSES } from "../protocol/export/purpose.ts";
import { namesOfStaffCame } from "../protocol/lesson/staff-came.ts";
import { dayOf } from "../protocol/time/school-days.ts";
import { breathe } from "../record/engine/breathe.ts";
import { answer, badRequest, directoryAway, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { present, read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import type { Watch } from "./watch.ts";

type Dependencies = { readonly now: () => string; readonly watch: Pick<Watch, "done"> };

const id = z.string().min(1).max(300);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)));

const Wanted = z.discriminatedUnion("of", [
  z.object({ of: z.literal("lesson"), lesson: id, form: z.enum(["pdf", "csv", "sealed", "page"]) }).strict(),
  z
    .object({
      of: z.literal("concern"),
      ref: id,
      form: z.enum(["pdf", "text", "sealed"]),
      child: z.string().trim().min(1).max(80).optional(),
    })
    .strict(),
  z
    .object({
      of: z.literal("child"),
      name: z.string().trim().min(2).max(80),
      form: z.enum(["pdf", "csv", "page"]),
    })
    .strict(),
  z
    .object({
      of: z.literal("sample"),
      from: day,
      to: day,
      lessons: z.number().int().min(1).max(20),
      form: z.enum(["pdf", "csv"]),
    })
    .strict(),
  z.object({ of: z.literal("terms"), from: day, to: day, form: z.enum(["pdf", "csv", "page"]) }).strict(),
  z.object({ of: z.literal("record"), from: day, to: day, form: z.literal("sealed") }).strict(),
]);

const Purpose = z
  .object({ kind: z.enum(PURPOSES), words: z.string().trim().max(400).optional() })
  .strict()
  .refine(({ kind, words }) => kind !== "other" || (words !== undefined && words.length >= 5));

const Export = z.object({ wanted: Wanted, purpose: Purpose }).strict();

/** A year and some days around it: for more, people export in parts. */
const LONGEST_MS = 400 * 24 * 60 * 60 * 1000;

const isPeriod = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
  from <= to && Date.parse(to) - Date.parse(from) <= LONGEST_MS;

/** Exports from the record, by those who keep it, each for a purpose (docs/api.md). */
export const exportRoutes = (routes: Routes, signed: Signed, { now, watch }: Dependencies): void => {
  routes.post(
    "/api/exports",
    signed(async (request, response, caller, { exports }) => {
      const { wanted, purpose } = read(Export, request.body);
      if ("from" in wanted && !isPeriod(wanted)) throw badRequest();
      if (!caller.fresh) throw directoryAway();
      const made = await exports.make(caller, present(wanted), present(purpose));
      if ("refused" in made) throw refusalOf(made);
      // An export of a concern is noted in the concern alone: a line here would tell that there is one.
      if (wanted.of !== "concern")
        watch.done(request, caller.id, { event: "export-made", of: wanted.of, form: wanted.form });
      await send(response, made);
    }),
  );

  routes.get(
    "/api/exports",
    signed(async (_request, response, caller, { exports }) => {
      requireRight(caller, "list-exports");
      const { made, holds, stepsBack } = await exports.kept();
      answer(response, 200, { exports: made, holds, stepsBack });
    }),
  );

  routes.get(
    "/api/record/lessons",
    signed(async (request, response, caller, { exports, school }) => {
      requireRight(caller, "find-lessons");
      const query = new URL(request.url ?? "", "http://record.invalid").searchParams;
      const today = dayOf(now(), school.settings().timeZone);
      const from = query.get("from") ?? today;
      const to = query.get("to") ?? today;
      if (!day.safeParse(from).success || !day.safeParse(to).success || !isPeriod({ from, to }))
        throw badRequest();
      const found = await exports.lessons(from, to);
      answer(response, 200, {
        lessons: found.map((one) => ({
          lesson: one.id,
          title: one.title,
          kind: one.kind,
          startedAt: one.startedAt ?? one.startsAt,
          overAt: one.overAt,
          staff: namesOfStaffCame(one),
        })),
      });
    }),
  );
};

const refusalOf = ({ refused, say }: Refused): Refusal => new Refusal(refused, say);

/** A file that no browser or proxy keeps; the page shows it only where it was asked for as a page. */
const send = async (response: Response, { name, type, content }: MadeFile): Promise<void> => {
  response.writeHead(200, {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  });
  if (typeof content === "string" || Buffer.isBuffer(content)) {
    response.end(content);
    return;
  }
  try {
    await pipeline(Readable.from(withBreaks(content)), response);
  } catch (error) {
    // If the reader broke off there is nothing to say; if we did, the broken connection shows that it is not whole.
    if ((Object(error) as { code?: unknown }).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
};

/** Reading a record on the same machine never waits by itself: these breaks let other requests in. */
const withBreaks = async function* (lines: AsyncIterable<string>): AsyncGenerator<string> {
  let since = performance.now();
  for await (const line of lines) {
    yield `${line}\n`;
    if (performance.now() - since < LONGEST_STRETCH_MS) continue;
    await breathe();
    since = performance.now();
  }
};

const LONGEST_STRETCH_MS = 5;
