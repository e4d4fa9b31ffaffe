import { readdirSync, readFileSync } from "node:fs";
import type { LedgerEntry } from "../../src/practice/cloud/ledger.ts";
import { families } from "../../src/practice/school/families.ts";
import { people } from "../../src/practice/school/people.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

/** Names no other text holds; "Oliver Bennett" also stands on a device that arrives. */
const CANARIES = ["Quillax Vorbane", "Zephtrin Ombrasko", "Wystlyn Kharrowgate", "Oliver Bennett"];
/** In the directory, with whom to phone: a number and an address that are shown to the person who looks, and kept nowhere. */
const HOME = { pupil: "Samuel Okoro", phone: "07700 900125", street: "26 Mill Lane", contact: "Ms A Okoro" };
const WORDS = "Quillax Vorbane said brinjalotry and showed her tamberwick";
const DONE = "phoned the grumbletonce line";
/** A part of a family's name that is also an English word of our own cards proves nothing there. */
const COMMON = new Set(["family", "guest", "laptop", "lily", "dad", "mum", "the", "and", "ipad"]);

const parts = (text: string): readonly string[] =>
  text.split(/[^\p{L}]+/u).filter((part) => part.length >= 5 && !COMMON.has(part.toLowerCase()));

const secrets: readonly string[] = [
  ...new Set([
    ...CANARIES.flatMap(parts),
    ...families.flatMap(({ name }) => parts(name)),
    "brinjalotry",
    "tamberwick",
    "grumbletonce",
    HOME.phone,
    HOME.street,
    HOME.contact,
  ]),
];

/** As written, in lower case, URL-encoded, and in base64 wherever in a text it may stand. */
const spellings = (secret: string): readonly string[] => {
  const turned = [secret, secret.toLowerCase(), secret.toUpperCase()].flatMap((text) =>
    [0, 1, 2].map((shift) => {
      const bytes = Buffer.concat([Buffer.alloc(shift, 32), Buffer.from(text)]);
      // Only characters that depend on the secret alone, whatever stands around it.
      const whole = bytes.toString("base64").replace(/=+$/, "");
      const from = shift === 0 ? 0 : shift + 1;
      return whole.slice(from, Math.floor((bytes.length * 8) / 6));
    }),
  );
  return turned.filter((text) => text.length >= 6);
};

const needles = secrets.map((secret) => ({ secret, base64: spellings(secret) }));

/** Which secrets a text gives away. */
const found = (text: string): readonly string[] => {
  const plain = `${text}\n${decoded(text)}`.toLowerCase();
  return needles
    .filter(
      ({ secret, base64 }) =>
        plain.includes(secret.toLowerCase()) || base64.some((one) => text.includes(one)),
    )
    .map(({ secret }) => secret);
};

const decoded = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll("%", ""), "hex").toString(),
  );

let lesson: PracticeLesson;
let record: RecordFile;
let ledger: readonly LedgerEntry[];
let violations: unknown;
let metrics: string;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  const { practice, teacher } = lesson;
  record = new RecordFile(practice);
  const { lesson: id } = await lesson.arrived(8);
  const pupils = [...CANARIES, HOME.pupil].map((name) => ({
    name,
    also: [`${name.split(" ")[0]}'s grandma`],
  }));
  const csv = `name\n${CANARIES.join("\n")}\n`;
  expect((await teacher.ask("POST", `/api/lessons/${id}/register/preview`, { csv })).status).toBe(200);
  expect((await teacher.ask("POST", `/api/lessons/${id}/register`, { source: "csv", pupils })).status).toBe(
    200,
  );
  for (const person of ["impostor", "stranger", "phone"]) {
    await practice.do({ do: "arrive", meeting: "maths", person });
  }
  await practice.do({ do: "admitAll", meeting: "maths" });
  const view = await lesson.shows(
    "a pupil is known and others are not",
    ({ counts, unknown }) => counts.here >= 1 && unknown.length >= 4,
    20_000,
  );

  const first = view.pupils.find(({ place }) => place === "in");
  const second = view.pupils.find(({ pupil }) => pupil !== first?.pupil);
  const device = view.unknown.find(({ shown }) => shown === "Hussain family") ?? view.unknown[0];
  const pupil = first?.pupil ?? "";
  for (const press of [
    { press: "recognise", person: device?.person, as: "pupils", pupils: [second?.pupil] },
    { press: "note-exception", pupil, reason: "name not shown" },
    { press: "put-right", pupil, reason: "name not shown" },
    { press: "note-exception", pupil, reason: "not a family room" },
    { press: "all-others-fine" },
    { press: "let-cameras-on" },
    { press: "let-mics-on" },
    { press: "pause" },
    { press: "resume" },
  ])
    await teacher.press(id, press);

  const child = await teacher.raise(id, "child");
  const adult = await teacher.raise(id, "adult");
  for (const { ref } of [child, adult]) {
    await practice.until("it is told", async () => (await teacher.concern(ref))?.state === "told", 20_000);
    const details = { who: CANARIES[0], kind: "something seen", words: WORDS, done: DONE };
    expect((await teacher.ask("POST", `/api/concerns/${ref}/details`, details)).status).toBe(200);
  }
  const dsl = lesson.as("lowe");
  expect((await dsl.ask("POST", `/api/concerns/${child.ref}/have-it`, {})).status).toBe(200);
  const end = { decision: WORDS, reason: DONE };
  expect((await dsl.ask("POST", `/api/concerns/${child.ref}/close`, end)).status).toBe(200);
  // A request that cannot be read, or is refused, must not be repeated in words or a log either.
  await teacher.ask("POST", `/api/lessons/${id}/register`, {
    source: "csv",
    pupils: [{ name: CANARIES[0] }],
  });
  await teacher.ask("POST", `/api/concerns/${child.ref}/details`, { nonsense: WORDS });
  await practice.do({ do: "say", meeting: "maths", person: "okafor", text: `hello ${CANARIES[0]}` });
  await practice.do({ do: "text", person: "okafor", text: `help with ${CANARIES[0]}` });

  const samuel = view.pupils.find(({ name }) => name === HOME.pupil)?.pupil;
  await teacher.press(id, { press: "note-exception", pupil: samuel, reason: "no adult seen" });
  const inLesson = await teacher.ask("POST", `/api/lessons/${id}/home`, { pupil: samuel });
  expect(
    (await dsl.ask("POST", `/api/concerns/${child.ref}/follow-up`, { do: "link-child", child: HOME.pupil }))
      .status,
  ).toBe(200);
  const besideIt = await dsl.ask("POST", `/api/concerns/${child.ref}/home`, { child: HOME.pupil });
  for (const { status, body } of [inLesson, besideIt]) {
    expect([status, JSON.stringify(body)]).toEqual([200, expect.stringContaining(HOME.phone)]);
    expect(JSON.stringify(body)).toContain(HOME.street);
  }

  await teacher.press(id, { press: "end-for-all" });
  await lesson.shows(
    "everyone is out and the DSL is told",
    (now) =>
      now.end?.steps.filter(({ step }) => step !== "leave").every(({ proof }) => proof.state === "proven") ===
      true,
    30_000,
  );
  await practice.do({ do: "end", meeting: "maths" });
  await lesson.shows("it is over", (now) => now.phase === "over", 20_000);
  await record.quiet(30_000);
  ledger = await practice.ledger();
  violations = await practice.violations();
  const { gateway, metricsToken } = practice.running;
  metrics = await fetch(`${gateway}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  }).then((response) => response.text());
});

afterAll(() => lesson.stop());

it("the names and words were really there: the personal payload holds them", () => {
  const payloads = record
    .rows<{ payload: string }>("select payload from personal")
    .map(({ payload }) => payload);
  const text = payloads.join("\n").toLowerCase();
  for (const secret of ["quillax", "vorbane", "ombrasko", "hussain", "brinjalotry", "grumbletonce"])
    expect([secret, text.includes(secret)]).toEqual([secret, true]);
});

it("whom to phone was shown, and that somebody looked stands in the record: no number, name or address of a home", () => {
  const looked = record.rows<{ type: string }>("select type from events where type = 'HomeLookedUp'");
  expect(looked).toHaveLength(1);
  const held = JSON.stringify([record.rows("select * from personal"), record.rows("select * from events")]);
  const shown = [HOME.phone, HOME.street, HOME.contact];
  expect(found(held).filter((one) => shown.includes(one))).toEqual([]);
});

it("the search finds a name in every spelling", () => {
  const name = "Vorbane";
  for (const text of [
    name,
    name.toLowerCase(),
    name.toUpperCase(),
    `a%20${[...Buffer.from(name)].map((byte) => `%${byte.toString(16)}`).join("")}`,
    Buffer.from(`Quillax ${name}.`).toString("base64"),
    Buffer.from(`.. ${name.toLowerCase()} ..`).toString("base64url"),
    Buffer.from(`{"n":"${name}"}`).toString("base64"),
  ])
    expect([text, found(text)]).toEqual([text, expect.arrayContaining([name])]);
});

it("nothing the application sent to a chat, a channel or a card holds one", () => {
  const sent = ledger.filter(({ way, operation }) => way === "toCloud" && operation.startsWith("connector."));
  expect(sent.length).toBeGreaterThan(8);
  for (const { operation, body, seq } of sent)
    expect([seq, operation, found(JSON.stringify(body ?? ""))]).toEqual([seq, operation, []]);
});

it("nothing else the application sent to Microsoft holds one", () => {
  for (const { operation, body, seq } of ledger.filter(({ way }) => way === "toCloud"))
    expect([seq, operation, found(JSON.stringify(body ?? ""))]).toEqual([seq, operation, []]);
});

it("no address holds one", () => {
  for (const { path, query, seq } of ledger) expect([seq, found(`${path}?${query}`)]).toEqual([seq, []]);
});

/** Staff and everyone with an account: ids, addresses and surnames. */
const accounts = people.flatMap(({ account }) =>
  account === undefined
    ? []
    : [account.objectId, account.userPrincipalName, account.surname, account.botUserId],
);

it("no log line holds one, nor says who of the staff did what, or that there is a concern", () => {
  const log = readFileSync(lesson.practice.running.appLog, "utf8");
  expect(log).toContain("school file has been applied");
  expect(found(log)).toEqual([]);
  expect(accounts.length).toBeGreaterThan(30);
  expect(accounts.filter((one) => log.includes(one))).toEqual([]);
  const refs = record.rows<{ ref: string }>("select ref from concerns").map(({ ref }) => ref);
  expect(refs.length).toBeGreaterThanOrEqual(3);
  expect(refs.filter((one) => log.includes(one))).toEqual([]);
});

it("the metrics hold none, and nothing that only a concern brings about", () => {
  expect(metrics).toContain("lesson_guard_record_up 1");
  expect(metrics).toMatch(/lesson_guard_cloud_unserved_total\{service="connector",outcome="throttled"\} \d/);
  expect(found(metrics)).toEqual([]);
  expect(accounts.filter((one) => metrics.includes(one))).toEqual([]);
  expect(metrics).not.toMatch(/concern|escalat|alert|adult|dsl|headteacher/i);
});

it("the metrics are for a person who has their token", async () => {
  const { gateway } = lesson.practice.running;
  for (const authorization of [
    "",
    "Bearer wrong",
    `Bearer ${await lesson.practice.token({ kind: "panel", person: "khan" })}`,
  ])
    expect((await fetch(`${gateway}/metrics`, { headers: { authorization } })).status).toBe(401);
});

it("no file name holds one", () => {
  const names = readdirSync(lesson.practice.running.dataDir, { recursive: true }).map(String);
  expect(names).toContain("record.sqlite");
  expect(found(names.join("\n"))).toEqual([]);
});

it("outside the personal payload no table holds one", () => {
  const tables = record.rows<{ name: string }>("select name from sqlite_master where type = 'table'");
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["events", "duties", "lessons", "concerns"]),
  );
  for (const { name } of tables.filter((table) => table.name !== "personal"))
    expect([name, found(JSON.stringify(record.rows(`select * from "${name}"`)))]).toEqual([name, []]);
});

it("nothing was asked that Microsoft refuses", () => {
  expect(violations).toEqual([]);
});
