import type { ClassView } from "../../src/protocol/screen/families-view.ts";
import { PracticeLesson } from "../e2e/support/lesson.ts";
import { busy } from "../support/busy.ts";
import { ClassroomPage } from "./support/classroom-page.ts";

// S5 to S7 as a trainer plays them from the strip: a parent who is not reached, and a folder that too many can open.

let room: ClassroomPage;
let link: string;

beforeAll(async () => {
  room = await ClassroomPage.open();
});
afterAll(() => room.close());

/** The family's own page, as their browser gets it. */
const familyPage = async (): Promise<string> => {
  const { gateway } = room.practice.running;
  const response = await fetch(new URL("/family", gateway), {
    method: "POST",
    headers: { origin: new URL(gateway).origin },
    body: new URLSearchParams({ link, do: "open", lang: "en-GB" }),
  });
  return response.text();
};

type Answer = { readonly view: ClassView; readonly note?: string };

it("a parent who is not reached: the lesson is postponed, no one is alerted, and each reads so", async () => {
  const on = PracticeLesson.on(room.practice);
  const { teacher, meeting } = on;
  const { lesson: id } = await on.shows("the meeting is known", (view) => view.lesson !== "");
  await teacher.press(id, { press: "choose-kind", kind: "one-to-one" });
  const { body } = await teacher.ask<Answer>("POST", "/api/classes", {
    name: "Reading",
    pupils: [{ name: "Oliver Bennett", adults: ["Mr Bennett"] }],
  });
  const path = `/api/classes/${body.view.class}`;
  const [family] = body.view.families;
  await teacher.ask("POST", path, { do: "meet", lesson: id, weekly: false });
  const made = await teacher.ask<Answer>("POST", path, {
    do: "make-link",
    family: family?.family,
    adult: family?.adults[0]?.adult,
  });
  link = /https:\/\/\S+\/family#(\S+)/.exec(made.body.note ?? "")?.[1] ?? "";

  await room.happens("Start the lesson");
  await room.happens("Let Lesson Guard in");
  await room.happens("One child arrives");
  await room.press("Admit all");
  await room.happens("No adult answers");
  await room.inApp("The parent cannot stay").click();
  await room.inApp("The parent was not reached").click();
  await room.app
    .getByText(/No recording, so the lesson is postponed\. Say goodbye, then press End lesson/)
    .first()
    .waitFor();
  expect(await room.app.getByText("Lesson done?").count()).toBe(0);
  await room.shoot("postponed");
  // What has just come into its place is not pressed: the panel takes that for a second tap.
  await room.page.waitForTimeout(1_200);
  await room.inApp("End lesson").click();
  await room.practice.until(
    "the family has left",
    async () =>
      !(await room.practice.meeting(meeting)).seats.some(
        ({ person, where }) => person.startsWith("family-") && where === "in",
      ),
    30_000 * busy(),
  );
  await room.practice.do({ do: "end", meeting });

  const { summary } = await on.shows("it is over", ({ phase }) => phase === "over", 30_000 * busy());
  expect(summary?.find(({ label }) => label === "Parent")?.value).toMatch(
    /was not reached, noted at \d+:\d\d\. The lesson was postponed\.$/,
  );
  await room.app.getByLabel("Text to send to the family").waitFor();
  await room.shoot("postponed-after");
  expect(await familyPage()).toMatch(
    /The lesson on \w+ \d+ \w+ at \d\d:\d\d was postponed\. The school will suggest another time\./,
  );
  const { concerns } = await teacher.open(meeting);
  expect(concerns).toEqual([]);
});

it("a folder that too many can open: said with how many, and where to change it", async () => {
  await room.happens("More people can open the folder");
  const on = PracticeLesson.on(room.practice, "reading");
  const { teacher, practice } = on;
  const record = (is: boolean) => practice.do({ do: "record", meeting: "reading", person: "okafor", on: is });
  await on.recognised("one-to-one");
  const { lesson: id } = await on.begun(1);
  await teacher.press(id, { press: "parent-cannot-stay" });
  await teacher.press(id, { press: "parent-told", reason: "at work" });
  // Asked is not done: until Teams has it, no one can record.
  await on.shows(
    "a recording is allowed",
    ({ doors }) => doors.state === "proven" && doors.sentence.includes("A recording is allowed."),
  );
  await record(true);
  await on.shows("it is seen", ({ parent }) => parent?.sentence.includes("shows a recording since") === true);
  await record(false);
  await practice.do({ do: "end", meeting: "reading" });
  await on.shows(
    "who can open the folder",
    ({ recordingFile }) =>
      recordingFile?.lines.some((line) =>
        /^Not only the DSL and the headteacher can open “Zoom Sessions”: .*\. Change it in SharePoint/.test(
          line,
        ),
      ) === true,
    90_000 * busy(),
  );
});
