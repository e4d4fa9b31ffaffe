import { withOffice } from "../protocol/holders/office-phone.ts";
import { hearOffice, officePhone } from "./office.ts";
import { whyNotSignedIn } from "./sign-in-words.ts";
import type { TokenCache } from "./token.ts";

/** No wait is endless: after this the person is told, and may press again. */
const PATIENCE_MS = 10_000;
/** A file of a whole year takes longer to make. */
const FILE_PATIENCE_MS = 120_000;

/** A file as the server made it; its name says nothing about any person. */
export type ApiFile = { readonly name: string; readonly content: Blob };

/** No answer, no sign-in, no right, nothing there, not in time, too much, or a fault: what the person came for is not to be had. */
const isDeadEnd = (status: number): boolean =>
  status === 0 || [401, 403, 404, 408, 429].includes(status) || status >= 500;

/** The server's refusal, or no answer. */
export class ApiError extends Error {
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly code: string;
  /** The sentence alone, where the number of the office stands beside it anyway. */
  readonly words: string;
  /** Settings only: which field, and why. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    say: string,
    fields: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.words = say;
    this.fields = fields;
  }

  /** A sentence for the person; at a dead end with whom to phone. */
  get say(): string {
    return isDeadEnd(this.status) ? withOffice(this.words, officePhone()) : this.words;
  }
}

/** The routes of `docs/api.md`, each request with a fresh enough token. */
export class Api {
  readonly tokens: TokenCache;
  readonly #school: string | undefined;

  /** @param school named in each request, for a person with a role in several */
  constructor(tokens: TokenCache, school?: string) {
    this.tokens = tokens;
    this.#school = school;
  }

  /** The same, for one school. */
  in(school: string): Api {
    return new Api(this.tokens, school);
  }

  /**
   * After a press: Teams may ask the person something.
   *
   * @throws {ApiError}
   */
  async signIn(): Promise<void> {
    try {
      await this.tokens.signIn();
    } catch (cause) {
      throw new ApiError(401, "no-token", whyNotSignedIn(reasonIn(cause)), {}, { cause });
    }
  }

  /** @throws {ApiError} */
  get<T>(path: string): Promise<T> {
    return this.#send<T>("GET", path);
  }

  /** @throws {ApiError} */
  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#send<T>("POST", path, body);
  }

  /** @throws {ApiError} */
  put<T>(path: string, body: unknown): Promise<T> {
    return this.#send<T>("PUT", path, body);
  }

  /** @throws {ApiError} */
  async file(path: string, body: unknown): Promise<ApiFile> {
    const answer = await this.#answer("POST", path, body, FILE_PATIENCE_MS);
    if (!answer.ok) {
      throw refusal("POST", answer.status, await jsonOf(answer));
    }
    const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
    try {
      return { name: name ?? "export", content: await answer.blob() };
    } catch (cause) {
      throw new ApiError(0, "unreadable", "The file did not arrive whole.", {}, { cause });
    }
  }

  async #send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.#answer(method, path, body, PATIENCE_MS);
    const json = await jsonOf(answer);
    if (!answer.ok) {
      throw refusal(method, answer.status, json);
    }
    return json as T;
  }

  async #answer(method: string, path: string, body: unknown, patience: number): Promise<Response> {
    const first = await this.#once(method, path, body, patience);
    if (first.status !== 401) {
      return first;
    }
    // A refused token did nothing, so asking again with a new one cannot do anything twice.
    this.tokens.drop();
    return this.#once(method, path, body, patience);
  }

  async #once(method: string, path: string, body: unknown, patience: number): Promise<Response> {
    const token = await this.#token();
    try {
      const answer = await fetch(this.#named(path), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: "no-store",
        signal: AbortSignal.timeout(patience),
      });
      hearOffice(answer);
      return answer;
    } catch (cause) {
      throw new ApiError(0, "unreachable", notAnswered(method), {}, { cause });
    }
  }

  #named(path: string): string {
    if (this.#school === undefined) {
      return path;
    }
    return `${path}${path.includes("?") ? "&" : "?"}school=${encodeURIComponent(this.#school)}`;
  }

  async #token(): Promise<string> {
    try {
      return await this.tokens.get();
    } catch (cause) {
      throw new ApiError(401, "no-token", whyNotSignedIn(reasonIn(cause)), {}, { cause });
    }
  }
}

/** teams-js rejects with an Error, older hosts with the word itself. */
const reasonIn = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const jsonOf = async (answer: Response): Promise<unknown> => {
  try {
    return await answer.json();
  } catch (cause) {
    if (!answer.ok) {
      return undefined;
    }
    throw new ApiError(0, "unreadable", "The answer did not arrive whole.", {}, { cause });
  }
};

/** No one can say whether it arrived. What was recorded the server goes on trying, whatever this page does. */
const notAnswered = (method: string): string =>
  `Lesson Guard did not answer.${method === "GET" ? "" : " This may or may not have been done. This page does not send it again."}`;

/** Where the answer has no words it is not Lesson Guard's own: what stands between has lost it, or refused to pass it on. */
const refusal = (method: string, status: number, json: unknown): ApiError => {
  const { error } = (json ?? {}) as {
    error?: { code?: string; say?: string; fields?: Record<string, string> };
  };
  const say = error?.say ?? (status >= 500 ? notAnswered(method) : "Lesson Guard refused this.");
  return new ApiError(status, error?.code ?? `status-${status}`, say, error?.fields ?? {});
};
