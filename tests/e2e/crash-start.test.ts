import { cardsIn, cardsWith } from "./support/cards.ts";
import { botAlone, crashAt, crashTable, toNextWeek, untilAnswered } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

const SEND = "connector.activity.send";

/**
 * Every request of a start: the family card is the first message, the staff checklists follow. The keys of
 * those who call us are asked for by a program that has just been started: by the one that follows a crash.
 */
const CRASHES = crashTable([
  [
    { operation: "graph.call.join" },
    { operation: SEND },
    { operation: "graph.onlineMeeting.find" },
    { operation: "calling.metadata" },
    { operation: "connector.activity.update" },
  ],
  [
    { operation: "graph.onlineMeeting.patch" },
    { operation: SEND, skip: 1 },
    { operation: "graph.chat.get" },
    { operation: "calling.keys" },
  ],
  [{ operation: "graph.onlineMeeting.get" }, { operation: SEND, skip: 2 }, { operation: "graph.call.get" }],
  [{ operation: "graph.participants.list" }, { operation: SEND, skip: 3 }],
]);

/** What happens once in a lesson, however often the application is killed. */
const ONCE = ["MeetingMet", "MeetingStarted", "KindChosen", "FamilyCardAsked", "ChecklistAsked"];

let lesson: PracticeLesson;
let record: RecordFile;

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  await lesson.recognised();
  await lesson.practice.do({ do: "start", meeting: "maths" });
  await lesson.shows("the lesson has started", (view) => view.phase === "arrival");
});

afterAll(() => lesson.endsWell());

it.each(CRASHES)("a start goes on after a crash at $name", async ({ crashes }) => {
  const { practice } = lesson;
  await toNextWeek(lesson);
  await record.quiet();
  const families = (await cardsIn(practice, "maths")).length;
  const crashed = await crashAt(practice, crashes);

  await practice.do({ do: "start", meeting: "maths" });
  await practice.do({ do: "arrive", meeting: "maths", person: "hughes" });
  await untilAnswered(practice, () =>
    lesson.shows("the lesson has started", (view) => view.phase === "arrival", 60_000),
  );
  await lesson.shows("Lesson Guard waits", ({ call }) => call.state === "not proven", 60_000);
  if (crashes.some(({ operation }) => operation === "graph.call.get"))
    await practice.until(
      "it has looked whether it was let in",
      async () => (await practice.state()).faults.every(({ operation }) => operation !== "graph.call.get"),
      30_000,
    );
  await botAlone(lesson);
  // A change for the cards to show.
  await practice.do({ do: "arrive", meeting: "maths", person: "family-05" });
  await crashed();
  await botAlone(lesson);
  await record.quiet(60_000);

  const view = await lesson.shows("the options are proven", ({ doors }) => doors.state === "proven", 30_000);
  const types = record.events(`lesson:${view.lesson}`).map(({ type, data }) => `${type}${staffOf(data)}`);
  for (const type of ONCE) expect([type, types.filter((one) => one === type).length]).toEqual([type, 1]);
  expect(view.pupils).toHaveLength(30);

  // At most once; and where no one can say whether it was posted, the panel says so.
  const posted = (await cardsIn(practice, "maths")).length - families;
  expect(posted).toBeLessThanOrEqual(1);
  if (view.familyCard.state === "proven") expect(posted).toBe(1);
  else
    expect(view.familyCard.sentence).toBe(
      "We can't confirm that the family checklist was posted. Read it aloud.",
    );

  // For each member of staff: recorded as sent once, sent again only if a crash took the answer.
  for (const person of ["okafor", "hughes", "shah"]) {
    const copies = (await cardsWith(practice, person, view.lesson)).length;
    expect([person, copies >= 1 && copies <= 1 + crashes.length]).toEqual([person, true]);
  }
  const sent = types.filter((type) => type.startsWith("ChecklistSent"));
  expect(sent).toHaveLength(3);
  expect(new Set(sent).size).toBe(3);

  const { options } = await practice.meeting("maths");
  expect(options.set).toMatchObject({
    lobbyBypassSettings: { scope: "organizer" },
    allowAttendeeToEnableMic: false,
    allowAttendeeToEnableCamera: false,
  });
});

/** The person an event is about, so that each is counted apart. */
const staffOf = (data: string): string => {
  const { staff } = JSON.parse(data) as { staff?: unknown };
  return typeof staff === "string" ? ` ${staff}` : "";
};
