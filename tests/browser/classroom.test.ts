import { busy } from "../support/busy.ts";
import { ClassroomPage } from "./support/classroom-page.ts";

// One lesson from the first question to the summary, by pressing what a person presses in the classroom.

let room: ClassroomPage;

beforeAll(async () => {
  room = await ClassroomPage.open();
});
afterAll(() => room.close());

describe("a practice lesson", () => {
  it("asks the teacher first, and draws the register from the class", async () => {
    await room.chat.getByText("Is this meeting a lesson with pupils?").first().waitFor();
    await room.shootEverywhere("1-question");
    await room.saysItIsAClass();
    await room.inApp("From a class").click();
    await room.app.getByRole("list").getByRole("button").first().click();
    await room.app
      .getByRole("region", { name: "Register" })
      .getByText("30 pupils on the register.")
      .waitFor();
    await room.shoot("2-register");
  });

  it("starts: Lesson Guard knocks, and the families' card is in the meeting chat", async () => {
    await room.happens("Start the lesson");
    await room.page.getByText("Ms A Okafor (you)").waitFor();
    await room.happens("Let Lesson Guard in");
    await room.app.getByText(/^Lobby on\. .* Lesson Guard is in the call\.$/).waitFor();
    await room.press("Meeting chat");
    await room.chat.getByText("A grown-up stays in the room for the whole lesson.").waitFor();
    expect(await room.chat.getByRole("button", { name: "End for all" }).count()).toBe(0);
    await room.shoot("3-started");
    await room.chat.getByRole("button", { name: "Lesson Guard", exact: true }).click();
    await room.chat.getByRole("button", { name: "End for all" }).waitFor();
  });

  it("lets a family wait with nothing of ours on its screen", async () => {
    await room.happens("Families arrive");
    await room.page.getByText("Lobby: 30 waiting").waitFor();
    await room.shoot("4-lobby");
    await room.lookThrough("A family");
    await room.page.getByText("You are in the lobby.").waitFor();
    expect(await room.page.locator("iframe").count()).toBe(0);
    expect(await room.chat.count()).toBe(0);
    await room.shoot("5-family-waits");
    await room.lookThrough("Teacher");
    await room.press("Admit all");
    await room.page.getByText("Lobby: no one is waiting").waitFor();
  });

  it("opens cameras and mics, and checks everyone with one press once faces are seen", async () => {
    await room.app.getByText(/2\d of 30 here/).waitFor();
    await room.letOn("cameras").click();
    // What the press was answered goes as soon as Teams has applied it.
    await room.letOn("cameras").waitFor({ state: "detached" });
    // It has come into the other's place: a tap that soon would have been the second half of a double tap.
    await room.page.waitForTimeout(1_000);
    await room.letOn("mics").click();
    await room.happens("Cameras come on");
    // It has just come into view: a tap that soon would have been meant for what stood there before.
    const fine = room.app.getByRole("button", { name: /^All others fine/ });
    await fine.scrollIntoViewIfNeeded();
    await room.page.waitForTimeout(1_000);
    await fine.click();
    await room.app.getByText(/pupils checked together\./).waitFor();
    await room.happens("A child is in a bedroom");
    await room.page.getByRole("listitem").filter({ hasText: "Kowalski, mic off, camera on" }).waitFor();
    await room.lookThrough("A family");
    await room.page.getByRole("button", { name: "Camera on" }).waitFor();
    await room.press("Mic off");
    await room.page.getByRole("button", { name: "Mic on" }).waitFor();
    await room.shoot("6-family-in");
    await room.lookThrough("Teacher");
    // What the panel tells the teacher to press in Teams is there to be pressed.
    await room.press("More for Kowalski");
    await room.shoot("6-tile-menu");
    await room.press("Disable camera");
    await room.page.getByRole("listitem").filter({ hasText: "Kowalski, mic off, camera off" }).waitFor();
    // With the camera off nothing can be seen to be put right: the child moves, and it comes on again.
    await room.happens("The child moves to the kitchen");
    await room.page.getByRole("listitem").filter({ hasText: "Kowalski, mic off, camera on" }).waitFor();
    await room.press("More");
    await room.press("Record and transcribe: Start recording");
    await room.page.getByText("Recording is off for this meeting.").waitFor();
    await room.shootEverywhere("7-lesson");
  });

  it("pauses, which silences the family, and goes on", async () => {
    await room.inApp("Pause").click();
    await room.inApp("Resume").waitFor();
    await room.page
      .getByRole("listitem")
      .filter({ hasText: "Oliver Bennett, mic off, camera off" })
      .waitFor();
    // Sooner it would be the second half of a double tap.
    await room.page.waitForTimeout(2_000);
    await room.inApp("Resume").click();
    await room.app.locator("header").getByText("Live", { exact: true }).waitFor();
    await room.walkSays("Teacher, step 10 of 12");
    await room.shoot("8-resumed");
  });

  it("tells the DSL, whose channel shows it at once, and tells the teacher that it was seen", async () => {
    await room.inApp("Tell the DSL now").click();
    await room.tab("DSL channel").getByText("1 new").waitFor();
    await room.shoot("9-raised");
    await room.lookThrough("DSL channel");
    await room.chat.getByRole("button", { name: "I have it" }).click();
    await room.chat.getByText(/^Taken at/).waitFor();
    await room.chat.getByRole("link", { name: "Open the record" }).click();
    await room.app.getByRole("heading", { name: "About a child" }).waitFor();
    await room.shootEverywhere("10-channel");
    await room.lookThrough("Teacher");
    await room.app.getByText(/^(Told|Sent) \d\d:\d\d, seen \d\d:\d\d\.$/).waitFor();
    await room.walkSays("Teacher, step 11 of 12");
    await room.shoot("11-seen");
  });

  it("ends for all: the families are out, and the DSL is told", async () => {
    await room.inApp("End for all and tell the DSL").click();
    await room.shoot("12-ending");
    await room.page.getByText("In the meeting: 2", { exact: true }).waitFor({ timeout: 20_000 * busy() });
    await room.tab("DSL channel").getByText("1 new").waitFor();
    await room.shoot("13-ended");
  });

  it("is over when the teacher presses End meeting, and shows the summary", async () => {
    await room.press("More ways to leave");
    await room.press("End meeting");
    await room.app
      .locator("header")
      .getByText(/^Over \d\d:\d\d$/)
      .waitFor();
    await room.app.getByRole("heading", { name: "Summary" }).waitFor();
    await room.walkSays("Teacher: done.");
    await room.shoot("14-summary");
  });

  it("goes on next week with the same register and nothing checked", async () => {
    await room.happens("Next week's lesson");
    await room.page.getByText(/^Starts at/).waitFor();
    await room.happens("Start the lesson");
    await room.app.locator("header").getByText("Arrival", { exact: true }).waitFor();
    await room.app.getByText("0 of 30 here.").waitFor();
    await room.app.getByText("no pupil inside yet").first().waitFor();
    await room.shoot("15-next-week");
    expect(await room.practice.violations()).toEqual([]);
  });
});
