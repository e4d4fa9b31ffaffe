import { fc } from "../../support/properties.ts";

/** One request over HTTP; `door` says whose it is. */
export type FuzzRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
};

/** What the requests are made of: real ones, real tokens, the ids of a real lesson. */
export type Stock = {
  readonly activities: readonly unknown[];
  readonly notifications: readonly unknown[];
  /** Path of the callback of the call under way. */
  readonly callback: string;
  readonly lesson: string;
  /** Something raised already. */
  readonly ref: string;
  /** Opens the door: of a teacher of this lesson, of Bot Framework, of Graph calling. */
  readonly tokens: { readonly teacher: string; readonly bot: string; readonly call: string };
  /** Does not: expired, of another key, of a person without a part. */
  readonly badTokens: {
    readonly panel: readonly string[];
    readonly bot: readonly string[];
    readonly call: readonly string[];
  };
  readonly presses: readonly object[];
};

type Wanted = fc.Arbitrary<FuzzRequest>;

const JSON_TYPE = "application/json";

/** As JSON text, with what JSON can hold and people do not expect. */
const anyJson = fc.oneof(
  { weight: 6, arbitrary: fc.json({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("null", '""', "[]", "{}", "1e999", '{"__proto__":{"staff":true}}'),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 100, max: 20_000 }).map((deep) => `${"[".repeat(deep)}${"]".repeat(deep)}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 100, max: 5000 })
      .map((deep) => `${'{"value":'.repeat(deep)}1${"}".repeat(deep)}`),
  },
);

const hugeJson = fc
  .integer({ min: 200_000, max: 700_000 })
  .map((size) => JSON.stringify({ press: "pause", type: "message", text: "é".repeat(size / 2) }));

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));

const anyBody = fc.oneof(
  { weight: 12, arbitrary: anyJson },
  { weight: 4, arbitrary: bytes },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  { weight: 1, arbitrary: hugeJson },
);

type Edit = { readonly at: number; readonly put: unknown; readonly how: "put" | "drop" | "list" | "nest" };

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom("put", "put", "drop", "list", "nest"),
    put: fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(-1, 2 ** 53, "", " ", "\u0000", "../..", "%00", "null", "1970-01-01", "x".repeat(5000)),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

/** The same value with some places changed: it still looks real nearly everywhere. */
const edited = (value: unknown, changes: readonly Edit[]): unknown => {
  const copy = structuredClone({ value });
  for (const { at, put, how } of changes) {
    const places = conversationsIn(copy);
    const place = places[at % places.length];
    if (place === undefined) continue;
    const { holder, key } = place;
    if (how === "drop") Reflect.deleteProperty(holder, key);
    else if (how === "put") holder[key] = put;
    else if (how === "list") holder[key] = [holder[key], put];
    else holder[key] = { [key]: holder[key] };
  }
  return copy.value ?? null;
};

type Place = { readonly holder: { [key: string]: unknown }; readonly key: string };

const conversationsIn = (value: unknown): readonly Place[] => {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as { [key: string]: unknown };
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...conversationsIn(holder[key])]);
};

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Printable, so that a well-behaved client sends it; anything else goes over a bare socket. */
const headerText = fc
  .array(fc.integer({ min: 0x20, max: 0x7e }), { maxLength: 60 })
  .map((codes) => String.fromCharCode(...codes).trim());

const types = fc.oneof(
  { weight: 6, arbitrary: fc.constant(JSON_TYPE) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "application/json; charset=utf-16",
      "text/plain",
      "text/csv",
      "application/octet-stream",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "application/vnd.x+json",
      ";",
      "",
    ),
  },
);

const extras: fc.Arbitrary<Readonly<Record<string, string>>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      accept: fc.constantFrom("*/*", "image/png", "text/html", ";;", "application/json;q=0"),
      "accept-version": fc.constantFrom("~9", "*", "x"),
      "x-forwarded-for": headerText,
      cookie: headerText,
    }),
  },
  { weight: 1, arbitrary: fc.record({ "content-encoding": fc.constantFrom("gzip", "br", "deflate", "x") }) },
  {
    weight: 1,
    arbitrary: fc.record({ "content-md5": headerText, origin: headerText, "x-http-method": headerText }),
  },
);

/** Each part may be anything that is written in an address, well escaped or not. */
const pathPart = fc.oneof(
  fc.webSegment(),
  fc.string({ unit: "grapheme", maxLength: 30 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom("%", "%zz", "%00", "%2e%2e", "..", ".", "%F0%9F", "constructor", "__proto__", "panel.html"),
);

const query = fc.oneof(
  fc.constant(""),
  fc.webQueryParameters().map((text) => `?${text}`),
  fc.constantFrom(
    "?chat=",
    "?chat=a&chat=b",
    "?chat[x]=1",
    "?about=child&about=adult",
    "?__proto__[x]=1",
    "?%",
  ),
);

const bearer = (token: string): string => `Bearer ${token}`;

const withBody = (
  method: fc.Arbitrary<string>,
  path: fc.Arbitrary<string>,
  token: fc.Arbitrary<string | undefined>,
  body: fc.Arbitrary<string | Buffer>,
  type: fc.Arbitrary<string> = types,
): Wanted =>
  fc
    .tuple(method, path, token, body, type, extras)
    .map(([verb, to, authorization, content, kind, extra]) => ({
      method: verb,
      path: to,
      headers: { "content-type": kind, ...(authorization && { authorization }), ...extra },
      body: verb === "GET" || verb === "HEAD" ? undefined : content,
    }));

const post = fc.constant("POST");
const anyMethod = fc.constantFrom("GET", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

const routesOf = ({ lesson, ref }: Stock): fc.Arbitrary<string> =>
  from([
    ...["press", "register", "register/preview"].map((end) => `/api/lessons/${lesson}/${end}`),
    "/api/concerns",
    ...["details", "have-it", "hand-on", "close"].map((end) => `/api/concerns/${ref}/${end}`),
  ]);

const anyPath = ({ lesson, ref, callback }: Stock): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof(
        from(["/api/lessons", `/api/lessons/${lesson}`, "/api/concerns", `/api/concerns/${ref}`]),
        from(["/api/meetings", "/api/calls", callback, "/api/messages", "/api/me", "/api/settings"]),
        from(["/panel", "/assets", "/health", "/"]),
      ),
      fc.array(pathPart, { maxLength: 3 }),
      query,
    )
    .map(([start, parts, search]) => `${[start, ...parts].join("/")}${search}`);

/**
 * Requests that must change nothing: unsigned or badly signed ones, people without a part, bodies that
 * say nothing. (A detail without words and "I have it" by its raiser say nothing either.)
 */
export const refused = (stock: Stock): Wanted => {
  const { tokens, badTokens, activities, notifications, callback } = stock;
  const noToken = fc.oneof(
    fc.constant(undefined),
    headerText,
    from(["Bearer", "Bearer ", "Bearer a.b.c", "Basic eDp5"]),
  );
  const bad = (which: readonly string[]) => fc.oneof(noToken, from(which.map(bearer)));
  const editedText = (values: readonly unknown[]) =>
    fc.tuple(from(values), edits).map(([value, changes]) => JSON.stringify(edited(value, changes)));
  const whole = (values: readonly unknown[]) => from(values.map((value) => JSON.stringify(value)));
  const messages = fc.constant("/api/messages");
  return fc.oneof(
    withBody(post, messages, bad(badTokens.bot), fc.oneof(whole(activities), editedText(activities))),
    withBody(post, messages, fc.constant(bearer(tokens.bot)), anyBody),
    withBody(
      post,
      fc.constant(callback),
      bad(badTokens.call),
      fc.oneof(whole(notifications), editedText(notifications)),
    ),
    withBody(post, fc.constant(callback), fc.constant(bearer(tokens.call)), anyBody),
    withBody(
      post,
      pathPart.map((part) => `/api/calls/${part}`),
      fc.constant(bearer(tokens.call)),
      whole(notifications),
    ),
    withBody(post, routesOf(stock), bad(badTokens.panel), whole(stock.presses)),
    withBody(post, routesOf(stock), fc.constant(bearer(tokens.teacher)), nonsense),
    withBody(
      fc.constantFrom("GET", "GET", "HEAD", "OPTIONS", "DELETE", "PATCH"),
      anyPath(stock),
      fc.constantFrom(bearer(tokens.teacher), undefined),
      anyBody,
    ),
  );
};

/** A body that no route can take for something said, whatever it is by chance. */
const nonsense = anyBody.map((body) =>
  typeof body === "string" && /^\s*\{\s*\}\s*$/.test(body) ? '{"nothing":1}' : body,
);

/** Requests that look real nearly everywhere, from those who may: some of them are taken. */
export const nearlyReal = (stock: Stock): Wanted => {
  const { tokens, activities, notifications, callback, presses } = stock;
  const text = (values: readonly unknown[]) =>
    fc
      .tuple(from(values), fc.oneof(edits, fc.constant([])))
      .map(([value, changes]) => JSON.stringify(edited(value, changes)));
  const json = fc.constant(JSON_TYPE);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: withBody(
        post,
        fc.constant("/api/messages"),
        fc.constant(bearer(tokens.bot)),
        text(activities),
        json,
      ),
    },
    {
      weight: 2,
      arbitrary: withBody(
        post,
        fc.constant(callback),
        fc.constant(bearer(tokens.call)),
        text(notifications),
        json,
      ),
    },
    {
      weight: 3,
      arbitrary: withBody(post, routesOf(stock), fc.constant(bearer(tokens.teacher)), text(presses), json),
    },
    {
      weight: 1,
      arbitrary: withBody(
        anyMethod,
        anyPath(stock),
        fc.constant(bearer(tokens.teacher)),
        text(presses),
        json,
      ),
    },
  );
};

/** What no well-behaved client sends: bytes where a request should stand. */
export const rawBytes = (stock: Stock): fc.Arbitrary<Buffer> => {
  const head = fc.constantFrom(
    "POST /api/messages HTTP/1.1\r\n",
    `POST /api/lessons/${stock.lesson}/press HTTP/1.1\r\n`,
    "GET /\u0000 HTTP/1.1\r\n",
    "GET /panel HTTP/9.9\r\n",
    "PRI * HTTP/2.0\r\n\r\n",
    "CONNECT lesson-guard:1 HTTP/1.1\r\n",
  );
  const lines = fc.constantFrom(
    "host: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n",
    "host: x\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
    "host: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
    `host: x\r\nauthorization: Bearer ${stock.tokens.teacher}\r\ncontent-length: 99999999\r\n\r\n{`,
    `host: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`,
    "host: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n{}",
    "host: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
  );
  return fc.oneof(
    bytes,
    fc
      .tuple(
        head,
        fc.oneof(
          lines.map((line) => Buffer.from(line)),
          bytes,
        ),
      )
      .map(([start, rest]) => Buffer.concat([Buffer.from(start), rest])),
  );
};
