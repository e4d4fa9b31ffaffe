import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shoot } from "../gallery/camera.ts";
import type { StripMoment } from "../gallery/strip.ts";
import { busy } from "../support/busy.ts";
import { ClassroomPage } from "./support/classroom-page.ts";

// What is opened by hand, and pupils without staff, as a trainer plays them from the strip. By night: a round of looks
// takes eight seconds, and the teacher is gone for twenty. With GALLERY=1 (`npm run gallery`) pictures are taken, too.

const PUT_BACK_WITHIN_MS = 15_000;

/** Of 100: the words can be read, and the gallery stays small. */
const QUALITY = 20;
const FOLDER = join(import.meta.dirname, "../../docs/gallery");

let room: ClassroomPage;

const taken = async (moment: StripMoment): Promise<void> => {
  if (process.env["GALLERY"] !== "1") return;
  await room.page.mouse.move(0, 0);
  // The chat scrolls to its newest card, and the panel comes to rest.
  await room.page.waitForTimeout(1_000);
  writeFileSync(join(FOLDER, `${moment}.webp`), await shoot(room.page, undefined, QUALITY));
};

beforeAll(async () => {
  room = await ClassroomPage.open();
  await room.saysItIsAClass();
  await room.happens("Start the lesson");
  await room.happens("Let Lesson Guard in");
  await room.happens("Families arrive");
  await room.practice.until("families wait", async () => (await families("lobby")) > 20, 30_000);
  await room.press("Admit all");
  await room.inApp("Pause").click();
  await room.app
    .locator("header")
    .getByText(/^Paused/)
    .waitFor();
});
afterAll(() => room.close());

const families = async (where: "lobby" | "in"): Promise<number> =>
  (await room.practice.meeting("maths")).seats.filter(
    (seat) => seat.where === where && seat.person.startsWith("family-"),
  ).length;

const options = async () => (await room.practice.meeting("maths")).options.set;

describe("in a pause, opened by hand from the strip", () => {
  it.each([
    [
      "The lobby is opened by hand",
      [/The lobby was opened in Teams \d\d:\d\d\./, /Phone callers were let past the lobby in Teams/],
      async () => {
        const { scope, isDialInBypassEnabled } = (await options()).lobbyBypassSettings;
        return scope === "organizer" && !isDialInBypassEnabled;
      },
    ],
    [
      "Mics are allowed by hand",
      [/Mics were allowed in Teams \d\d:\d\d\./],
      async () => !(await options()).allowAttendeeToEnableMic,
    ],
    [
      "A recording is started by hand",
      [
        /The lesson is being recorded in Teams: press ⋯ More → Stop recording/,
        /Recording was allowed in Teams/,
      ],
      async () => !(await options()).allowRecording,
    ],
  ] as const)("%s: said on panel and card, and put back", async (moment, said, isBack) => {
    const from = Date.now();
    await room.happens(moment);
    for (const words of said) {
      await room.app.getByText(words).first().waitFor();
      await room.chat.getByText(words).last().waitFor();
    }
    await room.practice.until("it is put back", isBack, PUT_BACK_WITHIN_MS * busy());
    expect(Date.now() - from).toBeLessThan(PUT_BACK_WITHIN_MS * busy());
    if (moment === "The lobby is opened by hand") await taken("strip-lobby");
    if (moment === "A recording is started by hand") await taken("strip-recording");
  });
});

describe("no member of staff is inside", () => {
  it("is said after 20 seconds to the staff, on panel and in chat, and to the DSL; Resume waits for them", async () => {
    await room.inApp("Resume").click();
    // The recording that was started by hand goes on: worse than anything else that the header could say.
    await room.app.locator("header").getByText("Being recorded").waitFor();
    await room.happens("The teacher drops out");
    const alone =
      /Join in Teams, then press Resume\.\s+No member of staff has been in the lesson since \d\d:\d\d\./;
    await room.app.getByText(alone).first().waitFor();
    await room.app
      .locator("header")
      .getByText(/^Paused/)
      .waitFor();
    expect(await room.inApp("Resume").count()).toBe(0);
    await room.chat.getByText(alone).last().waitFor();
    await taken("strip-alone");
    await room.lookThrough("DSL channel");
    await room.chat.getByText("Pupils are in a lesson without staff").last().waitFor();
    // Its title is in sight, too.
    await room.page.setViewportSize({ width: 1280, height: 960 });
    await taken("strip-alone-dsl");
    await room.lookThrough("Teacher");
    await room.happens("The teacher comes back");
    await room.inApp("Resume").waitFor();
  });
});
