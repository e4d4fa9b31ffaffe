import { z } from "zod";
import type { Config } from "../config.ts";
import { type Call, CloudError, errorFromAnswer, errorFromFailure } from "./cloud-error.ts";
import { type CloudDependencies, createRoad } from "./cloud-request.ts";
import { within } from "./within.ts";

/** What is read as it comes: nothing of it is kept. */
export type ByteStream = {
  /** Where Microsoft says so. */
  readonly length: number | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
};

/** How a range of an upload was taken: the next byte that is wanted, or the item that is there now. */
export type Put = { readonly next: number } | { readonly item: string };

/** Requests whose bodies are bytes, and large. Nothing is tried again here. */
export type ByteRoad = {
  /** @param path below Graph's version 1.0. @throws CloudError */
  readonly open: (path: string, operation: string) => Promise<ByteStream>;
  /** @param url of an upload session: it is a key by itself, and no token goes with it. @throws CloudError */
  readonly put: (url: string, range: Range) => Promise<Put>;
  /** The next byte that an upload session waits for. @throws CloudError, `gone` where it has ended */
  readonly next: (url: string) => Promise<number>;
  /** Gives the session up. */
  readonly cancel: (url: string) => Promise<void>;
};

export type Range = { readonly bytes: Uint8Array; readonly from: number; readonly total: number };

/** No answer, or no further byte, for this long: it has broken off. */
const PATIENCE_MS = 60_000;

const UPLOAD: Call = { service: "graph", operation: "upload recording", repeatable: true };

const Session = z.object({ nextExpectedRanges: z.array(z.string()).min(1) });
const Item = z.object({ id: z.string() });

export const createByteRoad = (dependencies: Pick<Config, "graphEndpoint"> & CloudDependencies): ByteRoad => {
  const { graphEndpoint, fetch: send = fetch, timeout = PATIENCE_MS } = dependencies;
  const road = createRoad("graph", dependencies);

  const ask = async (call: Call, url: string, init: RequestInit): Promise<Response> => {
    const signal = AbortSignal.timeout(timeout);
    const response = await send(url, { redirect: "manual", signal, ...init }).catch((error: unknown) => {
      throw errorFromFailure(call, error);
    });
    return response;
  };

  const refused = async (call: Call, response: Response): Promise<CloudError> => {
    const { error } = Object(await response.json().catch(() => undefined)) as { error?: { code?: unknown } };
    return errorFromAnswer(call, {
      status: response.status,
      code: typeof error?.code === "string" ? error.code : undefined,
      retryAfter: response.headers.get("retry-after"),
      date: response.headers.get("date"),
    });
  };

  /** A stream outlives any fixed time: only silence ends it. */
  const opened = async (call: Call, url: string, headers: Record<string, string>): Promise<Response> => {
    const silent = new AbortController();
    const timer = setTimeout(() => silent.abort(), timeout);
    try {
      const response = await ask(call, url, { headers, signal: silent.signal });
      const location = response.headers.get("location");
      // The content may lie on another host, whose address is a key by itself.
      if (response.status === 302 && location?.startsWith("https://") === true)
        return await opened(call, location, {});
      if (response.status !== 200) throw await refused(call, response);
      return response;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    open: (path, operation) => {
      const call: Call = { service: "graph", operation, repeatable: true };
      return road({
        call,
        counts: [],
        answer: z.custom<ByteStream>(),
        send: async (token) => {
          const headers = { authorization: `Bearer ${token}` };
          const response = await opened(call, `${graphEndpoint}/v1.0${path}`, headers);
          const length = Number(response.headers.get("content-length") ?? Number.NaN);
          return {
            length: Number.isSafeInteger(length) ? length : undefined,
            bytes: read(call, response, timeout),
          };
        },
      });
    },
    put: async (url, { bytes, from, total }) => {
      const response = await ask(UPLOAD, url, {
        method: "PUT",
        headers: {
          "content-type": "application/octet-stream",
          "content-range": `bytes ${from}-${from + bytes.length - 1}/${total}`,
        },
        body: bytes as Uint8Array<ArrayBuffer>,
      });
      if (response.status === 202) return { next: nextIn(Session.safeParse(await jsonOf(response))) };
      if (!response.ok) throw await refused(UPLOAD, response);
      const item = Item.safeParse(await jsonOf(response));
      if (!item.success) throw unexpected();
      return { item: item.data.id };
    },
    next: async (url) => {
      const response = await ask(UPLOAD, url, {});
      if (!response.ok) throw await refused(UPLOAD, response);
      return nextIn(Session.safeParse(await jsonOf(response)));
    },
    cancel: async (url) => {
      await ask(UPLOAD, url, { method: "DELETE" }).catch(() => undefined);
    },
  };
};

const unexpected = (): CloudError =>
  new CloudError({ ...UPLOAD, kind: "refused", code: "unexpected-answer" });

const jsonOf = async (response: Response): Promise<unknown> =>
  response.json().catch((error: unknown) => {
    throw errorFromFailure(UPLOAD, error);
  });

const nextIn = (session: z.SafeParseReturnType<unknown, z.infer<typeof Session>>): number => {
  const next = Number.parseInt(session.data?.nextExpectedRanges[0] ?? "", 10);
  if (!Number.isSafeInteger(next)) throw unexpected();
  return next;
};

const read = async function* (call: Call, response: Response, timeout: number): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const next = await within(timeout, reader.read(), undefined);
      if (next === undefined) throw new DOMException("no more came", "TimeoutError");
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    throw errorFromFailure(call, error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
};
