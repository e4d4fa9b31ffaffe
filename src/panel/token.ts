/** The next token is asked for this long before the present one expires, and the present one is used meanwhile. */
const EARLY_MS = 5 * 60_000;
/** A token that expires sooner may be refused by the time it arrives. */
const ON_THE_WAY_MS = 5_000;

type Claims = { readonly exp?: number; readonly oid?: string };

/**
 * Keeps the Teams single sign-on token for as long as it is valid: in memory only, gone with the page. No press
 * waits for the next one, and if Teams cannot give that, the present one is used to its end. The claims are read only
 * to know when to ask again, and to tell two people on one browser apart; the server decides who a person is.
 */
export class TokenCache {
  readonly #ask: (silent: boolean) => Promise<string>;
  readonly #now: () => number;
  #held: { readonly token: string; readonly expires: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(ask: (silent: boolean) => Promise<string>, now: () => number = Date.now) {
    this.#ask = ask;
    this.#now = now;
  }

  /** @throws what the host throws when it cannot sign the person in */
  async get(): Promise<string> {
    const left = this.#held === undefined ? 0 : this.#held.expires - this.#now();
    if (this.#held === undefined || left <= ON_THE_WAY_MS) {
      return this.#next();
    }
    if (left <= EARLY_MS) {
      // Not to be had at present: asked for again with the next request.
      this.#next().catch(() => undefined);
    }
    return this.#held.token;
  }

  /**
   * After a press: Teams may ask the person something.
   *
   * @throws what the host throws when it cannot sign the person in
   */
  async signIn(): Promise<void> {
    await this.#begin(false);
  }

  /** Forgets the token the server has just refused. */
  drop(): void {
    this.#held = undefined;
  }

  #next(): Promise<string> {
    return this.#asking ?? this.#begin(true);
  }

  #begin(silent: boolean): Promise<string> {
    const asking = this.#fresh(silent).finally(() => {
      if (this.#asking === asking) {
        this.#asking = undefined;
      }
    });
    this.#asking = asking;
    return asking;
  }

  async #fresh(silent: boolean): Promise<string> {
    const token = await this.#ask(silent);
    const { exp } = claimsOf(token);
    this.#held = { token, expires: exp === undefined ? 0 : exp * 1000 };
    return token;
  }
}

/** The person a token names, or a word that fits no person if it cannot be read. */
export const personOf = (token: string): string => claimsOf(token).oid ?? "unknown";

const claimsOf = (token: string): Claims => {
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
};
