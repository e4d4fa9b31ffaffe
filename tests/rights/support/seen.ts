import { LISTENERS, type SchoolDay, STEP, withoutBeats } from "./school-day.ts";

const CHATS = ["okafor", "shah", "doyle", "lowe", "grant", "khan", "dsl", "maths"] as const;

/** Everything that another person could get hold of, each under a word that says what it is. */
export type Seen = Readonly<Record<string, unknown>>;

export const seenBy = async (day: SchoolDay, id: string, ref: string): Promise<Seen> => {
  const { practice, staffRef } = day;
  const { threadId } = await practice.meeting("maths");
  const own = `/api/lessons/${id}`;
  const today = new Date(day.startedAt).toISOString().slice(0, 10);
  const gets = [
    "/health",
    "/metrics",
    "/api/me",
    "/api/lessons",
    `/api/meetings?chat=${encodeURIComponent(threadId)}`,
    own,
    `${own}/classes`,
    `${own}/route?about=child`,
    `${own}/route?about=adult`,
    "/api/concerns",
    `/api/concerns/${ref}`,
    `/api/concerns/${staffRef}`,
    "/api/concerns/ZZZ999",
    "/api/settings",
    "/api/exports",
    `/api/record/lessons?from=${today}&to=${today}`,
    "/nothing-here",
  ];
  const purpose = { kind: "inspection" };
  const posts = [
    ["/api/exports", { wanted: { of: "lesson", lesson: id, form: "csv" }, purpose }],
    ["/api/exports", { wanted: { of: "lesson", lesson: id, form: "sealed" }, purpose }],
    ["/api/exports", { wanted: { of: "concern", ref, form: "text" }, purpose }],
    ["/api/exports", { wanted: { of: "concern", ref: staffRef, form: "text" }, purpose }],
    ["/api/exports", { wanted: { of: "child", name: "Sofia Marinescu", form: "csv" }, purpose }],
    ["/api/exports", { wanted: { of: "sample", from: today, to: today, lessons: 5, form: "csv" }, purpose }],
    ["/api/exports", { wanted: { of: "record", from: today, to: today, form: "sealed" }, purpose }],
    [`/api/concerns/${staffRef}/have-it`, {}],
    [`/api/concerns/${staffRef}/details`, { words: "some words" }],
  ] as const;
  const named = (what: string): string => what.replaceAll(staffRef, "<staff matter>");
  const seen: Record<string, unknown> = {};
  for (const person of [...LISTENERS, "nobody"]) {
    day.frozen.seed(`seen by ${person}`);
    const token = person === "nobody" ? "none" : await practice.token({ kind: "panel", person });
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const response = await fetch(`${practice.running.gateway}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const headers = [...response.headers].filter(([name]) => name !== "date");
      const text = await response.text();
      const sealed = response.headers.get("content-type")?.startsWith("application/x-ndjson") === true;
      return { status: response.status, headers, body: sealed ? inEitherOrder(text) : text };
    };
    for (const path of gets) seen[named(`${person} GET ${path}`)] = await ask(path);
    for (const [path, body] of posts)
      seen[named(`${person} POST ${path} ${JSON.stringify(body)}`)] = await ask(path, body);
    for (const path of ["/api/exports", `/api/concerns/${ref}`])
      seen[`${person} GET ${path} afterwards`] = await ask(path);
    seen[`${person} hears`] = heardIn(day.heard.get(person) ?? "");
  }
  for (const text of day.measured) seen[`measured after ${text.split("\n")[0]}`] = text;
  const { chats } = await practice.state();
  for (const of of CHATS)
    seen[`chat of ${of}`] = chats
      .filter((chat) => chat.of === of)
      .flatMap(({ messages }) => messages)
      // Teams numbers messages through all chats by the millisecond; here the clock stands still.
      .map(({ id: _number, thread: _thread, ...message }) => message)
      .toSorted((a, b) => `${a.at} ${JSON.stringify(a)}`.localeCompare(`${b.at} ${JSON.stringify(b)}`));
  return seen;
};

/**
 * Step by step; of two things that change at once either may be told first, and what changes twice may be told once
 * or twice. That a matter about staff adds no line is asked within its own steps.
 */
const heardIn = (heard: string): readonly string[] =>
  withoutBeats(heard)
    .split(`\n\n${STEP}`)
    .map((step) => [...new Set(step.split("\n\n"))].toSorted().join("\n"));

/**
 * A sealed export without what depends on which of two pieces of work that are under way at once was
 * answered first (as on any two days): the place of an event among those of its moment, the digests, Teams'
 * number of a message, and whether the meeting was read before or after its co-organisers were set.
 */
const inEitherOrder = (lines: string): readonly string[] =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { version, hash, previous, commitment, salt, path, root, signature, ...rest } = JSON.parse(line);
      const event = JSON.stringify(rest)
        .replaceAll('"part":"co-organiser"', '"part":"member"')
        .replace(/"activity":"\d+"/, '"activity":"a number"');
      return JSON.stringify({
        event,
        digests: [version, hash, previous, commitment, salt, root, signature].map((one) => typeof one),
        // How long it is tells how large the tree is.
        steps: path?.length,
      });
    })
    .toSorted();

/** What differs, line by line; nothing where only their order does. */
export const differences = (one: Seen, other: Seen): readonly unknown[] =>
  Object.keys({ ...one, ...other }).flatMap((what) => {
    const [a, b] = [linesOf(one[what]), linesOf(other[what])];
    if (a.join() === b.join()) return [];
    const without = (lines: readonly string[], those: readonly string[]): readonly string[] => {
      const left = [...those];
      return lines.flatMap((line) => {
        const at = left.indexOf(line);
        if (at >= 0) left.splice(at, 1);
        return at >= 0 ? [] : [line.slice(0, 400)];
      });
    };
    return [{ what, one: without(a, b), other: without(b, a) }];
  });

const linesOf = (value: unknown): readonly string[] => (JSON.stringify(value, null, 1) ?? "").split(/\n|\\n/);
