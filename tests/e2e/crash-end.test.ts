import { cardsWith } from "./support/cards.ts";
import { crashAt, crashTable, endAtOnce, nextLesson, untilAnswered } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

/**
 * Every request of an end: the doors, the removals and the alert side by side, the presser's own card. The alert has a
 * message of its own in the first three alone: what one person raises after that, within ten minutes, joins it.
 */
const CRASHES = crashTable([
  [{ operation: "graph.onlineMeeting.get" }, { operation: "connector.conversation.create" }],
  [
    { operation: "graph.onlineMeeting.patch" },
    { operation: "graph.participant.remove" },
    { operation: "connector.activity.update" },
  ],
  [{ operation: "connector.activity.send" }, { operation: "graph.participants.list" }],
]);

const FAMILIES = 4;
const REMOVED = "graph.participant.remove";

let lesson: PracticeLesson;
let record: RecordFile;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
  await endAtOnce(lesson);
});

afterAll(() => lesson.endsWell());

it.each(CRASHES)("an end goes on after a crash at $name", async ({ crashes }) => {
  const { practice, teacher } = lesson;
  const id = await nextLesson(lesson, record, FAMILIES);
  const before = (await practice.ledger()).at(-1)?.seq ?? 0;
  const crashed = await crashAt(practice, crashes);

  // A person who sees no answer presses again: it is one end all the same.
  await untilAnswered(practice, () => teacher.press(id, { press: "end-for-all" }));
  await crashed();
  const view = await lesson.shows(
    "doors, removal and alert are proven",
    ({ end }) =>
      end?.steps.filter(({ step }) => step !== "leave").every(({ proof }) => proof.state === "proven") ===
      true,
    60_000,
  );
  await record.quiet(60_000);

  const events = record.events(`lesson:${id}`);
  for (const type of ["EndAsked", "EndBegan"])
    expect([type, events.filter((event) => event.type === type).length]).toEqual([type, 1]);
  expect(view.phase).toBe("shut");

  const { seats, options } = await practice.meeting("maths");
  expect(
    seats
      .filter(({ where }) => where === "in")
      .map(({ person }) => person)
      .toSorted(),
  ).toEqual(["lesson-guard", "okafor"]);
  expect(options.set).toMatchObject({
    lobbyBypassSettings: { scope: "organizer", isDialInBypassEnabled: false },
    allowAttendeeToEnableMic: false,
    allowAttendeeToEnableCamera: false,
    allowMeetingChat: "disabled",
  });
  const removed = (await practice.ledger(before)).filter(
    ({ operation, seq, body }) => operation === REMOVED && seq > before && body === undefined,
  );
  expect(new Set(removed.map(({ path }) => path)).size).toBe(FAMILIES);

  // One concern, one reference, told once by our own record; a copy more only where a crash took an answer.
  const began = events.find(({ type }) => type === "EndBegan");
  const { alert } = JSON.parse(began?.data ?? "{}") as { alert: string };
  const raised = record.events("concern:%").filter(({ data }) => data.includes(id));
  expect(raised.map(({ type, stream }) => [type, stream])).toEqual([["ConcernRaised", `concern:${alert}`]]);
  const told = record.events(`concern:${alert}`).filter(({ type }) => type === "Told");
  expect(told.length).toBeGreaterThanOrEqual(1);
  expect(new Set(told.map(({ data }) => data)).size).toBe(told.length);
  const copies = await cardsWith(practice, "dsl", alert);
  expect(copies.length).toBeGreaterThanOrEqual(1);
  expect(copies.length).toBeLessThanOrEqual(1 + crashes.length);

  // Where the start after the crash took more than ten seconds, the DSLs were told in person, too.
  const progress = (await cardsWith(practice, "okafor", "Ending ")).filter(({ card }) =>
    /(Sent to the DSL channel|The DSL was told) at/.test(JSON.stringify(card)),
  );
  expect(progress.length).toBeGreaterThanOrEqual(1);
});
