import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import { parseJson, readBody } from "../cloud/body.ts";
import { NotAllowed } from "../meeting/room.ts";
import { findPerson } from "../school/people.ts";
import { NotInTenant } from "../tenant/tenant.ts";
import type { World } from "../world.ts";
import { administer } from "./administer.ts";
import { command } from "./command.ts";
import { carryOut, Unknown } from "./do.ts";
import { keepInformed } from "./live.ts";
import {
  appOrder,
  clockOrder,
  faultOrder,
  latencyOrder,
  switchOrder,
  tenantOrder,
  tokenOrder,
} from "./orders.ts";
import { stateOf, versionOf } from "./state.ts";

type Handler = (body: unknown, world: World, query: URLSearchParams) => unknown;

/** Every route under `/practice/`, described in docs/practice.md. */
const routes: Readonly<Record<string, Handler>> = {
  // A page that waits for something asks again and again: what has not changed since is not sent again.
  "GET /practice/state": (_body, world, query) =>
    query.get("unless") === String(versionOf(world)) ? null : stateOf(world),
  "GET /practice/ledger": (_body, { ledger }, query) => ledger.after(Number(query.get("after") ?? 0)),
  "GET /practice/violations": (_body, { ledger }) => ledger.violations,
  "DELETE /practice/violations": (_body, { ledger }) => {
    ledger.forgetViolations();
    return { ok: true };
  },
  "POST /practice/do": async (body, world) => {
    const done = await carryOut(read(command, body), world);
    world.changes.mark();
    return done;
  },
  "POST /practice/tokens": (body, world) => mint(body, world),
  "POST /practice/faults": (body, { faults }) => {
    const { operation, kind, ...rest } = read(faultOrder, body);
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    return faults.add({ operation, kind, ...given });
  },
  "DELETE /practice/faults": (_body, { faults }) => {
    faults.clear();
    return { ok: true };
  },
  "POST /practice/clock": (body, { clock, calls, changes }) => {
    const order = read(clockOrder, body);
    if ("jumpMinutes" in order) clock.jump(order.jumpMinutes * 60_000);
    else {
      const ms = "set" in order ? Date.parse(order.set) - clock.now() : order.advanceMinutes * 60_000;
      if ("advanceMinutes" in order && order.keepAlive === "missed") clock.advance(ms);
      else calls.keptThrough(() => clock.advance(ms));
    }
    changes.mark();
    return { now: clock.iso() };
  },
  "POST /practice/latency": (body, { latency, changes }) => {
    Object.assign(latency, read(latencyOrder, body));
    changes.mark();
    return latency;
  },
  "POST /practice/switches": async (body, { switches, changes, renewDoor }) => {
    const order = read(switchOrder, body);
    const renewed = order.certificateDays !== undefined && order.certificateDays !== switches.certificateDays;
    Object.assign(switches, order);
    if (renewed) await renewDoor();
    changes.mark();
    return switches;
  },
  "POST /practice/tenant": (body, world) => administer(read(tenantOrder, body), world),
  "POST /practice/app": async (body, { application, changes }) => {
    if (!application) throw new NotAllowed("The application is not run by practice here.");
    const { act, autoRestart } = read(appOrder, body);
    if (autoRestart !== undefined) application.autoRestart = autoRestart;
    if (act === "start") await application.start();
    if (act === "stop") await application.stop();
    if (act === "kill") {
      const gone = application.gone();
      application.kill();
      await gone;
    }
    changes.mark();
    return { up: application.up, starts: application.starts };
  },
};

/** Answers a request under `/practice/`; false where there is no such route. */
export const control = async (
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<boolean> => {
  const url = new URL(request.url ?? "/", "http://practice.invalid");
  if (request.method === "GET" && url.pathname === "/practice/live") {
    keepInformed(response, world);
    return true;
  }
  const handler = routes[`${request.method} ${url.pathname}`];
  if (!handler) return false;
  const { value } = await readBody(request);
  // A page of another origin can post text without asking first: accept declared JSON alone.
  const type = request.headers["content-type"] ?? "";
  if (value !== undefined && !type.startsWith("application/json")) {
    reply(response, 415, { error: "Send application/json." });
    return true;
  }
  try {
    reply(
      response,
      200,
      await handler(typeof value === "string" ? parseJson(value) : value, world, url.searchParams),
    );
  } catch (error) {
    if (error instanceof NotAllowed || error instanceof NotInTenant)
      reply(response, 409, { error: error.message });
    else if (error instanceof Unknown) reply(response, 400, { error: error.message });
    else throw error;
  }
  return true;
};

const mint = (body: unknown, world: World): unknown => {
  const { kind, person, ...spoilt } = read(tokenOrder, body);
  if (kind === "bot") return { token: world.mint.botToken(defined(spoilt)) };
  if (kind === "call") return { token: world.mint.callToken(defined(spoilt)) };
  const found = person === undefined ? undefined : findPerson(person);
  const token = found && world.mint.panelToken(found, defined(spoilt));
  if (token === undefined) throw new NotAllowed("Only people with a school account have a token.");
  return { token };
};

/** Drops absent fields, which the types keep apart from present ones. */
const defined = <Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: NonNullable<Fields[Key]>;
  };

const read = <Schema extends z.ZodTypeAny>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data as z.output<Schema>;
  throw new Unknown(
    parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
  );
};

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body ?? null);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(text);
};
