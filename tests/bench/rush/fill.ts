import { privateChatId } from "../../../src/practice/chat/chats.ts";
import { meetingOf } from "../../../src/practice/meeting/meeting.ts";
import { makeAccount } from "../../../src/practice/school/account.ts";
import type { Person } from "../../../src/practice/school/person.ts";
import { LIMITS } from "../../../src/protocol/work/limits.ts";
import { TEACHERS, type Tenant, until } from "./tenant.ts";

/** Lessons of a national tenant that begin within the same five minutes. */
export const LESSONS = Number(process.env["BENCH_LESSONS"] || 15_000);
/** These are really begun; the others are rows. Number 0 is what all are copied from. */
export const BEGUN = 200;

export const teacherOf = (lesson: number): string => `teacher-${lesson % TEACHERS}`;
export const meetingWord = (lesson: number): string => `of-${teacherOf(lesson)}`;
export const lessonId = (n: number): string => n.toString(16).padStart(20, "0");

/** What of a lesson's rows is its own. */
type Own = {
  readonly lesson: string;
  readonly chat: string;
  readonly meeting: string;
  readonly graph: string;
  readonly person: string;
  readonly privately: string;
};

const ownOf = (n: number): Own => {
  const word = teacherOf(n);
  const account = makeAccount(word, "", "");
  const organiser: Person = { id: word, name: "", part: "teacher", identity: "user", account, returns: 0 };
  // Those of one teacher are the same meeting only where they are begun.
  const id = n <= BEGUN ? meetingWord(n) : `row-${n}`;
  const made = meetingOf({ id, subject: "", organiser, weekly: true, lastsMs: 0, invited: [] });
  return {
    lesson: lessonId(n),
    chat: made.threadId,
    meeting: made.meetingId,
    graph: made.onlineMeetingId,
    person: account.objectId,
    privately: privateChatId(organiser),
  };
};

const LIVE_MS = 4 * 60 * 60_000;

/** One lesson is planned, with a register of thirty, and made ready; its rows are copied for all the others. */
export const fillTenant = async ({ database: { run }, control, ask }: Tenant): Promise<void> => {
  const first = ownOf(0);
  await control("do", { do: "install", conversation: first.chat, on: true });
  const chat = encodeURIComponent(first.chat);
  let lesson = "";
  await until("the meeting is known", async () => {
    const seen = await ask<{ view: { lesson: string } }>(teacherOf(0), `/api/meetings?chat=${chat}`).catch(
      () => undefined,
    );
    lesson = seen?.view.lesson ?? "";
    return lesson !== "";
  });
  await ask(teacherOf(0), `/api/lessons/${lesson}/press`, { press: "choose-kind", kind: "class" });
  const pupils = Array.from({ length: 30 }, (_, n) => ({ name: `Pupil ${n} Name`, also: [] }));
  await ask(teacherOf(0), `/api/lessons/${lesson}/register`, { source: "csv", pupils });
  const is = (what: string, statement: string) =>
    until(what, async () => (await run(statement, [`lesson:${lesson}`])).length > 0);
  await is("its options are proven", "select 1 from events where stream = $1 and type = 'OptionsSeen'");

  const owns = Array.from({ length: LESSONS }, (_, n) => ownOf(n + 1));
  await run(
    "create temp table copies (n int, lesson text, chat text, meeting text, graph text, person text, privately text)",
  );
  await run(
    "insert into copies select row_number() over (), * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])",
    (["lesson", "chat", "meeting", "graph", "person", "privately"] as const).map((what) =>
      owns.map((own) => own[what]),
    ),
  );
  const own = { ...first, lesson };
  for (const [table, of] of [
    ["events", "stream"],
    ["personal", "stream"],
    ["streams", "stream"],
    ["lessons", "lesson"],
    ["lesson_staff", "lesson"],
  ] as const)
    await run(copy(own, table, `${of} in ('${lesson}', 'lesson:${lesson}')`));
  await run("update streams set moved_at = 0 where stream like 'lesson:%'");
  await run(
    "insert into personal_conversations select distinct person, privately from copies on conflict do nothing",
  );

  await begin({ control }, 0, 0);
  await is(
    "the families are in",
    "select 1 from events where stream = $1 and type = 'PersonArrived' offset 29",
  );
  const others = `n > ${BEGUN}`;
  await run("begin");
  await run(copy(own, "duties", `stream = 'lesson:${lesson}' and state in ('waiting', 'started')`, others));
  await run(`update duties set state = 'waiting', not_before = not_before + ${LIVE_MS}, deadline_at = deadline_at + ${LIVE_MS},
    expires_at = expires_at + ${LIVE_MS}, lease_until = null, holder = null
    where stream in (select 'lesson:' || lesson from copies where ${others})`);
  await run("commit");
  await run("analyze");
};

/** The rows of one table once more for each lesson, with what is its own in place of the first one's. */
const copy = (from: Own, table: string, which: string, whose = "true"): string => {
  const words = (["chat", "meeting", "graph", "person", "lesson"] as const).reduce(
    (text, what) => `replace(${text}, '${from[what]}', c.${what})`,
    "o.words",
  );
  // The first one's rows are read before any is written: else each copy is looked through for the next.
  return `with o as materialized (select row_to_json(one)::text as words from ${table} one where ${which})
    insert into ${table} select (json_populate_record(null::${table}, ${words}::json)).* from copies c cross join o
      where ${whose}`;
};

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

/** A teacher starts it, lets Lesson Guard in, and thirty families come within five seconds. */
export const begin = async (
  { control }: Pick<Tenant, "control">,
  lesson: number,
  overSeconds = 5,
): Promise<void> => {
  const meeting = meetingWord(lesson);
  await control("do", { do: "start", meeting });
  await until("Lesson Guard waits in the lobby", async () => {
    await pause(200);
    return control("do", { do: "admit", meeting, person: "lesson-guard" }).then(
      () => true,
      () => false,
    );
  });
  await control("do", { do: "familiesArrive", meeting, overSeconds, count: 30 });
  await pause(overSeconds * 1000 + 500);
  await control("do", { do: "admitAll", meeting });
};

const ROUTINE_MS = Math.ceil(
  ((LIMITS.bot[0]?.ms ?? 0) * 1.2) / Math.floor((LIMITS.bot[0]?.most ?? 0) * 0.75),
);

/** How many messages a second what is not urgent may send, for the whole tenant. */
export const ROUTINE_A_SECOND = 1000 / ROUTINE_MS;

/**
 * As in the middle of the rush: each lesson's card waits for its turn, in the order in which they began.
 * @returns the moment from which the first may go
 */
export const queueCards = async ({ database: { run } }: Tenant): Promise<number> => {
  await run("delete from duties where id like 'card/%'");
  await run("delete from sent_cards where key like 'checklist:%'");
  const [row] = await run("select (extract(epoch from clock_timestamp()) * 1000)::bigint as now");
  const from = Number(row?.["now"]) + 1_000;
  await run(`insert into duties (school, store, id, stream, position, kind, work, state, not_before, deadline_at, expires_at,
      repeat, urgent, replaces, attempts, fence, last_reason, late_at)
    select 'school', 'general', 'card/' || n, 'lesson:' || lesson, 0, 'send-checklist',
      '{"kind":"send-checklist","lesson":"' || lesson || '","staff":"' || person || '"}', 'waiting',
      ${from} + (n - ${BEGUN}) * ${ROUTINE_MS}, ${from}, ${from + LIVE_MS}, 'until-done', 0, 'card/' || n, 0, 0, 'held-back', ${from}
    from copies where n > ${BEGUN}`);
  await run(
    `update limits set promised_at = ${from + (LESSONS - BEGUN) * ROUTINE_MS} where key like 'bot %'`,
  );
  await run("analyze duties");
  return from;
};
