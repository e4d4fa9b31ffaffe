import { lessonView } from "../../src/protocol/screen/lesson-view.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { until } from "../duty/setting.ts";
import type { Opened } from "../panel/support/browser.ts";
import { panelStage } from "../panel/support/stage.ts";
import { arrivalView, concernView } from "../panel/support/views.ts";
import { ASSISTANT, arrival, guest, roster, TEACHER, user, withCameras } from "../protocol/lesson/story.ts";
import { soon } from "../support/soon.ts";

const stage = panelStage();

const open = (): Promise<Opened> => stage.openSettled();

/** The server's clock is an hour ahead of the browser's. */
const AHEAD = 3_600_000;

const ending = (seconds: number): LessonView => {
  const now = Date.now() + AHEAD;
  return {
    ...stage.server.view,
    version: stage.server.view.version + 1,
    now: new Date(now).toISOString(),
    presses: [{ press: "undo-end", title: "Undo", where: "first" }],
    end: {
      undoUntil: new Date(now + seconds * 1000).toISOString(),
      began: false,
      title: "Ending for all",
      counted: "Ending for all and telling the DSL",
      instruction: "Press Undo to stop this.",
      steps: [
        {
          step: "doors",
          title: "Doors",
          proof: { state: "asked", sentence: "Asked Teams to shut the doors." },
        },
        { step: "removal", title: "Families", proof: { state: "none", sentence: "Not yet." } },
      ],
    },
  };
};

describe("End for all", () => {
  it("counts down on the server's clock and is undone where Pause was", async () => {
    stage.server.view = { ...stage.server.view, now: new Date(Date.now() + AHEAD).toISOString() };
    stage.server.route = ({ path, body }) => {
      if (!path.endsWith("/press")) {
        return { body: { view: stage.server.view } };
      }
      const undone = (body as { press: string }).press === "undo-end";
      stage.server.view = undone ? { ...arrivalView(), version: 20, now: ending(0).now } : ending(60);
      return { body: { say: undone ? "Undone." : "Ending for all.", view: stage.server.view } };
    };
    const { panel } = await open();
    const pause = await panel.getByRole("button", { name: "Pause" }).boundingBox();
    const end = await panel.getByRole("button", { name: "End for all" }).boundingBox();
    await panel.getByRole("button", { name: "End for all" }).click();
    const counted = panel.getByText(/^Ending for all and telling the DSL in \d+$/);
    const secondsLeft = async () => Number(/\d+$/.exec(await counted.innerText())?.[0]);
    const first = await secondsLeft();
    expect(first).toBeLessThanOrEqual(60);
    await panel.getByText("Asked Teams to shut the doors.").waitFor();
    await soon(async () => expect(await secondsLeft()).toBeLessThan(first));
    const undo = panel.getByRole("button", { name: "Undo" });
    expect(await undo.boundingBox()).toEqual(pause);
    expect(await panel.getByRole("button", { name: "End for all" }).boundingBox()).toEqual(end);
    await undo.click();
    await panel.getByText("Undone.").waitFor();
    expect(await panel.getByText("telling the DSL in").count()).toBe(0);
    expect(stage.server.presses()).toEqual([{ press: "end-for-all" }, { press: "undo-end" }]);
  });

  it("says of each step what is proven, in a word and a shape of its own, with the phone in sight", async () => {
    const at = new Date().toISOString();
    stage.server.view = {
      ...stage.server.view,
      phase: "shut",
      presses: [],
      end: {
        undoUntil: at,
        began: true,
        title: "Ending for all",
        counted: "Ending for all and telling the DSL",
        instruction:
          "In Teams press the arrow beside Leave, then End meeting. Then phone the school office on 01234 567890.",
        steps: [
          {
            step: "doors",
            title: "Doors",
            proof: { state: "proven", sentence: "Nobody else comes in.", at },
          },
          {
            step: "removal",
            title: "Families",
            proof: { state: "not proven", sentence: "Teams has not confirmed yet." },
          },
          { step: "alert", title: "DSL", proof: { state: "asked", sentence: "Telling the DSL." } },
          {
            step: "leave",
            title: "You",
            proof: { state: "refused", sentence: "press the arrow beside Leave, then End meeting." },
          },
        ],
      },
    };
    const { panel } = await open();
    await panel.locator(".steps .proof-word").getByText("Refused").waitFor();
    expect(await panel.locator(".steps .proof-word").allTextContents()).toEqual([
      "Done",
      "Not yet",
      "Asked",
      "Refused",
    ]);
    const shapes = await panel
      .locator(".steps .icon-body, .steps .icon-mark")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
    const drawn = [0, 2, 4, 6].map((index) => `${shapes[index]} ${shapes[index + 1]}`);
    expect(new Set(drawn).size).toBe(4);
    expect(await panel.locator(".ending").innerText()).toContain("01234 567890");
  });
});

describe("the register, once the lesson has been ended", () => {
  const staff = [user("r-teacher", TEACHER), user("r-assistant", ASSISTANT)];

  it("lists who is still there and asks no one to look again, though a row was open", async () => {
    const story = withCameras(arrival());
    const view = (): LessonView =>
      lessonView(story.lesson, "organiser", [], undefined, {
        now: story.now,
        timeZone: "Europe/London",
        phone: "01234 567890",
      });
    story.press({ press: "all-others-fine" });
    story.press({ press: "note-exception", pupil: "p-ben", reason: "no adult seen" });
    const again = guest("r-again", "Amara Okafor (Guest)", "lobby");
    const ben = guest("r-ben", "Ben's mum (Guest)");
    const stranger = guest("r-x", "iPad");
    story.after(roster(...staff, again, ben, stranger));
    stage.server.view = view();
    const { panel } = await open();
    await panel.getByText(/^back as “Amara Okafor \(Guest\)”, look again/).waitFor();
    await panel.getByText("Ask for a grown-up to come and say hello.").waitFor();
    await panel.getByRole("button", { name: /^Ben Price/ }).click();
    story.press({ press: "end-for-all" });
    story.wait(4000).after({ report: "end-window-passed" }, roster(...staff, again, ben, stranger));
    stage.server.change(view());
    // Two families, and the assistant whom Teams was asked to remove: as many as the end itself says.
    await panel.getByRole("heading", { name: "3 people still inside" }).waitFor();
    await panel.getByRole("heading", { name: "1 in the lobby: do not admit them" }).waitFor();
    const words = await panel.getByRole("region", { name: "Register" }).innerText();
    expect(words).toContain("in the lobby as “Amara Okafor (Guest)”");
    expect(words).not.toMatch(/look again|to check|to sort out|not here yet|ask for|your turn|checked\n/i);
    expect(await panel.getByRole("region", { name: "Checklist" }).count()).toBe(0);
  });
});

describe("a concern", () => {
  const raise = async (about: "child" | "adult"): Promise<Opened> => {
    const concern = concernView(
      about === "adult" ? { about, routeSentence: "Goes to Dr M Evans." } : { about },
    );
    const line = { ref: "K7Q2", about, sentence: "Told 10:42. Not seen yet.", state: "told" } as const;
    stage.server.route = ({ path, method }) => {
      if (path.endsWith("/K7Q2")) return { body: { concern } };
      if (!path.startsWith("/api/concerns") || method !== "POST") return undefined;
      stage.server.view = { ...stage.server.view, version: stage.server.view.version + 1, concerns: [line] };
      return { body: { say: path.endsWith("/details") ? "Added." : "Told.", concern } };
    };
    const opened = await open();
    await opened.panel
      .getByRole("button", { name: about === "adult" ? /^Tell the headteacher now/ : "Tell the DSL now" })
      .click();
    // The screen may be shared: what is about an adult is opened by the person who raised it.
    if (about === "adult") await opened.panel.getByRole("button", { name: "Your message K7Q2" }).click();
    await opened.panel.getByText(concern.routeSentence).waitFor();
    return opened;
  };
  const posts = (): { path: string; body: unknown }[] =>
    stage.server.arrived.filter(({ method }) => method === "POST");

  it("goes out bare with one press, and its route is shown before any word is sent", async () => {
    const { panel } = await raise("child");
    expect(posts()).toEqual([
      {
        method: "POST",
        path: "/api/concerns",
        body: { lesson: "lesson-1", about: "child", press: expect.any(String) },
      },
    ]);
    await panel.getByText("DSL channel: Sent 10:42.").waitFor();
    await panel.getByLabel("The child’s own words").waitFor();
  });

  it("lets words follow, and takes them off the screen when they are sent", async () => {
    const { panel } = await raise("child");
    await panel.getByText("Who: choose pupils").click();
    await panel.getByLabel("Isla Ahmed").check();
    await panel.getByLabel("Something a child said").check();
    await panel.getByLabel("The child’s own words").fill("She said she was cold.");
    await panel.getByLabel("Whom you have told in person").fill("Mrs Lowe");
    await panel.getByRole("button", { name: "Send to the DSL" }).click();
    await panel.getByText("Added.").waitFor();
    expect(posts().find(({ path }) => path.endsWith("/details"))).toEqual({
      method: "POST",
      path: "/api/concerns/K7Q2/details",
      body: {
        who: "Isla Ahmed",
        children: ["Isla Ahmed"],
        kinds: ["Something a child said"],
        said: "She said she was cold.",
        told: "Mrs Lowe",
      },
    });
    expect(await panel.getByLabel("The child’s own words").inputValue()).toBe("");
    expect(await panel.locator("body").innerText()).not.toContain("She said she was cold.");
  });

  it("keeps the words for another try when they could not be sent", async () => {
    const { panel } = await raise("child");
    stage.server.route = () => ({ status: 503, body: { error: { code: "down", say: "Not saved." } } });
    await panel.getByLabel("The child’s own words").fill("She said she was cold.");
    await panel.getByRole("button", { name: "Send to the DSL" }).click();
    await panel.getByText("Not saved. Your words are still here.").waitFor();
    expect(await panel.getByLabel("The child’s own words").inputValue()).toBe("She said she was cold.");
  });

  it("brings back what was begun before the page was loaded again, and keeps what is written", async () => {
    const concern = concernView({ about: "child" });
    const { panel } = await raise("child");
    const before = JSON.stringify({ said: "She said she was cold." });
    stage.server.route = ({ path, method }) =>
      path.endsWith("/K7Q2") && method === "GET"
        ? { body: { concern, draft: before } }
        : path.endsWith("/draft")
          ? { body: {} }
          : path === "/api/concerns"
            ? { body: { say: "Told.", concern } }
            : undefined;
    await panel.getByRole("button", { name: "Back to the lesson" }).click();
    await panel.getByRole("button", { name: "Tell the DSL now" }).click();
    const words = panel.getByLabel("The child’s own words");
    await until(async () => (await words.inputValue()) === "She said she was cold.");
    await panel.getByLabel("What you have done").fill("Stayed with her.");
    await until(async () =>
      posts().some(
        ({ path, body }) => path.endsWith("/draft") && JSON.stringify(body).includes("Stayed with her"),
      ),
    );
  });

  it("about an adult at school goes to the headteacher only and never offers the register", async () => {
    const { panel } = await raise("adult");
    expect(posts()[0]?.body).toMatchObject({ about: "adult" });
    expect(await panel.getByText("Who: choose pupils").count()).toBe(0);
    await panel.getByLabel("Which member of staff").selectOption("Tom Hughes");
    await panel.getByRole("button", { name: "Send to the headteacher" }).click();
    await panel.getByText("Added.").waitFor();
    expect(posts().find(({ path }) => path.endsWith("/details"))?.body).toEqual({
      who: "Tom Hughes",
      subject: "t1",
    });
  });

  it("raises no second one when its answer was lost and it is pressed again", async () => {
    let lost = true;
    stage.server.route = ({ path }) => {
      if (path !== "/api/concerns") {
        return undefined;
      }
      if (lost) {
        lost = false;
        return { status: 503, body: { error: { code: "down", say: "Not certain that it arrived." } } };
      }
      return { body: { say: "Told.", concern: concernView() } };
    };
    const { panel } = await open();
    await panel.getByRole("button", { name: "Tell the DSL now" }).click();
    await panel.getByText("Not certain that it arrived.").waitFor();
    await panel.getByRole("button", { name: "Tell the DSL now" }).click();
    await panel.getByText("Reference K7Q2").waitFor();
    const names = posts().map(({ body }) => (body as { press: string }).press);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(1);
  });
});
