import { setTimeout } from "node:timers/promises";
import { importJWK } from "jose";
import { z } from "zod";

export const KEYS_UNAVAILABLE = "keys-unavailable";

/** Signing keys cannot be read right now: the answer to the caller is 503, never 401. */
export class KeysUnavailable extends Error {
  readonly code = KEYS_UNAVAILABLE;

  constructor() {
    super("The signing keys could not be read.");
    this.name = "KeysUnavailable";
  }
}

export type SigningKey = {
  readonly key: Awaited<ReturnType<typeof importJWK>>;
  /** Channels a Bot Framework key may sign for; undefined where the publisher names none. */
  readonly endorsements: readonly string[] | undefined;
};

export type OpenIdKeys = {
  /**
   * @returns undefined where the publisher has no such key
   * @throws KeysUnavailable where the key is not known and the publisher cannot be reached
   */
  readonly find: (keyId: string) => Promise<SigningKey | undefined>;
};

const Metadata = z.object({ jwks_uri: z.string().url() });
const Jwks = z.object({ keys: z.array(z.record(z.unknown())) });
const Jwk = z.object({
  kid: z.string().min(1),
  kty: z.literal("RSA"),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).optional(),
});

const DAY = 24 * 60 * 60 * 1000;

/** A press with a key that is known waits no longer than this for the publisher to say that it still is. */
const PATIENCE_MS = 1000;

/** The publisher was away: it is asked again so soon, because no one whose key is not known can press anything. */
const AFTER_FAILURE_MS = 1000;

/** Microsoft's longest list, each key with its chain of certificates, is a few tens of KiB. */
const LARGEST_ANSWER = 512 * 1024;

/**
 * The RSA keys an OpenID metadata document points to, on the host of that document and no other: a person who could
 * change only the document must not be able to name keys of their own. For the same reason no redirect is followed.
 * Read at once, so that the first press finds them, and from the second half of each day on with what is asked for: a
 * key that is known waits for that only where it is older than a day, and then not for long. An unknown key id reads
 * them again (rotation), at most once in `cooldownMs`, so that made-up ids cannot make us flood the publisher; where
 * that fails, the next one asks again after a second. Keys already read stay good while the publisher is away.
 */
export const openIdKeys = (
  metadataUrl: string,
  options: { readonly fetch?: typeof fetch; readonly now?: () => number; readonly cooldownMs?: number } = {},
): OpenIdKeys => {
  // No one can set this clock: keys are never delayed by a clock that was put back.
  const { fetch: get = fetch, now = () => performance.now(), cooldownMs = 30_000 } = options;
  let keys = new Map<string, SigningKey>();
  let readAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let lastTryFailed = false;
  let reading: Promise<void> | undefined;

  const json = async (url: string): Promise<unknown> => {
    const answer = await get(url, { redirect: "error", signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new KeysUnavailable();
    return JSON.parse(await textOf(answer)) as unknown;
  };

  const read = async (): Promise<void> => {
    triedAt = now();
    try {
      const { jwks_uri } = Metadata.parse(await json(metadataUrl));
      if (new URL(jwks_uri).origin !== new URL(metadataUrl).origin) throw new KeysUnavailable();
      keys = await importAll(Jwks.parse(await json(jwks_uri)).keys);
      readAt = now();
      lastTryFailed = false;
    } catch {
      // Whatever went wrong, the keys we have stay; `find` tells the caller when they are not enough.
      lastTryFailed = true;
    }
  };

  /** Callers who need the keys at the same time wait for the same reading. */
  const readOnce = (): Promise<void> => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const mayTry = (): boolean =>
    reading !== undefined || now() - triedAt >= (lastTryFailed ? AFTER_FAILURE_MS : cooldownMs);

  /** What is known stays known meanwhile. */
  const refreshed = async (): Promise<void> => {
    const age = now() - readAt;
    if (age <= DAY / 2 || !mayTry()) return;
    const again = readOnce();
    const patience = triedAt + PATIENCE_MS - now();
    if (age > DAY && patience > 0)
      await Promise.race([again, setTimeout(patience, undefined, { ref: false })]);
  };

  void readOnce();
  return {
    find: async (keyId) => {
      if (keys.has(keyId)) await refreshed();
      if (!keys.has(keyId) && mayTry()) await readOnce();
      const found = keys.get(keyId);
      if (found === undefined && (lastTryFailed || keys.size === 0)) throw new KeysUnavailable();
      return found;
    },
  };
};

/** @throws KeysUnavailable where it is larger than any list of keys */
const textOf = async (answer: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LARGEST_ANSWER) throw new KeysUnavailable();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

const importAll = async (published: readonly unknown[]): Promise<Map<string, SigningKey>> => {
  const usable = published.flatMap((key) => Jwk.safeParse(key).data ?? []);
  const entries = usable.map(
    async ({ kid, kty, n, e, endorsements }) =>
      [kid, { key: await importJWK({ kty, n, e }, "RS256"), endorsements }] as const,
  );
  return new Map(await Promise.all(entries));
};
