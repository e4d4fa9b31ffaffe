import type { LedgerEntry } from "../../src/practice/cloud/ledger.ts";
import type { SeatView } from "../../src/practice/control/shapes.ts";
import { cardsWith } from "./support/cards.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

let lesson: PracticeLesson;
/** What was asked and answered from the press on, in one order. */
let ledger: readonly LedgerEntry[];
let pressed: LedgerEntry;
let id: string;
let inside: readonly SeatView[];

/** Waits until nothing that the arrivals caused (lists, cards) is sent any more: what follows belongs to the press. */
const quiet = async (practice: PracticeLesson["practice"]): Promise<void> => {
  let last = -1;
  let since = Date.now();
  await practice.until(
    "nothing is sent for a while",
    async () => {
      const now = (await practice.ledger()).at(-1)?.seq ?? 0;
      if (now !== last) since = Date.now();
      last = now;
      return Date.now() - since > 2500;
    },
    40_000,
  );
};

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  const { practice, teacher } = lesson;
  ({ lesson: id } = await lesson.arrived(30));
  await lesson.shows("nothing waits", (view) => view.doors.state === "proven" && view.counts.waiting === 0);
  await quiet(practice);
  inside = (await practice.meeting("maths")).seats.filter(({ where }) => where === "in");
  await practice.latency({ cloud: 300 });
  // Longer than a busy machine needs to send a batch, shorter than the application waits.
  const late = { kind: "slow", delayMs: 3000 } as const;
  await practice.fault({ operation: "graph.participant.remove", times: 31, ...late });
  await practice.fault({ operation: "connector.conversation.create", ...late });
  const before = (await practice.ledger()).at(-1)?.seq ?? 0;
  await teacher.press(id, { press: "end-for-all" });
  await lesson.shows(
    "everyone is out and the DSL is told",
    (view) =>
      view.end?.steps
        .filter(({ step }) => step === "removal" || step === "alert")
        .every(({ proof }) => proof.state === "proven") === true,
    30_000,
  );
  ledger = await practice.until("everything is answered", async () => {
    const since = (await practice.ledger(before)).filter((entry) => entry.seq > before);
    return since.every(({ way, answeredSeq }) => way !== "toCloud" || answeredSeq !== undefined) && since;
  });
  pressed = only("panel.request", (entry) => entry.path.endsWith("/press"));
});

afterAll(() => lesson.endsWell());

const only = (operation: string, also: (entry: LedgerEntry) => boolean = () => true): LedgerEntry => {
  const found = ledger.find((entry) => entry.operation === operation && also(entry));
  if (found === undefined) throw new Error(`no ${operation} since the press`);
  return found;
};

const answeredAt = (entry: LedgerEntry): number => entry.answeredSeq ?? Number.POSITIVE_INFINITY;
const removals = (): readonly LedgerEntry[] =>
  ledger.filter(({ operation }) => operation === "graph.participant.remove");
const alerts = (): readonly LedgerEntry[] =>
  ledger.filter(({ operation }) => operation === "connector.conversation.create");
/** What was asked to be changed: the round that looks, every eight seconds, may have just begun. */
const changes = (): readonly LedgerEntry[] =>
  ledger.filter(
    ({ way, operation, method }) => way === "toCloud" && method !== "GET" && !operation.startsWith("entra."),
  );

const SHUT = {
  lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
  allowedLobbyAdmitters: "organizerAndCoOrganizers",
  allowAttendeeToEnableMic: false,
  allowAttendeeToEnableCamera: false,
  allowMeetingChat: "disabled",
};

it("shuts the doors with the first change after the press, in one PATCH that also silences", () => {
  const first = changes().find((entry) => entry.seq > pressed.seq);
  expect(first).toMatchObject({ operation: "graph.onlineMeeting.patch", body: SHUT });
});

it("has the PATCH on the wire before any change asked for after the press is answered", () => {
  const patch = only("graph.onlineMeeting.patch");
  for (const entry of changes()) if (entry !== patch) expect(patch.seq).toBeLessThan(answeredAt(entry));
});

it("answers the press without waiting for the PATCH", () => {
  expect(answeredAt(pressed)).toBeLessThan(answeredAt(only("graph.onlineMeeting.patch")));
});

it("removes every device but the teacher's, once each", () => {
  // The teacher stays, and so does Lesson Guard.
  expect(inside).toHaveLength(33);
  const removed = removals().filter(({ status }) => status === 204);
  expect(removed).toHaveLength(31);
  expect(new Set(removed.map(({ path }) => path)).size).toBe(31);
});

it("has every removal and the alert on the wire before any of their answers returns", () => {
  // The DELETEs of the end itself: people who come back are removed later.
  const end = removals().slice(0, 31);
  const [alert] = alerts();
  if (alert === undefined) throw new Error("no alert was sent");
  const together = [...end, alert];
  const lastSent = Math.max(...together.map(({ seq }) => seq));
  const firstAnswered = Math.min(...together.map(answeredAt));
  expect(lastSent).toBeLessThan(firstAnswered);
});

it("asks for the removal of the families first, of staff after them", () => {
  // In the order decided: of requests sent together, either may arrive first.
  const [ordered] = new RecordFile(lesson.practice)
    .events(`lesson:${id}`)
    .filter(({ type }) => type === "RemovalOrdered");
  const { people } = JSON.parse(ordered?.data ?? "{}") as { people: readonly string[] };
  const assistant = inside.find(({ person }) => person === "hughes");
  expect(people).toHaveLength(31);
  expect(people.at(-1)).toBe(assistant?.participant);
});

it("sends one alert; where its answer came too late it may come again, with the same reference", async () => {
  const cards = await cardsWith(lesson.practice, "dsl", "End for all was pressed in a lesson");
  expect(cards).toHaveLength(alerts().length);
  expect(cards.length).toBeLessThanOrEqual(2);
  const refs = cards.map(({ card }) => /"ref":"(\w+)"/.exec(JSON.stringify(card))?.[1]);
  expect([...new Set(refs)]).toEqual([expect.any(String)]);
});

it("removes no one before the undo time is over", () => {
  const [first] = removals();
  expect((first?.receivedAt ?? 0) - pressed.receivedAt).toBeGreaterThanOrEqual(4000);
});
