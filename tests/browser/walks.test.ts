import { ClassroomPage } from "./support/classroom-page.ts";

// The guide at the top of practice, as a person follows it: each step is gone once it is done.

describe("two minutes in a role", () => {
  let room: ClassroomPage;
  const choose = (role: string) => room.page.getByLabel("Two minutes as").selectOption({ label: role });

  beforeAll(async () => {
    room = await ClassroomPage.open();
  });
  afterAll(() => room.close());

  it("leads the DSL from the alert to the record", async () => {
    await choose("DSL");
    await room.walkSays("DSL, step 1 of 5");
    await room.saysItIsAClass();
    await room.walkSays("DSL, step 2 of 5");
    await room.inApp("Tell the DSL now").click();
    await room.walkSays("DSL, step 3 of 5");
    await room.lookThrough("DSL channel");
    await room.walkSays("DSL, step 4 of 5");
    await room.chat.getByRole("button", { name: "I have it" }).click();
    await room.walkSays("DSL, step 5 of 5");
    await room.chat.getByRole("link", { name: "Open the record" }).click();
    await room.walkSays("DSL: done.");
  });

  it("leads the headteacher to a concern that no DSL sees", async () => {
    await choose("Headteacher");
    await room.lookThrough("Teacher");
    await room.walkSays("Headteacher, step 2 of 5");
    await room.app.getByRole("button", { name: /^Tell the headteacher now/ }).click();
    await room.walkSays("Headteacher, step 3 of 5");
    await room.lookThrough("Headteacher");
    await room.walkSays("Headteacher, step 4 of 5");
    await room.chat.getByRole("button", { name: "I have it" }).last().click();
    await room.walkSays(/Headteacher: done\.|Headteacher, step 5 of 5/);
    await room.page.getByRole("complementary").getByRole("button", { name: "Record" }).click();
    await room.walkSays("Headteacher: done.");
  });

  it("leads a family from the link into the lesson", async () => {
    await choose("A family");
    await room.lookThrough("Teacher");
    await room.happens("Start the lesson");
    await room.walkSays("A family, step 3 of 6");
    await room.lookThrough("A family");
    await room.press("Open the link");
    await room.walkSays("A family, step 5 of 6");
    await room.lookThrough("Teacher");
    await room.page.getByRole("button", { name: /^Admit Oliver/ }).click();
    await room.walkSays("A family, step 6 of 6");
    await room.lookThrough("A family");
    await room.walkSays("A family: done.");
  });
});

describe("a tenant in which nothing is set up", () => {
  let room: ClassroomPage;
  const says = (step: number) => room.walkSays(`Set it up from nothing, step ${step} of 17`);
  const tab = (name: string) =>
    room.page.getByRole("complementary").getByRole("button", { name, exact: true });
  /** As a person does it: the block is copied from the page, and pasted into the window. */
  const run = async (...blocks: readonly string[]): Promise<void> => {
    for (const block of blocks) {
      const shown = room.app.locator(".copy-block").filter({ hasText: block }).locator("pre");
      if (!(await shown.isVisible()))
        await room.app.locator("details").filter({ has: shown }).locator("summary").first().click();
      const lines = (await shown.textContent()) ?? "";
      await room.page.getByLabel("Lines to run").fill(lines);
      await room.press("Run");
      await room.page
        .getByRole("log", { name: "PowerShell shows" })
        .getByText(lines.split("\n").at(-1) ?? "")
        .last()
        .waitFor();
    }
  };
  const check = async (): Promise<void> => {
    await room.inApp("Check now").click();
    await room.app.getByText("Looking. This takes up to ten seconds.").waitFor();
    await room.app.getByText("Looking. This takes up to ten seconds.").waitFor({ state: "detached" });
  };

  beforeAll(async () => {
    room = await ClassroomPage.open({ bare: true });
  });
  afterAll(() => room.close());

  it("is led to ready by one person with a browser", async () => {
    const { page } = room;
    await says(1);
    await room.press("Grant admin consent");
    await says(2);
    await room.press("Teams admin centre");
    await page.getByRole("button", { name: /Upload new app/ }).click();
    await page.getByLabel("Lesson Guard administrators").check();
    await room.press("Apply");
    await room.press("Actions › Unblock");
    await says(3);
    const id = await page.getByLabel("App ID").inputValue();
    await room.press("The server");
    await page.getByLabel("TEAMS_CATALOG_ID").fill(id);
    await page.getByLabel("BOT_PASSWORD_ENDS").fill("14 January 2099");
    const save = page.getByRole("button", { name: /start Lesson Guard again/ });
    await save.click();
    await page
      .getByText(/^Not saved\. Lesson Guard did not start with this: BOT_PASSWORD_ENDS must be the day/)
      .waitFor();
    await page.getByLabel("BOT_PASSWORD_ENDS").fill("2099-01-14");
    await save.click();
    await page.getByText("Saved. Lesson Guard has started again.").waitFor();
    await says(4);
    await page.getByRole("button", { name: /Lesson Guard › Add/ }).click();
    await says(5);
    await check();
    await tab("Settings").click();
    await room.press("Entra admin centre");
    await room.app.getByLabel("Name", { exact: true }).fill("Oakfield Primary School");
    await room.app.getByLabel("Phone", { exact: true }).fill("01632 960123");
    for (const [field, group] of [
      ["Staff", "All staff"],
      ["DSL and deputies", "Safeguarding leads"],
      ["Headteacher and deputies", "Headteacher"],
      ["Administrators", "Lesson Guard administrators"],
    ] as const)
      await room.app
        .getByLabel(field, { exact: true })
        .fill(await page.getByLabel(`Object ID of ${group}`, { exact: true }).inputValue());
    await room.app.getByRole("button", { name: /^Save/ }).click();
    await room.app.getByText("Saved.").waitFor();
    await says(6);
    await tab("Set-up").click();
    // What was saved is looked at by itself.
    await room.app.getByText(/Do what is not done, from the top, and check again\./).waitFor();
    await room.press("Teams admin centre");
    await page.getByLabel("Add: name").fill("Lesson Guard");
    await page.getByLabel("Installed apps: Lesson Guard").check();
    await page.getByLabel("Meetings: Lesson Guard").check();
    await room.press("Save policy");
    await room.press("PowerShell");
    // Only the admin centre shows the version: the block waits for it.
    const version = room.app.getByLabel(/^Version of the package, as Manage apps shows it/);
    if (!(await version.isVisible())) await room.app.getByText("4. Give the app to staff").click();
    await version.fill("1.0.0");
    await run("Lets the four groups use the app", "Gives staff the setup policy");
    await says(7);
    await room.lookThrough("DSL channel");
    await page.getByRole("button", { name: /Manage team/ }).click();
    await page.getByRole("button", { name: /Manage channel/ }).click();
    await says(8);
    await room.lookThrough("Administrator");
    await tab("Settings").click();
    await room.app.getByLabel("DSL channel").selectOption({ index: 1 });
    await room.app.getByRole("button", { name: /^Save/ }).click();
    await room.app.getByText(/^Saved, except the DSL channel/).waitFor();
    await says(9);
    await room.lookThrough("DSL");
    const approve = room.app.getByRole("button", { name: "Approve: The DSL channel" });
    await approve.click();
    await approve.waitFor({ state: "detached" });
    await says(10);
    await room.lookThrough("Administrator");
    await tab("Set-up").click();
    await room.press("PowerShell");
    await run(
      "Makes the access policy, where it is not there yet.",
      "Grants it for the meetings that staff organise.",
    );
    await says(11);
    await run("Lets Lesson Guard remove people.", "Guests who are not signed in", "For the policy of staff");
    await says(12);
    // What it said last is in sight.
    const shell = page.getByRole("log", { name: "PowerShell shows" });
    expect(
      await shell.evaluate(({ scrollTop, scrollHeight, clientHeight }) => [
        scrollHeight > clientHeight,
        Math.abs(scrollHeight - clientHeight - scrollTop) < 2,
      ]),
    ).toEqual([true, true]);
    await check();
    const looked = room.app.getByRole("button", { name: /^I looked at the meeting policy/ });
    if (!(await looked.isVisible())) await room.app.getByText("7. Let Lesson Guard remove people").click();
    await looked.click();
    await says(13);
    // It stands open where it is the next step.
    if (!(await room.inApp("Start the rehearsal").isVisible()))
      await room.app.getByText("8. Rehearse with a real meeting").click();
    await room.inApp("Start the rehearsal").click();
    await room.app.getByRole("link", { name: "Open the meeting" }).click();
    await room.press("Join");
    await says(15);
    await room.app.getByText("Lesson Guard is in. Now open the same link on your phone").waitFor();
    await room.lookThrough("A family");
    await room.press("Open the link");
    await says(16);
    await room.lookThrough("Administrator");
    await page.getByRole("button", { name: /^Admit Oliver/ }).click();
    await says(17);
    await room.lookThrough("DSL");
    await room.chat.getByRole("button", { name: "I have seen it" }).click();
    await room.walkSays("Set it up from nothing: done.");
    await room.lookThrough("Administrator");
    // It is looked at by itself once the rehearsal is over.
    await room.app.getByText("Ready for lessons.").waitFor();
    expect(
      (await room.practice.violations()).filter(
        ({ operation }) => operation !== "connector.conversation.create",
      ),
    ).toEqual([]);
  });
});
