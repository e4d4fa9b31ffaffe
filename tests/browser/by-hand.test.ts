import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { byHandView } from "../../src/protocol/screen/by-hand-view.ts";
import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { axeFinds } from "../panel/support/axe.ts";
import { outOfSight } from "../panel/support/in-sight.ts";
import { panelStage } from "../panel/support/stage.ts";
import { concernView } from "../panel/support/views.ts";
import { TEACHER } from "../protocol/lesson/story.ts";
import { inZoom } from "../protocol/lesson/zoom-story.ts";
import { busy } from "../support/busy.ts";

const stage = panelStage();

it("a lesson in Zoom is kept by keyboard at 280 pixels, with the way to tell in view all along", async () => {
  const story = inZoom();
  const viewNow = () =>
    byHandView(story.lesson, [], {
      now: story.now,
      timeZone: "Europe/London",
      phone: "01632 960123",
      reader: TEACHER.id,
    });
  const sending = "DSL channel: Sending since 10:42. Not confirmed yet.";
  let concern: ConcernView = concernView({
    state: "asked",
    deliveries: [{ to: "DSL channel", state: "asked", sentence: sending }],
  });
  stage.server.route = ({ path, method, body }) => {
    if (path === "/api/me")
      return { body: { name: "Miss Hart", roles: ["staff"], school: "s", schools: [] } };
    if (path.endsWith("/press")) {
      const { say } = story.press(body as StaffCommand);
      return { body: { say, view: viewNow() } };
    }
    if (path === "/api/concerns" && method === "POST") return { body: { say: "Recorded as K7Q2.", concern } };
    if (path === "/api/concerns/K7Q2") return { body: { concern } };
    if (path === "/api/lessons")
      return {
        body: { lessons: [{ lesson: "z1", title: "Reading group", phase: "planned", platform: "Zoom" }] },
      };
    if (path.endsWith("/by-hand")) return { body: { view: viewNow() } };
    return { status: 404, body: { error: { code: "not-found", say: "Not found." } } };
  };
  const { page, panel } = await stage.open({ path: "/by-hand", width: 280, height: 720 });
  const press = async (name: string): Promise<void> => {
    const button = panel.getByRole("button", { name, exact: true });
    await button.waitFor();
    for (let keys = 0; keys < 60; keys += 1) {
      if (await button.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    // What has the keyboard is wholly in view, and so are the two buttons that tell.
    expect(await outOfSight(panel, ".by-hand-tell .press, :focus")).toEqual([]);
    await page.keyboard.press("Enter");
  };
  await press("Reading group");
  await press("Begin the lesson");
  await panel.getByText("In Zoom, kept by hand").waitFor();
  await press("The waiting room is on");
  await panel.getByText(/^Said by Miss Hart, /).waitFor();
  await press("All three seen: Amara Okafor");
  await panel.getByText(/^1 of \d+ checked\. Only you can see who is there\.$/).waitFor();
  expect(await axeFinds(panel)).toEqual([]);

  await press("Tell the DSL now");
  await panel.getByText(sending).waitFor();
  concern = { ...concern, deliveries: [{ to: "DSL channel", state: "told", sentence: "Sent 10:42." }] };
  // No one presses: the page looks again by itself.
  await panel.getByText("Sent 10:42.").waitFor({ timeout: 15_000 * busy() });
  expect(await panel.getByText(sending).count()).toBe(0);
  expect(await axeFinds(panel)).toEqual([]);
});

it("a lesson that was said to be over by mistake is found again for a day", async () => {
  const over = (lesson: string, title: string, hoursAgo: number) => ({
    lesson,
    title,
    phase: "over",
    platform: "Zoom",
    startsAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
  });
  stage.server.route = () => ({
    body: { lessons: [over("z1", "Reading group", 1), over("z2", "Spelling", 30)] },
  });
  const { panel } = await stage.open({ path: "/by-hand", width: 280, height: 720 });
  await panel.getByRole("button", { name: /^Reading group: .* \(over\)$/ }).waitFor();
  expect(await panel.getByRole("button", { name: /Spelling/ }).count()).toBe(0);
});
