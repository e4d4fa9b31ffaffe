import type { Request, Response, Server } from "restify";

/** Two years, as browsers' preload lists ask for. */
const HSTS = "max-age=63072000; includeSubDomains";

/** Features our pages never ask a browser for. */
const NEVER_ASKED_FOR = [
  "camera",
  "microphone",
  "geolocation",
  "display-capture",
  "payment",
  "usb",
  "serial",
  "midi",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** An answer that is no page runs nothing, shows nothing and stands in no frame; pages have a policy of their own. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * On every answer, refusals and "nothing here" too. Teams frames our pages (page-routes.ts says who may), and none
 * of these forbids that; answers of the API are for our own pages alone.
 */
export const ON_ALL = {
  "strict-transport-security": HSTS,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": NEVER_ASKED_FOR,
  "content-security-policy": NO_PAGE,
} as const;

/** @param target of the request, as it was sent: it may be no address at all */
const isPage = (target: string): boolean => !/^\/(api\/|metrics\b)/.test(target);

export const sendSecurityHeaders = (server: Server): void => {
  server.pre((request: Request, response: Response, next: () => void) => {
    for (const [name, value] of Object.entries(ON_ALL)) response.setHeader(name, value);
    response.setHeader(
      "cross-origin-resource-policy",
      isPage(request.url ?? "") ? "cross-origin" : "same-origin",
    );
    next();
  });
};
