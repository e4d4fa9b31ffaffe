import { PracticeLesson } from "../e2e/support/lesson.ts";
import { setUndoTime } from "../e2e/support/undo-time.ts";
import { ClassroomPage } from "./support/classroom-page.ts";
import { Hands } from "./support/hands.ts";

// The README's tour as a person plays it, and how much of it hands have to do.

const PLAYED = [
  { width: 280, height: 760, by: "mouse", scrolls: 2 },
  { width: 320, height: 760, by: "mouse", scrolls: 2 },
  { width: 820, height: 1180, by: "mouse", scrolls: 2 },
  { width: 1280, height: 900, by: "mouse", scrolls: 2 },
  // By keyboard what has the focus comes into sight by itself.
  { width: 320, height: 760, by: "keyboard", scrolls: 0 },
] as const;

/** Teams' own panel is no higher on a small laptop: what a press answers is in sight there, too. */
const LOW = 653;

const DO = { meeting: "maths" } as const;

describe.each(PLAYED)("the tour at $width × $height by $by", ({ width, height, by, scrolls }) => {
  let room: ClassroomPage;
  let hands: Hands;

  const says = (words: string | RegExp) => room.app.getByText(words).first().waitFor({ timeout: 20_000 });

  beforeAll(async () => {
    room = await ClassroomPage.open();
    // The way back is there for as long as a slow machine needs to reach it: that seconds pass shows nothing here.
    await setUndoTime(PracticeLesson.on(room.practice), 30);
    await room.saysItIsAClass();
    await room.inApp("From a class").click();
    await room.app.getByRole("list").getByRole("button").first().click();
    await says("30 pupils on the register.");
    await room.happens("Start the lesson");
    await room.happens("Let Lesson Guard in");
    await room.happens("Families arrive");
    await room.page.getByText("Lobby: 30 waiting").waitFor();
    await room.press("Admit all");
    await says("25 of 30 here.");
    // The panel alone, as wide as Teams makes it.
    await room.page.setViewportSize({ width, height });
    await room.page.addStyleTag({
      content:
        "iframe { position: fixed !important; inset: 0 !important; width: 100vw !important; height: 100vh !important; z-index: 99 }",
    });
    hands = new Hands(room.page, room.app, by);
    await room.app.getByRole("button", { name: "Blank this panel" }).focus();
    await room.page.waitForTimeout(2_000);
  });
  afterAll(() => room.close());

  /** What to do about what was just noted is under the eyes, and the keyboard is there. */
  const readsTheStep = async (pupil: string): Promise<void> => {
    const row = room.app.getByRole("listitem").filter({ has: room.app.locator(`[data-name="${pupil}"]`) });
    await hands.sees(row.locator(".say"));
    await hands.sees(row.locator("[data-name]"));
    await hands.isAt(row.locator(".say"));
    await hands.sees(room.app.getByText("Noted.", { exact: true }));
  };

  it("asks in sight what is to become of a stranger", async () => {
    await room.page.setViewportSize({ width, height: height === 760 ? LOW : height });
    await hands.press("Stranger");
    const asks = room.app.getByText("Remove takes “iPad” out of the lesson. Note only leaves them in.");
    await hands.sees(asks);
    await hands.isAt(asks);
    for (const name of ["Remove", "Note only"]) await hands.sees(room.inApp(name));
    await hands.press("Stranger");
    await asks.waitFor({ state: "detached" });
    await room.page.setViewportSize({ width, height });
    hands.count();
  });

  it("sorts out four names, three exceptions, a second device and all the others in 9 presses and few scrolls", async () => {
    for (const name of ["Arjun Patel", "Samuel Okoro", "Lily Chen", /^Both: Harvey Brooks/])
      await hands.press(name);
    await hands.press("Checked: Noah Clarke");
    await says("30 of 30 here.");
    const names = hands.count();
    await hands.press(/^Let cameras on/);
    await room.page.waitForTimeout(1_500);
    for (const { person, where } of (await room.practice.meeting("maths")).seats)
      if (person.startsWith("family-") && person !== "family-12" && where === "in")
        await room.practice.do({ do: "camera", ...DO, person, on: true });
    await says(/^Look at each picture and name\./);
    hands.count();
    await hands.press("Name not shown: Ibrahim Malik");
    await hands.sees(room.app.getByText("Noted. Ask them to show the child's name."));
    await hands.press("No adult seen: Amara Osei");
    await hands.sees(room.app.getByText("Noted. Ask for a grown-up to come and say hello."));
    await hands.press("No adult seen: Aisha Rahman");
    await hands.sees(room.app.getByText("Noted. Ask for a grown-up to come and say hello."));
    await hands.press(/^All others fine \(all but \d\)$/);
    await says(/pupils checked together\./);
    for (const what of [".say", "[data-name]"])
      await hands.sees(
        room.app
          .locator(".row", { has: room.app.locator(".exception") })
          .first()
          .locator(what),
      );
    const checks = hands.count();
    expect(names.presses + checks.presses).toBeLessThanOrEqual(9);
    expect(names.scrolls + checks.scrolls).toBeLessThanOrEqual(scrolls);
  });

  it("takes the sweep back in 1 press, and sweeps again", async () => {
    await hands.press(/^Undo: 2\d checked together/);
    await says(/^Undone/);
    expect(hands.count()).toEqual({ presses: 1, scrolls: 0 });
    await hands.press(/^All others fine \(all but \d\)$/);
    await says(/pupils checked together\./);
    hands.count();
  });

  it("notes a bedroom in 2 presses at most", async () => {
    await room.practice.do({ do: "camera", ...DO, person: "family-12", on: true });
    await room.page.setViewportSize({ width, height: height === 760 ? LOW : height });
    await hands.press("Not a family room: Jakub Kowalski");
    expect(hands.count().presses).toBeLessThanOrEqual(2);
    await readsTheStep("Jakub Kowalski");
  });

  it("notes what is not right for a pupil in the folded list in 2 presses", async () => {
    await hands.pressThat(room.app.locator("summary").filter({ hasText: /others fine/ }));
    await hands.press("No adult seen: Oliver Bennett");
    await hands.sees(room.app.getByText("Noted. Ask for a grown-up to come and say hello."));
    expect(hands.count().presses).toBe(2);
  });

  it("pauses in 1 press", async () => {
    await hands.press("Pause");
    expect(hands.count()).toEqual({ presses: 1, scrolls: 0 });
    await says(/^Paused \d\d:\d\d$/);
    await hands.press("Resume");
    await says(/^Live/);
    hands.count();
  });

  it("tells the DSL in 1 press, and says of whom and what kind in 5", async () => {
    await hands.press("Tell the DSL now");
    expect(hands.count()).toEqual({ presses: 1, scrolls: 0 });
    await hands.pressThat(room.app.locator("summary").filter({ hasText: "Who: choose pupils" }));
    await hands.press("Amara Osei", "checkbox");
    await hands.pressThat(room.app.getByRole("group", { name: "What kind" }).getByRole("checkbox").first());
    await hands.press("Send to the DSL");
    expect(hands.count().presses).toBe(4);
    await says(/^Sent|added|Added/);
    await hands.press("Back to the lesson");
    hands.count();
  });

  it("tells the headteacher in 1 press, by name before it, and undoes it in the same place", async () => {
    await hands.press(/^Tell the headteacher now about an adult: Dr M Evans/);
    expect(hands.count()).toEqual({ presses: 1, scrolls: 0 });
    await hands.press(/^Undo Telling Dr M Evans.* in \d/);
    await says(/^Undone/);
    expect(hands.count()).toEqual({ presses: 1, scrolls: 0 });
  });

  it("ends for all in 1 press", async () => {
    await hands.press(/^End for all/);
    expect(hands.count()).toEqual({ presses: 1, scrolls: 0 });
    await says(/^Ending for all/);
  });
});
