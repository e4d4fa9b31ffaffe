import { connect } from "node:net";
import { Pool } from "undici";
import type { LedgerEntry } from "../../src/practice/cloud/ledger.ts";
import { messagesOf } from "../e2e/support/chats.ts";
import { botAlone } from "../e2e/support/crash.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { RecordFile } from "../e2e/support/record-file.ts";
import { fc } from "../support/properties.ts";
import { AMOUNTS, PATIENCE_MS } from "./support/amounts.ts";
import { figure } from "./support/figures.ts";
import { type FuzzRequest, nearlyReal, rawBytes, refused, type Stock } from "./support/fuzz-requests.ts";
import { SEED } from "./support/seed.ts";

jest.setTimeout(PATIENCE_MS);

/** At once, over connections that are kept. */
const AT_ONCE = 32;
const BATCH = 500;
/** Bare sockets are slow, and what they send is answered by Node itself. */
const RAW = 40;

let lesson: PracticeLesson;
let record: RecordFile;
let stock: Stock;
let pool: Pool;
const answers = new Map<number, number>();

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  const { practice, teacher } = lesson;
  record = new RecordFile(practice);
  const { lesson: id, pupils } = await lesson.recognised();
  await practice.do({ do: "start", meeting: "maths" });
  await botAlone(lesson);
  await practice.do({ do: "familiesArrive", meeting: "maths", overSeconds: 0, count: 3 });
  await practice.do({ do: "admitAll", meeting: "maths" });
  const { ref } = await teacher.raise(id, "child");
  await practice.until("the DSL is told", async () => (await teacher.concern(ref))?.state === "told");
  // Else it climbs on by itself while the requests come.
  const [alert] = await messagesOf(practice, "channel", "dsl");
  await practice.press({ person: "lowe", message: alert?.id ?? "", action: "have-it", data: { ref } });
  await practice.until("it is taken", async () => (await teacher.concern(ref))?.state === "seen");
  const { chats } = await practice.state();
  const message =
    chats.find(({ kind, of }) => kind === "private" && of === "okafor")?.messages.at(-1)?.id ?? "";
  await practice.press({ person: "okafor", message, action: "pause", data: { lesson: id } });
  await practice.do({ do: "text", person: "okafor", text: "help" });

  const delivered = (await practice.ledger()).filter(({ way }) => way === "toApp");
  const notifications = delivered.filter(({ operation }) => operation === "graph.call.notification");
  const activities = delivered.filter(({ operation }) => operation.startsWith("teams."));
  stock = {
    activities: oneOfEach(activities, ({ operation }) => operation),
    notifications: oneOfEach(notifications, ({ body }) => shapeOf(body)),
    callback: notifications.at(-1)?.path ?? "",
    lesson: id,
    ref,
    tokens: {
      teacher: await practice.token({ kind: "panel", person: "okafor" }),
      bot: await practice.token({ kind: "bot" }),
      call: await practice.token({ kind: "call" }),
    },
    badTokens: {
      panel: [
        ...(await Promise.all(["ethan", "doyle"].map((person) => practice.token({ kind: "panel", person })))),
        await practice.token({ kind: "panel", person: "okafor", expired: true }),
        await practice.token({ kind: "panel", person: "okafor", otherKey: true }),
        await practice.token({ kind: "call" }),
      ],
      bot: await badTokens("bot"),
      call: await badTokens("call"),
    },
    presses: [
      ...["pause", "resume", "all-others-fine", "let-mics-on", "mics-off"].map((press) => ({ press })),
      { press: "note-exception", pupil: pupils[0]?.pupil, reason: "no adult seen" },
      { press: "check-pupil", pupil: pupils[1]?.pupil },
      { press: "recognise", person: "x", as: "pupils", pupils: [pupils[2]?.pupil] },
      { press: "remove", person: "x" },
      { press: "choose-kind", kind: "class" },
      { lesson: id, about: "child", press: "7b0e0a52-7f3c-4b7c-9c62-1f6f2c0a4e11" },
      { who: "one", words: "what was seen", done: "nothing yet" },
      { decision: "none", reason: "none" },
      { csv: "name\nAda Lovelace\n" },
      { source: "csv", pupils: [{ name: "Ada", also: [] }] },
    ],
  };
  pool = new Pool(`http://127.0.0.1:${practice.running.appPort}`, { connections: AT_ONCE });
});

afterAll(async () => {
  await pool.destroy();
  await lesson.stop();
});

const badTokens = async (kind: "bot" | "call"): Promise<readonly string[]> =>
  Promise.all([
    lesson.practice.token({ kind, expired: true }),
    lesson.practice.token({ kind, otherKey: true }),
    lesson.practice.token({ kind, algorithm: "none" }),
    lesson.practice.token({ kind, claims: { aud: "5f0c2a4e-0000-4000-8000-00000000e15e" } }),
  ]);

const oneOfEach = (
  entries: readonly LedgerEntry[],
  kindOf: (entry: LedgerEntry) => string,
): readonly unknown[] => [...new Map(entries.map((entry) => [kindOf(entry), entry.body])).values()];

/** Call notifications differ in the kind of resource they are about, not in its ids. */
const shapeOf = (body: unknown): string =>
  JSON.stringify(body)
    .replaceAll(/[0-9a-f-]{20,}|\d+/gi, "#")
    .slice(0, 600);

/** As HTTP clients do: a connection that was kept may be closed in the moment it is used again. */
const send = async (request: FuzzRequest): Promise<number> => {
  try {
    return await sendOnce(request);
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    if (code !== "ECONNRESET" && code !== "UND_ERR_SOCKET") throw error;
    return sendOnce(request);
  }
};

const sendOnce = async ({ method, path, headers, body }: FuzzRequest): Promise<number> => {
  const { statusCode, body: answer } = await pool.request({
    method,
    path,
    headers,
    body: body ?? null,
    headersTimeout: 30_000,
  });
  await answer.dump();
  return statusCode;
};

/** Sends all, so many at once, and gives back what each was answered. */
const sendAll = async (requests: readonly FuzzRequest[]): Promise<readonly number[]> => {
  const statuses: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    for (let n = next++; n < requests.length; n = next++) {
      const request = requests[n];
      if (request === undefined) return;
      try {
        const status = await send(request);
        statuses[n] = status;
        answers.set(status, (answers.get(status) ?? 0) + 1);
      } catch (error) {
        throw new Error(`no answer (seed ${SEED}): ${sketch(request)}`, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return statuses;
};

const sketch = ({ method, path, headers, body }: FuzzRequest): string =>
  JSON.stringify({ method, path, headers, body: body?.toString().slice(0, 600) });

/** A fault of ours; 501 is the answer to an invoke without a handler. */
const isFault = (status: number): boolean => status >= 500 && status !== 501;

const faultsIn = (requests: readonly FuzzRequest[], statuses: readonly number[]): readonly string[] =>
  requests.flatMap((request, n) => (isFault(statuses[n] ?? 0) ? [`${statuses[n]} ${sketch(request)}`] : []));

/**
 * How far each stream has come, and how much personal payload there is. Readings are left out: a person who
 * may read a concern has read it, which is recorded and is no refusal.
 */
const grown = (): unknown => [
  record.rows(
    "select stream, version, type from events where stream not like 'reads:%' order by stream, version",
  ),
  record.rows("select count(*) as many from personal where stream not like 'reads:%'"),
  record.rows("select count(*) as many from settings"),
];

const batches = Math.ceil(AMOUNTS.fuzz / 2 / BATCH);

const inBatches = async (
  wanted: fc.Arbitrary<FuzzRequest>,
  salt: number,
  look: (requests: readonly FuzzRequest[], statuses: readonly number[]) => void,
): Promise<void> => {
  for (let batch = 0; batch < batches; batch += 1) {
    const requests = fc.sample(wanted, { numRuns: BATCH, seed: SEED + salt * 1_000_003 + batch });
    const statuses = await sendAll(requests);
    expect(faultsIn(requests, statuses)).toEqual([]);
    look(requests, statuses);
  }
};

const isUpAsBefore = async (): Promise<void> => {
  const { app } = await lesson.practice.state();
  expect({ up: app.up, starts: app.starts }).toEqual({ up: true, starts: 1 });
};

it("what must be refused breaks nothing and leaves no trace", async () => {
  await record.quiet(60_000);
  const before = grown();
  await inBatches(refused(stock), 1, () => expect(grown()).toEqual(before));
  await isUpAsBefore();
  figure("fuzz: requests that must be refused", batches * BATCH);
});

it("bytes that are no request break nothing", async () => {
  await record.quiet(60_000);
  const before = grown();
  for (const raw of fc.sample(rawBytes(stock), { numRuns: RAW, seed: SEED })) await sendRaw(raw);
  expect(grown()).toEqual(before);
  await isUpAsBefore();
});

it("what looks real nearly everywhere breaks nothing", async () => {
  let taken = 0;
  await inBatches(nearlyReal(stock), 2, (_, statuses) => {
    taken += statuses.filter((status) => status < 300).length;
  });
  await isUpAsBefore();
  // Some must get behind the door, or nothing there was tried.
  expect(taken).toBeGreaterThan(batches);
  figure("fuzz: nearly real requests", `${batches * BATCH} (${taken} taken)`);
  const counted = [...answers].toSorted(([a], [b]) => a - b).map(([status, many]) => `${status}: ${many}`);
  figure("fuzz: answers", counted.join(", "));
});

const sendRaw = (raw: Buffer): Promise<void> =>
  new Promise((over) => {
    const socket = connect(lesson.practice.running.appPort, "127.0.0.1", () => socket.end(raw));
    socket.setTimeout(300, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("data", () => undefined);
    socket.once("close", () => over());
  });
