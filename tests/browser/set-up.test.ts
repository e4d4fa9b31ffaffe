import type { Locator } from "playwright-core";
import type { Line } from "../../src/app/preflight/line.ts";
import { setUpView } from "../../src/app/set-up/set-up-view.ts";
import { axeFinds } from "../panel/support/axe.ts";
import { AT, lines, POLICY, VALUES } from "../panel/support/set-up.ts";
import { panelStage } from "../panel/support/stage.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

describe("the set-up page", () => {
  it("says that nothing is protected before anything was looked at, and begins with the first step", async () => {
    stage.server.route = () => ({ body: setUpView(VALUES, undefined) });
    const { panel } = await stage.open({ path: "/set-up" });
    await panel
      .getByText(/^Not ready\. Until this page says “Ready for lessons”, do not rely on Lesson Guard\./)
      .waitFor();
    await panel.getByText("Grant admin consent", { exact: true }).waitFor();
    expect(await panel.getByText("Not known yet").count()).toBe(8);
    expect(await panel.locator("details[open]").count()).toBe(1);
  });

  it.each([320, 1280])(
    "shows at %i pixels what is not done, what it means and what mends it",
    async (width) => {
      const seen = { at: AT, lines: lines({ "access-policy": POLICY, "rehearsed:seen": { state: "grey" } }) };
      stage.server.route = () => ({ body: setUpView(VALUES, seen) });
      const { page, panel } = await stage.open({ path: "/set-up", width, height: 2_200 });
      await panel
        .getByText(/^Not ready\. Until this page says “Ready for lessons”, do not rely on Lesson Guard\./)
        .waitFor();
      await panel.getByText("no member of staff has it").waitFor();
      await panel.getByText("Step 6: New-CsApplicationAccessPolicy").waitFor();
      await panel
        .getByText(
          `Grant-CsApplicationAccessPolicy -PolicyName 'Lesson Guard' -Group '${VALUES.groups.staff}'`,
        )
        .waitFor();
      expect(
        await panel.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true);
      expect(await axeFinds(panel)).toEqual([]);
      await page.screenshot({ path: `tests/.output/set-up-${width}.png` });
    },
  );

  it("looks anew when that is pressed, and is then ready", async () => {
    let checked = false;
    stage.server.route = ({ method }) => {
      if (method === "POST") checked = true;
      return {
        body: setUpView(VALUES, { at: AT, lines: lines(checked ? {} : { "access-policy": POLICY }) }),
      };
    };
    const { panel } = await stage.open({ path: "/set-up" });
    await panel.getByRole("button", { name: "Check now" }).click();
    await panel
      .getByText(
        /^Ready for lessons\. Not seen by Lesson Guard: who of the group of staff is no pupil \(step 3\)/,
      )
      .waitFor();
    expect(stage.server.arrived.filter(({ path }) => path === "/api/set-up/check")).toHaveLength(1);
  });

  it("waits for a look that is under way, such as the one after a rehearsal, and then shows it", async () => {
    let isOver = false;
    stage.server.route = () => ({
      body: isOver
        ? setUpView(VALUES, { at: AT, lines: lines({}) })
        : { ...setUpView(VALUES, undefined), looking: true },
    });
    const { panel } = await stage.open({ path: "/set-up" });
    await panel.getByText("Looking. This takes up to ten seconds.").waitFor();
    isOver = true;
    await panel.getByText("Ready for lessons.").waitFor();
    await panel.getByText("Looking. This takes up to ten seconds.").waitFor({ state: "detached" });
  });

  it("shows nothing of a look of before a setting was saved, says that it looks again, and then what it saw", async () => {
    const old = lines({ "group:dsl": { state: "red", says: "no group is chosen" } });
    let isOver = false;
    stage.server.route = () => ({
      body: isOver
        ? setUpView(VALUES, { at: AT, lines: lines({}) })
        : { ...setUpView(VALUES, undefined), changed: true, looking: true },
    });
    const { panel } = await stage.open({ path: "/set-up" });
    await panel.getByText("Settings were saved since the last look.").waitFor();
    expect(await panel.locator(".steps details[open]").count()).toBe(0);
    isOver = true;
    await panel.getByText("Ready for lessons.").waitFor();
    // Something is saved in another window, and the person comes back.
    stage.server.route = () => ({ body: setUpView(VALUES, { at: AT, lines: old }) });
    await panel.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await panel.getByText("no group is chosen").waitFor();
  });

  it("keeps a rehearsal in sight whatever a look finds, and offers to go on where only the DSL’s press is left", async () => {
    const late: Partial<Line> = { state: "grey", says: "not known just now", late: "own" };
    const open: Partial<Line> = { state: "grey", says: "not checked: only a rehearsal shows it" };
    const seen = (isLate: boolean) => ({
      at: AT,
      lines: lines({
        "rehearsed:seen": open,
        ...(isLate
          ? { "sign-in": { ...late, last: { state: "green", says: "Microsoft 365 accepts it", at: AT } } }
          : {}),
      }),
    });
    let rehearsal: object = { id: "1", now: "Do this now." };
    stage.server.route = ({ method, path, body }) => {
      if (method === "POST" && path.endsWith("rehearsal"))
        rehearsal = { id: "2", now: Object(body).act, left: "dsl" };
      return { body: { ...setUpView(VALUES, seen(method === "POST")), rehearsal } };
    };
    const { panel } = await stage.open({ path: "/set-up", width: 320 });
    const now = panel.getByText("Do this now.");
    await now.waitFor();
    await panel.getByRole("button", { name: "Check now" }).click();
    await panel
      .getByText("Looked, and not everything answered. Press Check now again in a minute.")
      .waitFor();
    await panel.getByText("Not known just now. Done when last seen").waitFor();
    expect(await panel.getByText("Not done", { exact: true }).count()).toBe(0);
    expect(await now.isVisible()).toBe(true);
    // Another person opens the page after it has ended: how it ended, and the one next press, stand there.
    rehearsal = { id: "1", now: "It is over.", trouble: "No one pressed.", left: "dsl", over: true };
    const later = await stage.open({ path: "/set-up", width: 320 });
    await later.panel.getByText("No one pressed.").waitFor();
    await later.panel.getByRole("button", { name: "Go on" }).click();
    await later.panel.getByText("go on", { exact: true }).waitFor();
  });

  it("copies the lines with the sign-in to their module before them", async () => {
    stage.server.route = () => ({
      body: setUpView(VALUES, { at: AT, lines: lines({ "access-policy": POLICY }) }),
    });
    const { panel } = await stage.open({ path: "/set-up" });
    await panel
      .getByRole("button", { name: "Copy: Makes the access policy, where it is not there yet." })
      .click();
    await panel.getByText(/^(Copied\.|Selected\. Press Ctrl\+C to copy\.)$/).waitFor();
    const shown = await panel.locator("details[open] pre").first().textContent();
    expect(shown?.split("\n")[0]).toBe(`Connect-MicrosoftTeams -TenantId '${VALUES.tenantId}'`);
  });

  it("takes the word of the person who looked at what no program can read, and takes it back", async () => {
    const seen = { at: AT, lines: lines({ policy: { state: "grey", says: "not checked" } }) };
    let said = {};
    stage.server.route = ({ method, body }) => {
      if (method === "POST")
        said =
          Object(body).act === "say" ? { policy: { by: "Rafiq Khan", at: AT, of: Object(body).of } } : {};
      return { body: setUpView(VALUES, seen, said) };
    };
    const { panel } = await stage.open({ path: "/set-up" });
    // It is the next step, so it is open. Without the name of the policy there is nothing to say.
    await panel.getByText("Write the name of the policy first").waitFor();
    const name = panel.getByLabel(/^Name of the meeting policy/);
    await name.first().fill("Educators'; Remove-Item *");
    expect(await panel.getByRole("button", { name: /^I looked at the meeting policy/ }).count()).toBe(0);
    expect(await panel.getByText("Set-CsTeamsMeetingPolicy").count()).toBe(0);
    await name.first().fill("Educators");
    await panel.getByText("Set-CsTeamsMeetingPolicy -Identity 'Educators' ").waitFor();
    const press = panel.getByRole("button", { name: /^I looked at the meeting policy/ });
    await press.waitFor();
    // Above the press stands how to look and what must be seen.
    const line = panel.locator("li.line", { has: press });
    await line.getByText(/^You must see: AutoAdmittedUsers OrganizerOnly, /).waitFor();
    const how = await line.locator("ol").boundingBox();
    expect((how?.y ?? 0) + (how?.height ?? 0)).toBeLessThanOrEqual((await press.boundingBox())?.y ?? 0);
    await press.click();
    await panel.getByText(/Rafiq Khan looked at the meeting policy on/).waitFor();
    // Not with the sign and the words of what was seen by Lesson Guard itself.
    const own = panel.locator("li.line", {
      hasText: "Looked at by Rafiq Khan on 24 November 2026, the policy “Educators”.",
    });
    expect(await own.textContent()).toMatch(/^•By the word of a person\. Meeting policy/);
    // It is not folded away with what is in order: who pressed sees that it was taken.
    await panel.getByRole("button", { name: "Take this back: Meeting policy" }).click();
    await panel.getByRole("button", { name: /^I looked at the meeting policy/ }).waitFor();
  });

  it("shows all names of the group of staff, and keeps a person’s word about exactly this group", async () => {
    const seen = { at: AT, lines: lines({ "staff-people": { state: "grey", says: "not checked" } }) };
    const names = ["Ms C Okafor", "Mr A Bell", "Ms J Grant", "Zoë Last"];
    stage.server.route = ({ path }) =>
      path.startsWith("/api/settings/groups/")
        ? { body: { group: "Year 4", people: 4, names } }
        : { body: setUpView(VALUES, seen) };
    const { panel } = await stage.open({ path: "/set-up", width: 320 });
    await panel.getByText("Look yourself: people of the group of staff").waitFor();
    await panel.getByText("“Year 4” has 4 members: Ms C Okafor, Mr A Bell, Ms J Grant and 1 more.").waitFor();
    await panel.getByText("All 4 names").click();
    await panel.getByText("Zoë Last").waitFor();
    await panel.getByRole("button", { name: /^I looked at the names of this group/ }).click();
    await soon(async () =>
      expect(stage.server.arrived.find(({ path }) => path === "/api/set-up/attested/staff")?.body).toEqual({
        act: "say",
        of: VALUES.groups.staff,
      }),
    );
  });

  it("brings the step that is next into sight after a look, and then what the rehearsal wants now", async () => {
    const waits = { state: "grey" } as const;
    const seen = {
      at: AT,
      lines: lines({ "rehearsed:removed": waits, "rehearsed:entered": waits, "rehearsed:seen": waits }),
    };
    let rehearsal: object | undefined;
    stage.server.route = ({ method, path }) => {
      if (method === "POST" && path.endsWith("rehearsal")) rehearsal = { id: "1", now: "Do this now." };
      return { body: { ...setUpView(VALUES, seen), ...(rehearsal === undefined ? {} : { rehearsal }) } };
    };
    const { panel } = await stage.open({ path: "/set-up", width: 320, height: 600 });
    const inSight = (what: Locator) =>
      what.evaluate((it) => {
        const { top, bottom } = it.getBoundingClientRect();
        return top >= 0 && Math.min(bottom, top + 20) <= window.innerHeight;
      });
    const step = panel.locator("#step-rehearsal summary").first();
    await step.waitFor();
    expect(await inSight(step)).toBe(false);
    await panel.getByRole("button", { name: "Check now" }).click();
    await panel.getByText("Looked at all. Next is step 8: Rehearse with a real meeting.").waitFor();
    await soon(async () => expect(await inSight(step)).toBe(true));
    await panel.getByText("Step 8 shows whether it works").waitFor();
    await panel.getByRole("button", { name: "Start the rehearsal" }).click();
    const now = panel.getByText("Do this now.");
    await now.waitFor();
    await soon(async () => expect(await inSight(now)).toBe(true));
  });

  it("says what to do where no one is known as an administrator yet, and shows nothing to others", async () => {
    stage.server.route = () => ({
      status: 503,
      body: { error: { code: "directory-away", say: "The school directory does not answer." } },
    });
    const { panel } = await stage.open({ path: "/set-up" });
    await panel.getByText("Until it can, it protects no lesson.").waitFor();
    await panel.getByText(/Grant admin consent/).waitFor();
    await panel.getByRole("button", { name: "Try again now" }).click();
    // It asks again by itself.
    stage.server.route = () => ({ status: 403, body: {} });
    await panel.getByText("Set-up is for administrators").waitFor();
  });

  it.each([320, 1280])(
    "leads through the rehearsal at %i pixels, and says what is missing",
    async (width) => {
      const seen = {
        at: AT,
        lines: lines({ "rehearsed:removed": { state: "grey" }, "rehearsed:seen": { state: "grey" } }),
      };
      const joinUrl = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0";
      let rehearsal: object | undefined;
      stage.server.route = ({ method, body }) => {
        if (method === "POST")
          rehearsal =
            Object(body).act === "stop"
              ? { id: "1", now: "It is over.", over: true }
              : { id: "1", joinUrl, now: "Do this now.", trouble: "Do step 7." };
        return { body: { ...setUpView(VALUES, seen), ...(rehearsal === undefined ? {} : { rehearsal }) } };
      };
      const { panel, page } = await stage.open({ path: "/set-up", width, height: 1_800 });
      await panel.getByRole("button", { name: "Start the rehearsal" }).click();
      await panel.getByText("Do this now.").waitFor();
      await panel.getByText("Do step 7.").waitFor();
      expect(await panel.getByRole("link", { name: "Open the meeting" }).getAttribute("href")).toBe(joinUrl);
      expect(await axeFinds(panel)).toEqual([]);
      await page.screenshot({ path: `tests/.output/set-up-rehearsal-${width}.png` });
      await panel.getByRole("button", { name: "Stop the rehearsal" }).click();
      await panel.getByText("It is over.").waitFor();
      await panel.getByRole("button", { name: "Start the rehearsal" }).waitFor();
    },
  );
});
