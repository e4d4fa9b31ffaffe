import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import restify, { type Request, type Response } from "restify";
import { answer, notForYou, refuse } from "../../src/web/answers.ts";
import { pageRoutes } from "../../src/web/page-routes.ts";
import { routesOf } from "../../src/web/routes.ts";
import { sendSecurityHeaders } from "../../src/web/security-headers.ts";

describe("the headers of every answer", () => {
  const server = restify.createServer();
  const base = () => `http://127.0.0.1:${server.address().port}`;

  const folder = mkdtempSync(join(tmpdir(), "pages-"));

  beforeAll(async () => {
    mkdirSync(join(folder, "assets"));
    writeFileSync(join(folder, "panel.html"), "<!doctype html>");
    writeFileSync(join(folder, "assets", "panel-1.js"), "1");
    sendSecurityHeaders(server);
    const routes = routesOf(server);
    pageRoutes(routes, folder, () => "01632 960123");
    routes.get("/api/me", async (_request: Request, response: Response) => answer(response, 200, {}));
    routes.get("/api/settings", async (_request: Request, response: Response) =>
      refuse(response, notForYou()),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    server.server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  const PATHS = [
    ["a page", "/panel", 200, "text/html; charset=utf-8", "no-cache"],
    ["a script", "/assets/panel-1.js", 200, "text/javascript; charset=utf-8", "immutable"],
    ["a script that is not there", "/assets/panel-2.js", 404, "text/plain; charset=utf-8", ""],
    ["a folder", "/assets/", 404, "text/plain; charset=utf-8", ""],
    ["a file outside", "/assets/..%2fpanel.html", 404, "text/plain; charset=utf-8", ""],
    ["an answer", "/api/me", 200, "application/json", "no-store"],
    ["a refusal", "/api/settings", 403, "application/json", "no-store"],
    ["nothing at all", "/nothing", 404, "application/json", ""],
  ] as const;

  it.each(PATHS)("%s has the headers of its kind", async (_what, path, status, type, cache) => {
    const { headers, status: got } = await fetch(`${base()}${path}`);
    expect(got).toBe(status);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("cache-control") ?? "").toContain(cache);
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}; includeSubDomains$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("cross-origin-resource-policy")).toBe(
      path.startsWith("/api/") ? "same-origin" : "cross-origin",
    );
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*base-uri 'none'/);
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("let Teams frame a page, and let no one frame anything else", async () => {
    const framedBy = async (path: string) =>
      /frame-ancestors ([^;]*)/.exec(
        (await fetch(`${base()}${path}`)).headers.get("content-security-policy") ?? "",
      )?.[1];
    expect(await framedBy("/panel")).toContain("https://teams.microsoft.com");
    for (const path of ["/api/me", "/api/settings", "/nothing", "/assets/panel-2.js"])
      expect(await framedBy(path)).toBe("'none'");
  });

  it("give nothing back to TRACE", async () => {
    const sent = { method: "TRACE", headers: { "x-secret": "a-token" } };
    const { status, body } = await new Promise<{ status: number | undefined; body: string }>(
      (resolve, reject) => {
        const asked = request(`${base()}/api/me`, sent, (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            text += part;
          });
          response.on("end", () => resolve({ status: response.statusCode, body: text }));
        });
        asked.on("error", reject);
        asked.end();
      },
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain("a-token");
  });
});
