import { companyOf } from "../../../src/protocol/lesson/alone.ts";
import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { dutiesFor } from "../../../src/protocol/lesson/duties.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { ASSISTANT, arrival, guest, roster, type Story, TEACHER, typesOf, user } from "./story.ts";

const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")];
const DUE = { report: "alone-due" } as const;
const END_DUE = { report: "alone-end-due" } as const;

/** The teacher has dropped out, and families stay. */
const left = (): Story => arrival().after(roster(...FAMILIES));
const paused = (): Story => left().wait(20_000).after(DUE);
const noticed = (story: Story): string => noticesOf(story.lesson, "Europe/London")[0]?.sentence ?? "";
const offersResume = (story: Story): boolean =>
  checklistOf(story.lesson, story.now).presses.some(({ press }) => press === "resume");

describe("given families inside, when the last member of staff drops out", () => {
  it("then it is a fact at once, and a timer runs, by the school's time; after the pause that to the end", () => {
    const story = left();
    const event = story.events.find(({ type }) => type === "LeftAlone");
    expect(event?.data).toEqual({ pauseAfterSeconds: 20, endAfterMinutes: 5 });
    const timers = event === undefined ? [] : dutiesFor(story.lesson, event);
    expect(timers.map(({ work, afterMs }) => ["of" in work && work.of, afterMs])).toEqual([
      ["alone", 20_000],
    ]);
    expect(story.lesson.phase).toBe("arrival");
    story.wait(20_000).after(DUE);
    const acted = story.events.find(({ type }) => type === "AloneActedOn");
    const toEnd = acted === undefined ? [] : dutiesFor(story.lesson, acted);
    expect(toEnd[0]).toMatchObject({ work: { kind: "remind", of: "alone-end" }, afterMs: 280_000 });
  });

  it("then after 20 seconds it is paused and muted, and its staff and the DSL are told why, without a name", () => {
    const story = left().wait(20_000);
    const decision = story.report(DUE);
    expect(typesOf(decision)).toEqual(["AloneActedOn", "Paused", "MuteOrdered", "OptionsAsked"]);
    expect(decision).toMatchObject({ alert: { about: "alone", by: "lesson-guard" } });
    expect(story.events.find(({ type }) => type === "Paused")?.data).toMatchObject({ why: "alone" });
    const told = story.duties.map(({ work }) => work);
    expect(told.filter(({ kind }) => kind === "tell-staff")).toHaveLength(2);
    expect(noticed(story)).toContain("No member of staff has been in the lesson since 10:00.");
    expect(noticed(story)).toContain("everyone is removed at 10:05");
    expect(noticed(story)).not.toContain("Amara");
  });

  it("then each of those inside is muted, and no app, which has no one to mute", () => {
    const app = { id: "r-app", identity: "application", shown: "Notes", place: "in" } as const;
    const story = arrival()
      .after(roster(...FAMILIES, app))
      .wait(20_000)
      .after(DUE);
    expect(story.events.find(({ type }) => type === "MuteOrdered")?.data).toMatchObject({
      people: FAMILIES.map(({ id }) => id),
    });
  });

  it("then not a second sooner, not twice, and not where staff were back in time", () => {
    expect(typesOf(left().wait(19_000).report(DUE))).toEqual([]);
    expect(typesOf(paused().report(DUE))).toEqual([]);
    const back = left().after(roster(user("r-2", ASSISTANT), ...FAMILIES));
    expect(typesOf(back.wait(20_000).report(DUE))).toEqual([]);
    const again = back.after(roster(...FAMILIES)).wait(10_000);
    expect(typesOf(again.report(DUE))).toEqual([]);
  });

  it("then one alert is raised while staff come and go, and another only minutes later", () => {
    const story = left();
    const start = Date.parse(story.now);
    const alerts: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const { alert } = story.wait(20_000).report(DUE) as { readonly alert?: object };
      if (alert !== undefined) alerts.push((Date.parse(story.now) - start) / 1000);
      expect(story.lesson.phase).toBe("paused");
      story.after(roster(user(`r-${n}`, TEACHER), ...FAMILIES));
      if (n % 3 === 0) story.press({ press: "resume" });
      story.wait(2000).after(roster(...FAMILIES));
    }
    expect(alerts).toEqual([20, 328]);
    expect(story.count("AloneActedOn")).toBe(20);
  });

  it("then staff get one message of it for each pause, not one for each time that they come and go", () => {
    const story = paused();
    const messages = new Set<string>();
    for (let n = 0; n < 5; n += 1) {
      messages.add(noticesOf(story.lesson, "Europe/London")[0]?.at ?? "");
      story.after(roster(user(`r-${n}`, TEACHER), ...FAMILIES));
      messages.add(noticesOf(story.lesson, "Europe/London")[0]?.at ?? "");
      story
        .after(roster(...FAMILIES))
        .wait(20_000)
        .after(DUE);
    }
    expect(messages.size).toBe(1);
    expect(noticed(story)).toContain("The alert of 10:00 covers this too");
  });

  it("then a lesson that was paused already is told of all the same", () => {
    const story = arrival();
    story.press({ press: "pause" });
    expect(
      typesOf(
        story
          .after(roster(...FAMILIES))
          .wait(20_000)
          .report(DUE),
      ),
    ).toEqual(["AloneActedOn"]);
  });

  it("then after five minutes everyone is removed as in End for all, and the DSL is told that too", () => {
    const story = paused().wait(280_000);
    const decision = story.report(END_DUE);
    expect(typesOf(decision)).toEqual(["EndAsked", "EndBegan", "OptionsAsked", "RemovalOrdered"]);
    expect(decision).toMatchObject({ alert: { about: "ended" } });
    expect(story.lesson.phase).toBe("shut");
    const { data } = story.events.findLast(({ type }) => type === "RemovalOrdered") ?? {};
    expect(data).toMatchObject({ people: ["r-amara", "r-ben"] });
    expect(typesOf(story.report(END_DUE))).toEqual([]);
  });
});

describe("given a lesson that was paused because no staff were inside", () => {
  it("when they are back, then Resume is offered, and nothing starts by itself", () => {
    const story = paused();
    expect(offersResume(story)).toBe(false);
    expect(typesOf(story.press({ press: "resume" }))).toEqual(["refused: alone"]);
    story.after(roster(user("r-2", TEACHER), ...FAMILIES));
    expect(story.lesson.phase).toBe("paused");
    expect(noticed(story)).toContain("Staff are back: press Resume");
    expect(offersResume(story)).toBe(true);
    expect(typesOf(story.wait(280_000).report(END_DUE))).toEqual([]);
    expect(typesOf(story.press({ press: "resume" }))).toEqual(["Resumed", "OptionsAsked"]);
    expect(noticed(story)).toBe("");
  });

  it("when they go a second time, then everyone is removed in its time", () => {
    const story = paused().after(roster(user("r-2", TEACHER), ...FAMILIES));
    story.press({ press: "resume" });
    story
      .wait(1000)
      .after(roster(...FAMILIES))
      .wait(20_000)
      .after(DUE);
    expect(story.count("AloneActedOn")).toBe(2);
    expect(typesOf(story.wait(279_999).report(END_DUE))).toEqual([]);
    expect(typesOf(story.wait(1).report(END_DUE))).toContain("EndBegan");
  });

  it("when our own leg is lost, then no one can know who is inside: it says so, and removes no one", () => {
    const story = paused().after({ report: "call-lost", call: "call1", code: 500, subcode: 7 });
    expect(companyOf(story.lesson)).toBe("not known");
    expect(noticed(story)).toContain("cannot see whether staff are");
    expect(typesOf(story.wait(280_000).report(END_DUE))).toEqual([]);
  });
});

describe("given a lesson paused for want of staff, when it changes once more who is there", () => {
  const messages = ({ duties }: Story) => duties.filter(({ work }) => work.kind === "tell-staff").length;

  it("then with no one inside Resume is not offered, and staff read it when they are back after all", () => {
    const story = paused().after(
      { report: "person-left", person: "r-amara" },
      { report: "person-left", person: "r-ben" },
    );
    expect(noticed(story)).toContain("It is empty now.");
    expect(offersResume(story)).toBe(false);
    expect(typesOf(story.press({ press: "resume" }))).toEqual(["refused: alone"]);
    story.after(roster(user("r-2", TEACHER)));
    expect(noticed(story)).toContain("Staff are back: press Resume");
    expect(messages(story)).toBe(2);
    expect(offersResume(story)).toBe(true);
  });

  it("then staff who are gone again before Resume read that, at once", () => {
    const story = paused()
      .after(roster(user("r-2", TEACHER), ...FAMILIES))
      .wait(50_000)
      .after(roster(...FAMILIES));
    expect(messages(story)).toBe(2);
    expect(noticed(story)).toBe(
      "Join in Teams, then press Resume. No member of staff has been in the lesson since 10:01. Teams was asked to pause it at 10:00.",
    );
  });
});
