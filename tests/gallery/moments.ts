import type { ClassroomPage } from "../browser/support/classroom-page.ts";

/** What came last into its place is not pressed at once: the product takes that for a second tap. */
const SETTLED_MS = 1_200;
const PATIENT_MS = 120_000;

/**
 * The twelve moments at which testers stopped, again: each from the same place in a practice lesson. They stand in
 * docs/gallery/moments.md beside what was wrong then.
 */
export const MOMENTS = {
  K01: "All are inside, and every camera is off. Then the large button attested all three checks; now it only says that names match.",
  K02: "An end while a concern is open. Then the concern hid the end; now the end stands above it.",
  K03: "The same, scrolled. Then its steps went out of sight.",
  K04: "An old card, in the middle of a lesson. Then “Not a lesson” on it switched protection off; now the card has no such button.",
  K05: "A group that does not exist. Then it was saved, and locked the teacher out.",
  K06: "Two quick taps on a name. Then the second one named the wrong child; now it is not sent.",
  K07: "A stranger and an impostor. Then Staff and Remove stood there and always refused.",
  K08: "A concern about an adult, as the headteacher reads it. Then the deputy was told, too.",
  K09: "The DSL's card. Then it said neither who nor where, and nothing on it could be pressed.",
  K10: "Cover and people. Then ids and a table had to be typed; now they are chosen.",
  K11: "An upright iPad. Then the safety buttons were below the edge.",
  K12: "A child is in a bedroom. Then two sentences contradicted each other.",
} as const;

export type Moment = keyof typeof MOMENTS;

/** Plays one practice lesson through all of them. */
export const playMoments = async (
  room: ClassroomPage,
  keep: (moment: Moment) => Promise<void>,
): Promise<void> => {
  const { page, app, chat } = room;
  page.setDefaultTimeout(PATIENT_MS);
  const settled = () => page.waitForTimeout(SETTLED_MS);
  const taken = async (moment: Moment): Promise<void> => {
    await page.mouse.move(0, 0);
    await settled();
    await keep(moment);
  };
  await room.saysItIsAClass();
  await room.inApp("From a class").click();
  await app.getByRole("list").getByRole("button").first().click();
  await app.getByText("30 pupils on the register.").first().waitFor();
  await room.happens("Start the lesson");
  await room.happens("Let Lesson Guard in");
  await room.happens("Families arrive");
  await page.getByText("Lobby: 30 waiting").waitFor();
  await room.press("Admit all");
  await app.getByText(/2\d of 30 here/).waitFor();
  await taken("K01");
  await page.setViewportSize({ width: 820, height: 1180 });
  await taken("K11");
  await page.setViewportSize({ width: 1280, height: 800 });

  await room.inApp("Arjun Patel").first().dblclick();
  await taken("K06");

  await room.happens("A stranger knocks");
  await room.happens("An impostor shows the teacher's name");
  await app.getByText("“xx_dark_xx”").first().scrollIntoViewIfNeeded();
  await taken("K07");

  await chat.getByRole("listitem").filter({ hasText: "Year 4 maths" }).first().scrollIntoViewIfNeeded();
  await taken("K04");

  await room.letOn("cameras").click();
  await room.letOn("cameras").waitFor({ state: "detached" });
  await room.happens("Cameras come on");
  await room.happens("A child is in a bedroom");
  const bedroom = app.getByRole("button", { name: "Not a family room: Jakub Kowalski" });
  await bedroom.waitFor();
  await settled();
  await bedroom.click();
  await app.getByText("Noted.").waitFor();
  await app.getByText("Jakub Kowalski").first().scrollIntoViewIfNeeded();
  await taken("K12");

  await app.getByRole("button", { name: /^Tell the headteacher now/ }).click();
  await room.tab("Headteacher").getByText("1 new").waitFor();
  await room.lookThrough("Headteacher");
  await taken("K08");
  await room.lookThrough("Teacher");
  await settled();

  await room.inApp("Tell the DSL now").click();
  await app
    .getByText(/^DSL channel: Sent/)
    .first()
    .waitFor();
  await room.lookThrough("DSL channel");
  await chat.getByRole("button", { name: "I have it" }).waitFor();
  await taken("K09");
  await room.lookThrough("Teacher");
  await settled();
  await app
    .getByRole("button", { name: /^Your message/ })
    .first()
    .click();
  await app.getByRole("button", { name: "Back to the lesson" }).waitFor();
  await app.getByRole("button", { name: /^End for all/ }).click();
  await app
    .getByText(/^Ending for all/)
    .first()
    .waitFor();
  await taken("K02");
  await app.locator("main").evaluate((main) => main.scrollTo(0, 10_000));
  await taken("K03");

  await room.lookThrough("Administrator");
  await app.getByRole("button", { name: "Save" }).waitFor();
  await app.getByRole("button", { name: "Choose another: Staff" }).click();
  await app.getByLabel("Staff", { exact: true }).fill("99999999-9999-4999-8999-999999999999");
  await app.getByRole("button", { name: "Save" }).click();
  await taken("K05");
  await app.getByText("Cover", { exact: false }).first().scrollIntoViewIfNeeded();
  await taken("K10");
};
