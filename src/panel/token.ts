/** Ask for the next token this long before the one in hand expires. */
const EARLY_MS = 60_000;

type Claims = { readonly exp?: number; readonly oid?: string };

/**
 * Keeps the Teams single sign-on token until a minute before it expires: in memory only, gone with
 * the page. The claims are read to know when to ask again and to tell two people on one browser apart;
 * who somebody is, the server decides.
 */
export class TokenCache {
  readonly #ask: () => Promise<string>;
  readonly #now: () => number;
  #held: { readonly token: string; readonly until: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(ask: () => Promise<string>, now: () => number = Date.now) {
    this.#ask = ask;
    this.#now = now;
  }

  /** @throws what the host throws when it cannot sign the person in */
  async get(): Promise<string> {
    if (this.#held !== undefined && this.#now() < this.#held.until) {
      return this.#held.token;
    }
    this.#asking ??= this.#fresh();
    return this.#asking;
  }

  /** Forgets the token the server has just refused. */
  drop(): void {
    this.#held = undefined;
  }

  async #fresh(): Promise<string> {
    try {
      const token = await this.#ask();
      const { exp } = claimsOf(token);
      this.#held = { token, until: exp === undefined ? 0 : exp * 1000 - EARLY_MS };
      return token;
    } finally {
      this.#asking = undefined;
    }
  }
}

/** The person a token speaks of, or a word that fits nobody where it cannot be read. */
export function personOf(token: string): string {
  return claimsOf(token).oid ?? "unknown";
}

function claimsOf(token: string): Claims {
  const body = token.split(".")[1];
  if (body === undefined) {
    return {};
  }
  try {
    const claims: unknown = JSON.parse(atob(body.replaceAll("-", "+").replaceAll("_", "/")));
    if (typeof claims !== "object" || claims === null) {
      return {};
    }
    const { exp, oid } = claims as Record<string, unknown>;
    return {
      ...(typeof exp === "number" ? { exp } : {}),
      ...(typeof oid === "string" ? { oid } : {}),
    };
  } catch {
    // Not a readable token: asked for anew at the next request, and refused by the server if it is wrong.
    return {};
  }
}
