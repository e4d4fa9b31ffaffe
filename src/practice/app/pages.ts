import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
};

/**
 * The classroom page: `/` is `index.html`, its files are under `/practice/` or `/assets/` as built.
 * False where the built page has no such file.
 */
export const servePage = async (path: string, folder: string, response: ServerResponse): Promise<boolean> => {
  const wanted =
    path === "/" || path === "/practice" || path === "/practice/"
      ? "/index.html"
      : path.replace(/^\/practice\//, "/");
  const file = join(folder, normalize(wanted));
  if (!file.startsWith(normalize(folder))) return false;
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) {
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache",
    });
    createReadStream(file).pipe(response);
    return true;
  }
  if (wanted !== "/index.html") return false;
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8" });
  response.end(
    "Practice runs. The classroom page is not built yet: start with `npm start`, which builds it.\n",
  );
  return true;
};
