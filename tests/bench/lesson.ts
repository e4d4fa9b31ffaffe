import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { MeetingView, PracticeState } from "../../src/practice/control/shapes.ts";
import type { Running } from "../../src/practice/practice.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { fetchOnce } from "./fetch-once.ts";
import type { Asked } from "./load.ts";
import { AROUND, childrenOf, MEASURED, pin } from "./machine.ts";
import { startProgram } from "./program.ts";

type TokenOrder = { readonly kind: "panel" | "bot"; readonly person?: string };

/** Practice and, on a core of its own, the application as production runs it, with a lesson of thirty in the room. */
export type BenchLesson = {
  /** The process of the application. */
  readonly pid: number;
  /** Where the application itself listens. */
  readonly origin: string;
  /** Pupils who are inside, with their camera on. */
  readonly pupils: () => readonly string[];
  /** The same register as a new list: of its pupils nothing has been noted yet, however long the run. */
  readonly renewRegister: () => Promise<void>;
  /** A press of the teacher in the side panel. */
  readonly panelPress: (press: object) => Asked;
  /** A press of the teacher on the checklist in their own chat, drawn in this turn. */
  readonly cardPress: (verb: string, turn: number) => Asked;
  /** How many requests Microsoft has had from the application so far. */
  readonly askedOfMicrosoft: () => Promise<number>;
  readonly view: () => Promise<LessonView>;
  /** One of practice's controls: a GET without a body. */
  readonly control: <Answer>(path: string, body?: object) => Promise<Answer>;
  /** A press of the teacher in another lesson, which is recorded. @returns milliseconds until it was answered */
  readonly pressElsewhere: () => Promise<number>;
  /** Kills the application and starts it again. @returns milliseconds until it was healthy */
  readonly restart: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

const TEACHER = "okafor";
const MEETING = "maths";
const DEFAULT_INSPECTOR = 9229;

/**
 * Starts all of it, and leads the lesson until everyone is in, with cameras on.
 * @param inspector the port of the application's inspector, once it is asked to open one
 */
export const startLesson = async (families = 30, inspector = DEFAULT_INSPECTOR): Promise<BenchLesson> => {
  // On the disk: what is in memory need not wait for one.
  const folder = mkdtempSync(join(process.env["BENCH_DIR"] ?? tmpdir(), "lesson-guard-bench-"));
  const args = [
    `--inspect-port=${inspector}`,
    "dist/cloud/main.mjs",
    "--port",
    "0",
    "--json",
    "--at-once",
    "--data",
    folder,
  ];
  const practice = await startProgram(args, AROUND);
  const running = practice.said as unknown as Running;
  const [pid = 0] = childrenOf(practice.pid);
  pin(pid, MEASURED);
  const stop = async (): Promise<void> => {
    await practice.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await lead(running, families)), pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const lead = async (running: Running, families: number): Promise<Omit<BenchLesson, "pid" | "stop">> => {
  const control = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await fetchOnce(`${running.gateway}/practice/${path}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const token = async (order: TokenOrder) => (await control<{ token: string }>("tokens", order)).token;
  const meeting = async (): Promise<MeetingView> => {
    const { meetings } = await control<PracticeState>("state");
    return found(meetings.find(({ id }) => id === MEETING));
  };

  const { threadId } = await meeting();
  const { people } = await control<PracticeState>("state");
  const teacher = found(people.find(({ id }) => id === TEACHER));
  const panel = { authorization: `Bearer ${await token({ kind: "panel", person: TEACHER })}` };
  const json = { ...panel, "content-type": "application/json" };
  const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await fetchOnce(`${running.gateway}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? panel : json,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const view = async (): Promise<LessonView> =>
    (await ask<{ view: LessonView }>(`/api/meetings?chat=${encodeURIComponent(threadId)}`)).view;
  const shows = async (
    what: string,
    look: (view: LessonView) => boolean | Promise<boolean>,
  ): Promise<LessonView> => {
    for (let tries = 0; tries < 2_000; tries += 1) {
      const now = await view().catch(() => undefined);
      if (now !== undefined && (await look(now))) return now;
      await pause(100);
    }
    throw new Error(`the lesson does not come to it: ${what}`);
  };

  const otherLesson = async (): Promise<string> => {
    const { meetings } = await control<PracticeState>("state");
    const other = found(meetings.find(({ id, organiser }) => id !== MEETING && organiser === TEACHER));
    const path = `/api/meetings?chat=${encodeURIComponent(other.threadId)}`;
    return (await ask<{ view: LessonView }>(path)).view.lesson;
  };

  const { lesson } = await shows("the meeting is known", (seen) => seen.lesson !== "");
  const press = (body: object) => ask(`/api/lessons/${lesson}/press`, body);
  await press({ press: "choose-kind", kind: "class" });
  const { classes } = await ask<{ classes: readonly { id: string }[] }>(`/api/lessons/${lesson}/classes`);
  await ask(`/api/lessons/${lesson}/register`, { source: "class", class: classes[0]?.id });
  await shows("the options are proven", ({ doors, pupils }) => doors.state === "proven" && pupils.length > 0);
  await control("do", { do: "start", meeting: MEETING });
  await shows("Lesson Guard waits", ({ call }) => call.state === "not proven");
  // It has been asked to come; on a busy machine that takes a while.
  await shows("it is in the lobby", async () =>
    (await meeting()).seats.some(({ person }) => person === "lesson-guard"),
  );
  await control("do", { do: "admit", meeting: MEETING, person: "lesson-guard" });
  await shows("Lesson Guard is in", ({ call }) => call.state === "proven");
  await control("do", { do: "familiesArrive", meeting: MEETING, overSeconds: 0, count: families });
  await control("do", { do: "admitAll", meeting: MEETING });
  await press({ press: "let-cameras-on" });
  await shows(
    "the families are in",
    ({ counts, doors }) =>
      doors.state === "proven" && counts.here + counts.unknown >= Math.max(0, families - 2),
  );
  for (const { person } of (await meeting()).seats.filter(({ person: one }) => one.startsWith("family-")))
    await control("do", { do: "camera", meeting: MEETING, person, on: true });
  const isSeen = (row: LessonView["pupils"][number]) => row.place === "in" && row.cameraOff === undefined;
  let { pupils } = await shows(
    "their cameras are on",
    (seen) => seen.pupils.filter(isSeen).length >= families * 0.8,
  );

  const bot = await token({ kind: "bot" });
  const asked = (path: string, headers: Readonly<Record<string, string>>, body: object): Asked => ({
    path,
    headers,
    body: JSON.stringify(body),
  });
  let pressed = 0;
  const elsewhere = await otherLesson();
  return {
    control,
    pressElsewhere: async () => {
      pressed += 1;
      const from = performance.now();
      const kind = pressed % 2 === 0 ? "class" : "group";
      // To the application itself, as in the other cases: practice has its own work meanwhile.
      const answer = await fetch(`http://127.0.0.1:${running.appPort}/api/lessons/${elsewhere}/press`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({ press: "choose-kind", kind }),
      });
      const words = await answer.text();
      if (!answer.ok) throw new Error(`a press elsewhere: ${answer.status} ${words}`);
      return performance.now() - from;
    },
    origin: `http://127.0.0.1:${running.appPort}`,
    pupils: () => pupils.filter(isSeen).map(({ pupil }) => pupil),
    renewRegister: async () => {
      const names = pupils.map(({ name }) => ({ name, also: [] }));
      const answer = await ask<{ view: LessonView }>(`/api/lessons/${lesson}/register`, {
        source: "csv",
        pupils: names,
      });
      ({ pupils } = answer.view);
    },
    view,
    restart: async () => {
      await control("app", { act: "kill" });
      const from = performance.now();
      await control("app", { act: "start" });
      return performance.now() - from;
    },
    panelPress: (body) => asked(`/api/lessons/${lesson}/press`, json, body),
    cardPress: (verb, turn) => {
      pressed += 1;
      return asked(
        "/api/messages",
        { authorization: `Bearer ${bot}`, "content-type": "application/json" },
        {
          type: "invoke",
          name: "adaptiveCard/action",
          id: `f:bench-${pressed}`,
          channelId: "msteams",
          serviceUrl: `${running.connector}/uk/${running.tenantId}/`,
          timestamp: new Date().toISOString(),
          locale: "en-GB",
          from: { id: teacher.botUserId, aadObjectId: teacher.objectId, name: teacher.name },
          recipient: { id: `28:${running.botId}`, name: "Lesson Guard" },
          conversation: {
            conversationType: "personal",
            tenantId: running.tenantId,
            id: `a:bench-${teacher.id}`,
          },
          channelData: { tenant: { id: running.tenantId } },
          value: {
            action: {
              type: "Action.Execute",
              verb,
              data: { verb, lesson, card: "checklist", turn: String(turn) },
            },
            trigger: "manual",
          },
        },
      );
    },
    askedOfMicrosoft: async () => (await control<readonly { seq: number }[]>("ledger")).at(-1)?.seq ?? 0,
  };
};

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("practice has no such meeting or person");
  return value;
};
