import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import type { StaffCommand } from "../../src/protocol/lesson/commands.ts";
import { pupilRows } from "../../src/protocol/lesson/presence.ts";
import { mayRecord } from "../../src/protocol/rules/s5-recorded-if-alone.ts";
import { checklistFace } from "../../src/protocol/screen/card-faces.ts";
import { type HomeView, homeShown, severalPupils } from "../../src/protocol/screen/home-view.ts";
import { lessonView } from "../../src/protocol/screen/lesson-view.ts";
import type { LessonView } from "../../src/protocol/screen/view.ts";
import { checklistPart } from "../../src/teams/cards/lesson-card.ts";
import { cutOff } from "../panel/support/in-sight.ts";
import type { Answer, Arrived } from "../panel/support/school-server.ts";
import { panelStage } from "../panel/support/stage.ts";
import { concernView } from "../panel/support/views.ts";
import { arrival, guest, roster, type Story, TEACHER, user, withCameras } from "../protocol/lesson/story.ts";
import { soon } from "../support/soon.ts";
import { Hands } from "./support/hands.ts";

// How many presses each awkward moment of a lesson takes a teacher at the width of Teams' side panel. The lesson is the
// protocol's own: what a press leads to is decided as in the program, and the panel shows what comes of it.

const stage = panelStage();

const teacher = user("r-teacher", TEACHER);
const amara = guest("r-amara", "Amara Okafor (Guest)");

const viewOf = ({ lesson, now }: Story): LessonView => {
  const around = { now, timeZone: "Europe/London", phone: "01234 567890", reader: TEACHER.id };
  const card = checklistPart(checklistFace(lesson, around), {
    lesson: lesson.id,
    card: "checklist",
    panelUrl: "",
  });
  return {
    ...lessonView(lesson, "organiser", [], undefined, around),
    ...(card === undefined ? {} : { card }),
  };
};

/** Teams shows the options as they were asked for. */
const confirmed = (story: Story): Story => {
  const asked = story.lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("Nothing was asked.");
  return story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: true });
};

/** A press as the program takes it, and as Teams does at once what it asks for. */
const pressed = (story: Story, body: unknown): Answer => {
  const { turn: _turn, ...press } = body as StaffCommand & { readonly turn?: number };
  const decision = story.press(press);
  confirmed(story);
  return "refused" in decision
    ? { status: 409, body: { error: { code: decision.refused, say: decision.say } } }
    : { body: { say: decision.say, view: viewOf(story) } };
};

/** The school's answers while this lesson is on. @param home what the directory has of a pupil */
const serve = (story: Story, home: (body: { readonly chosen?: string }) => HomeView): void => {
  stage.server.view = viewOf(confirmed(story));
  stage.server.route = ({ path, method, body }: Arrived): Answer => {
    if (path.endsWith("/press")) return pressed(story, body);
    if (path.endsWith("/home")) {
      const look = body as { readonly pupil: string; readonly chosen?: string };
      const noted = pressed(story, { press: "look-up-home", pupil: look.pupil });
      return noted.status === undefined ? { body: home(look) } : noted;
    }
    if (path.startsWith("/api/concerns") && method === "POST")
      return { body: { say: path.endsWith("/details") ? "Added." : "Told.", concern: concernView() } };
    return { body: { view: viewOf(story) } };
  };
};

const posts = (end: string): unknown[] =>
  stage.server.arrived
    .filter(({ method, path }) => method === "POST" && path.endsWith(end))
    .map(({ body }) => body);

const MUM = { name: "Mrs J Price", relation: "parent", phone: "07700 900123", mail: "j.price@example.com" };
const ADDRESS = "12 Long Acre Gardens, Little Wittenham, OX14 4QT";
const BEN_AT_HOME = homeShown("Ben Price", [MUM], ADDRESS, "10:42");

const SHOTS = process.env["SCREENSHOTS"];

describe.each(["mouse", "keyboard"] as const)("at 280 px, by %s,", (by) => {
  let hands: Hands;
  let panel: Frame;
  let shoot: (what: string) => Promise<void>;

  const open = async (
    story: Story,
    home: (look: { readonly chosen?: string }) => HomeView = () => BEN_AT_HOME,
  ) => {
    serve(story, home);
    const { page, panel: frame } = await stage.openSettled({ width: 280, height: 720 });
    await page.clock.install();
    panel = frame;
    await panel.locator(".card button").first().waitFor();
    // The keyboard is in the panel, at its top.
    await panel.getByRole("button", { name: "Blank this panel" }).focus();
    // What a person takes to read is let pass at once: a tap that soon would be the second half of a double tap. In two
    // steps, because the page first has to see that another button has come there.
    const rest = async () => {
      for (const ms of [500, 2_000]) await page.clock.fastForward(ms);
    };
    hands = new Hands(page, page.frameLocator("iframe"), by, rest);
    shoot = async (what) => {
      if (SHOTS === undefined) return;
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `counts-${what}-${by}.png`) });
    };
  };
  const says = (words: string | RegExp) => panel.getByText(words).first().waitFor();
  /** Without a scroll: it was not there when the person pressed. */
  const inSight = async (words: string) => {
    await says(words);
    await soon(async () =>
      expect([words, await panel.getByText(words).first().evaluate(isInSight)]).toEqual([words, true]),
    );
  };
  const fits = async (what: string) => {
    await shoot(what);
    expect(await cutOff(panel)).toEqual([]);
  };

  it("a class that shrank to one child is a one-to-one with its parent told in 4 presses", async () => {
    const story = arrival().after(roster(teacher, amara));
    story.wait(5 * 60_000);
    await open(story);
    await says("One child is inside");
    await fits("gate-1-kind");
    await hands.press("Now: One-to-one");
    await says("What is it for?");
    await fits("gate-2-purpose");
    await hands.press("To hear reading");
    await says("Does the parent stay in the room?");
    await fits("gate-3-parent");
    await hands.press("The parent cannot stay");
    await inSight("Told: at work");
    await fits("gate-4-words");
    expect(mayRecord(story.lesson)).toBe(false);
    await hands.press("Told: at work");
    await says(/was told of the recording/);
    await fits("gate-5-told");
    expect(hands.count().presses).toBeLessThanOrEqual(4);
    expect(mayRecord(story.lesson)).toBe(true);
    expect(story.lesson.conduct.purpose?.purpose).toBe("hear reading");
    // Of three on the register: the one who is inside, without a press.
    expect(story.lesson.conduct.child?.pupil).toBe("p-amara");
    expect(await panel.getByLabel("With which child?").inputValue()).toBe("p-amara");
  });

  it("a bedroom is noted in 1 press, and that the child has moved in 1", async () => {
    const story = withCameras(arrival());
    await open(story);
    await hands.press("Not a family room: Ben Price");
    await says("Noted.");
    await fits("bedroom-1");
    await hands.press("Moved: Not a family room, Ben Price");
    await soon(() => expect(story.count("ExceptionPutRight")).toBe(1));
    await fits("bedroom-2");
    expect(hands.count().presses).toBeLessThanOrEqual(2);
  });

  it("any other exception is noted in 2 presses", async () => {
    const story = withCameras(arrival());
    await open(story);
    await hands.press(/^Ben Price/);
    await fits("exception-1");
    await hands.press("Dress");
    await says("Noted.");
    await fits("exception-2");
    expect(hands.count().presses).toBeLessThanOrEqual(2);
    const ben = pupilRows(story.lesson).find(({ pupil }) => pupil === "p-ben");
    expect(ben?.exceptions).toMatchObject([{ reason: "dress" }]);
  });

  it("the adults are looked at again in 1 press", async () => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    story.wait(20 * 60_000);
    await open(story);
    await says(/is a grown-up still there/);
    await fits("recheck-1");
    await hands.press("Adults still there");
    await says(/with 2 pupils/);
    await fits("recheck-2");
    expect(hands.count().presses).toBe(1);
    expect(story.count("FamiliesSeenAgain")).toBe(1);
  });

  it("a concern with its child and its kind is with the DSL in 5 presses", async () => {
    await open(withCameras(arrival()));
    await hands.press("Tell the DSL now");
    await hands.pressThat(panel.locator("summary").filter({ hasText: "Who: choose pupils" }));
    await hands.press("Ben Price", "checkbox");
    await hands.press("Something a child said", "checkbox");
    await fits("concern-1");
    await hands.press("Send to the DSL");
    await inSight("Added.");
    await fits("concern-2");
    expect(hands.count().presses).toBeLessThanOrEqual(5);
    expect(posts("/details")).toEqual([
      { who: "Ben Price", children: ["Ben Price"], kinds: ["Something a child said"] },
    ]);
  });

  it("whom to phone stands beside No adult seen in 1 press, wholly in sight, and leaves the page in 1", async () => {
    const story = withCameras(arrival());
    await open(story);
    await hands.press("No adult seen: Ben Price");
    await says("Noted.");
    await fits("home-1");
    hands.count();
    await hands.press("Whom to phone: Ben Price");
    await says("Mrs J Price, parent: 07700 900123");
    await fits("home-2");
    await inSight("Mrs J Price, parent: 07700 900123");
    await inSight(`Address: ${ADDRESS}`);
    expect(posts("/home")).toEqual([{ pupil: "p-ben" }]);
    expect(story.count("HomeLookedUp")).toBe(1);
    await hands.press("Hide whom to phone: Ben Price");
    expect(hands.count().presses).toBe(2);
    await soon(async () => expect(await panel.locator("body").innerHTML()).not.toContain("07700 9"));
    expect(JSON.stringify(story.events)).not.toContain("07700 9");
  });

  it("of two pupils of one name the right one is chosen in 1 press more", async () => {
    await open(withCameras(arrival()), ({ chosen }) =>
      chosen === "d2"
        ? BEN_AT_HOME
        : severalPupils([
            { id: "d1", name: "Ben Price", classes: ["4B Mathematics"] },
            { id: "d2", name: "Ben Price", classes: ["5A Mathematics", "5A Reading"] },
          ]),
    );
    await hands.press("No adult seen: Ben Price");
    hands.count();
    await hands.press("Whom to phone: Ben Price");
    await says("2 pupils have this name. Choose the right one.");
    await fits("home-two-1");
    await hands.press("Ben Price, 5A Mathematics, 5A Reading");
    await says("Mrs J Price, parent: 07700 900123");
    await inSight(`Address: ${ADDRESS}`);
    await fits("home-two-2");
    if (by === "keyboard")
      expect(await panel.evaluate(() => document.activeElement?.textContent)).toBe("Hide whom to phone");
    expect(hands.count().presses).toBe(2);
    expect(posts("/home")).toEqual([{ pupil: "p-ben" }, { pupil: "p-ben", chosen: "d2" }]);
  });

  it("a slip tells no one until it is made a concern, which carries over the child and what was noted, in 1 press", async () => {
    const story = withCameras(arrival());
    story.press({ press: "note-exception", pupil: "p-ben", reason: "language" });
    await open(story);
    await fits("slip-1");
    expect(posts("/concerns")).toEqual([]);
    await hands.press("Raise it with the DSL now: Language, Ben Price");
    await says("Who: Ben Price");
    expect(hands.count().presses).toBe(1);
    await fits("slip-2");
    expect(posts("/concerns")).toMatchObject([{ lesson: "l1", about: "child" }]);
    expect(posts("/details")).toEqual([]);
    await hands.press("Send to the DSL");
    await says("Added.");
    expect(posts("/details")).toEqual([
      { who: "Ben Price", children: ["Ben Price"], words: "Noted in the lesson: Language, 10:00." },
    ]);
  });
});

/** Wholly inside what scrolls and under nothing. */
const isInSight = (element: Element): boolean => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return [top + 2, (top + bottom) / 2, bottom - 2].every((y) => {
    const at = document.elementFromPoint((left + right) / 2, y);
    return at !== null && element.contains(at);
  });
};
