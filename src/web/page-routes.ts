import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Request, Response } from "restify";
import { isOfficePhone } from "../protocol/holders/office-phone.ts";
import type { Routes } from "./routes.ts";

const PAGES = ["panel", "record", "settings", "set-up", "families", "plan", "by-hand"] as const;

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Who may frame the pages: Teams, and our own origin. */
const FRAMED_BY =
  "'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft";

/** teams-js looks up its list of hosts here. */
const TEAMS_JS_LIST = "https://res.cdn.office.net";

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  `connect-src 'self' ${TEAMS_JS_LIST}`,
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${FRAMED_BY}`,
].join("; ");

/**
 * The pages hold nothing until a person has signed in, but for the number of the school office, so that it stands also
 * where no one can sign in; assets have a hash in their names.
 *
 * @param phone of the school, as written; undefined where there are several schools
 */
export const pageRoutes = (routes: Routes, folder: string, phone: () => string | undefined): void => {
  for (const page of PAGES)
    routes.get(`/${page}`, async (_request: Request, response: Response) => {
      await sendFile(response, join(folder, `${page}.html`), "no-cache", (html) => withPhone(html, phone()));
    });
  routes.get("/assets/:file", async (request: Request, response: Response) => {
    const file: unknown = (request.params as { file?: unknown } | undefined)?.file;
    const name = typeof file === "string" && /^[A-Za-z0-9_.-]+$/.test(file) ? file : "none";
    await sendFile(response, join(folder, "assets", name), "public, max-age=31536000, immutable");
  });
};

/** @param phone as written; a page without it tells people to phone the office all the same */
export const withPhone = (html: string, phone: string | undefined): string =>
  phone === undefined || !isOfficePhone(phone)
    ? html
    : html
        .replace("<html ", `<html data-phone="${phone}" `)
        .replace("Then phone the school office.", `Then phone the school office on ${phone}.`);

const sendFile = async (
  response: Response,
  path: string,
  cache: string,
  finish?: (html: string) => string,
): Promise<void> => {
  const read = await readFile(path).catch(() => undefined);
  const body = finish === undefined ? read : read && finish(read.toString("utf8"));
  if (body === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
    response.end("There is nothing here.");
    return;
  }
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-security-policy": CSP,
    "cache-control": cache,
  });
  response.end(body);
};
