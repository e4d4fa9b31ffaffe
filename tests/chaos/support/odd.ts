import { chatOf } from "../../e2e/support/cards.ts";
import { botAlone, nextLesson, toNextWeek } from "../../e2e/support/crash.ts";
import type { PracticeLesson } from "../../e2e/support/lesson.ts";
import type { RecordFile } from "../../e2e/support/record-file.ts";

/** The presses and moments that are met by something odd. */
export const ACTS = ["pause", "resume", "end", "tell", "about an adult", "start"] as const;
export type Act = (typeof ACTS)[number];

/** What is answered oddly, and how that is mended again. */
export type Odd = {
  readonly begin: (which: Act) => Promise<unknown>;
  readonly mend: () => Promise<unknown>;
  /** Lesson Guard waits in the lobby from the start. */
  readonly inLobby?: true;
  /** Can only begin once Lesson Guard is in the call. */
  readonly late?: true;
};

/** How long a 503 lasts, and how long Teams keeps options that it does not obey yet. */
const AWAY_MS = 6_000;
const NOT_OBEYED_MS = 8_000;
/** What the administrator takes back: with it all that Lesson Guard asks of a meeting's options. */
const MEETINGS = "OnlineMeetings.ReadWrite.All";
const nothing = async (): Promise<void> => undefined;

/** Each by the name that a log shows; by day the first six, each with another press. */
export const ODD_NAMES = [
  "one 409 on the options",
  "200, and then the old options",
  "an empty list",
  "half a list",
  "the bot thrown out",
  "the secret run out, for ten minutes",
  "503 for six seconds",
  "the permission taken back (403)",
  "no answer",
  "a lost answer",
  "stored, and not obeyed for eight seconds",
  "the bot in the lobby",
  "the Connector away",
  "the channel refused",
] as const;
export type OddName = (typeof ODD_NAMES)[number];

/** What each of them is in this lesson. */
export const oddThings = (lesson: PracticeLesson): Readonly<Record<OddName, Odd>> => {
  const { practice, meeting } = lesson;
  const list = (kind: "emptyList" | "halfList"): Odd => ({
    begin: () => practice.fault({ operation: "graph.participants.list", kind, times: 3 }),
    mend: nothing,
  });
  const switched = (name: "optionsIgnored" | "secretExpired"): Odd => ({
    begin: () => practice.switches({ [name]: true }),
    mend: () => practice.switches({ [name]: false }),
  });
  /** Once on the options and once on the next message. */
  const once = (kind: "hang" | "lostAnswer"): Odd => ({
    begin: async () => {
      await practice.fault({ operation: "graph.onlineMeeting.patch", kind });
      await practice.fault({ operation: "connector.activity.send", kind });
    },
    mend: nothing,
  });
  const channel = async (on: boolean): Promise<unknown> =>
    practice.do({ do: "install", conversation: (await chatOf(practice, "dsl")).id, on });
  let since = 0;
  return {
    "one 409 on the options": {
      begin: () => practice.fault({ operation: "graph.onlineMeeting.patch", kind: 409 }),
      mend: nothing,
    },
    "200, and then the old options": switched("optionsIgnored"),
    "an empty list": list("emptyList"),
    "half a list": list("halfList"),
    "the bot thrown out": {
      begin: () => practice.do({ do: "remove", meeting, person: "lesson-guard", by: "okafor" }),
      mend: () => botAlone(lesson),
      late: true,
    },
    "the secret run out, for ten minutes": {
      begin: switched("secretExpired").begin,
      mend: async () => {
        await practice.clock({ advanceMinutes: 10 });
        await practice.switches({ secretExpired: false });
      },
    },
    "503 for six seconds": {
      begin: () => {
        since = Date.now();
        return practice.fault({ operation: "graph.*", kind: 503, times: 10_000 });
      },
      mend: async () => {
        await new Promise((later) => setTimeout(later, Math.max(0, since + AWAY_MS - Date.now())));
        await practice.clearFaults();
      },
    },
    "the permission taken back (403)": {
      begin: () => practice.switches({ revokedRoles: [MEETINGS] }),
      mend: () => practice.switches({ revokedRoles: [] }),
    },
    "no answer": once("hang"),
    "a lost answer": once("lostAnswer"),
    "stored, and not obeyed for eight seconds": {
      begin: async (which) => {
        if (which === "pause" || which === "end") await sendACamera(lesson);
        await practice.latency({ options: NOT_OBEYED_MS });
      },
      mend: () => practice.latency({ options: 0 }),
    },
    "the bot in the lobby": { begin: nothing, mend: () => botAlone(lesson), inLobby: true },
    "the Connector away": {
      begin: () => practice.fault({ operation: "connector.*", kind: "outage" }),
      mend: () => practice.clearFaults(),
    },
    "the channel refused": { begin: () => channel(false), mend: () => channel(true) },
  };
};

/** Cameras let on, and a family that uses it. */
const sendACamera = async (lesson: PracticeLesson): Promise<void> => {
  const { practice, meeting, teacher } = lesson;
  const { lesson: id } = await teacher.open(meeting);
  await teacher.press(id, { press: "let-cameras-on" });
  await lesson.shows("cameras are let on", ({ doors }) => doors.state === "proven");
  const family = (await practice.meeting(meeting)).seats.find(({ person }) => person.startsWith("family-"));
  await practice.do({ do: "camera", meeting, person: family?.person ?? "", on: true });
};

/** Next week's lesson with these families in, Lesson Guard in the call or still in the lobby; its id. */
export const lessonWith = async (
  lesson: PracticeLesson,
  record: RecordFile,
  families: number,
  { inLobby }: Pick<Odd, "inLobby">,
): Promise<string> => {
  if (inLobby !== true) return nextLesson(lesson, record, families);
  const { practice, meeting } = lesson;
  await toNextWeek(lesson);
  await practice.switches({ admitAllBots: false });
  await practice.do({ do: "start", meeting });
  await lesson.shows("Lesson Guard waits", ({ call }) => call.state === "not proven", 60_000);
  await practice.do({ do: "familiesArrive", meeting, overSeconds: 0, count: families });
  await practice.do({ do: "admitAll", meeting });
  const { lesson: id } = await lesson.shows(
    "the families are in",
    ({ counts }) => counts.here + counts.unknown >= families,
    60_000,
  );
  await record.quiet(60_000);
  return id;
};
