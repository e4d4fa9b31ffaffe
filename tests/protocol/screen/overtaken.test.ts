import { checklistOf } from "../../../src/protocol/lesson/checklist.ts";
import { NOTHING_OPENED, type SeenOptions } from "../../../src/protocol/lesson/options.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { isTroubled } from "../../../src/protocol/screen/well.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { steps, take } from "../lesson/steps.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";
const RUNS = 200;
const TEACHER_IN = user("r-teacher", TEACHER);
const AMARA = guest("r-amara", "Amara Okafor (Guest)");
const BEN = guest("r-ben", "Ben's mum (Guest)");

const asked = ({ lesson }: Story) => {
  const options = lesson.doors.asked?.options;
  if (options === undefined) throw new Error("nothing was asked");
  return options;
};

const confirmed = (story: Story): Story =>
  story.after({
    report: "options-seen",
    asked: asked(story),
    seen: asked(story),
    coOrganisersSet: false,
  });

const drifted = (story: Story, seen: SeenOptions): Story =>
  story.wait(1000).after({
    report: "options-drifted",
    asked: asked(story),
    seen: { ...asked(story), ...seen },
  });

const aboutOf = (story: Story): readonly string[] =>
  noticesOf(story.lesson, ZONE).map(({ about, sentence }) => `${about}: ${sentence}`);

const header = (story: Story): string => standingOf(story.lesson, story.now, ZONE).words;

const oneToOne = (): Story => {
  const story = arrival().after(roster(TEACHER_IN, AMARA));
  story.press({ press: "choose-kind", kind: "one-to-one" });
  story.press({ press: "let-cameras-on" });
  return confirmed(story);
};

const told = (story = oneToOne()): Story => {
  story.press({ press: "parent-cannot-stay" });
  story.press({ press: "parent-told", reason: "at work" });
  return confirmed(story);
};

const recording = (on: boolean, ...others: readonly ReturnType<typeof guest>[]) =>
  roster(TEACHER_IN, { ...AMARA, recording: on }, ...others);

describe("a change in Teams that a later press asks for", () => {
  it("is no notice any more: a recording, once the parent was told", () => {
    const story = confirmed(drifted(oneToOne(), { recording: true }));
    expect(aboutOf(story)).toEqual([
      expect.stringMatching(/^drift: Recording was allowed in Teams 10:00\. Put back/),
    ]);
    expect(aboutOf(told(story))).toEqual([]);
  });

  it("and not before it was put back either: it is not said to be put back", () => {
    const story = drifted(oneToOne(), { recording: true });
    story.press({ press: "parent-cannot-stay" });
    story.press({ press: "parent-told", reason: "at work" });
    expect(aboutOf(story)).toEqual([]);
    expect(aboutOf(confirmed(story))).toEqual([]);
  });

  it("is left out beside another that stands", () => {
    const story = drifted(confirmed(arrival()), { camera: true, lobbyScope: "everyone" });
    expect(aboutOf(story)[0]).toMatch(/Cameras were allowed.*To allow that, press Let cameras on/);
    story.press({ press: "let-cameras-on" });
    expect(aboutOf(story)).toEqual(["drift: The lobby was opened in Teams 10:00. Shutting it again."]);
  });

  it("whatever happens and is pressed: no notice names what is asked for now", () => {
    const seen: Story[] = [];
    const ASKED = optionsFor({ kind: "class", phase: "arrival", opened: NOTHING_OPENED });
    if (ASKED === undefined) throw new Error("nothing is asked");
    const drift = fc.constantFrom<SeenOptions>(
      { recording: true },
      { camera: true, mic: true },
      { reactions: true, lobbyScope: "everyone" },
    );
    fc.assert(
      fc.property(drift, steps, fc.constantFrom("camera", "mic"), steps, (change, first, which, then) => {
        const story = confirmed(drifted(confirmed(arrival()), change));
        const press = which === "mic" ? "let-mics-on" : "let-cameras-on";
        for (const one of [...first, { by: TEACHER, press: { press } } as const, ...then]) {
          take(story, one);
          const { drift: now, doors } = story.lesson;
          const wanted = doors.asked?.options;
          const same = Object.entries(now?.seen ?? {}).filter(
            ([option, value]) => wanted?.[option as keyof SeenOptions] === value,
          );
          expect(same).toEqual([]);
          if (now !== undefined && Object.keys(now.seen).length < Object.keys(change).length)
            seen.push(story);
        }
      }),
      runs(RUNS),
    );
    hasMet(() => expect(seen.length).toBeGreaterThan(0));
  });
});

describe("each notice goes with the fact that overtakes it", () => {
  const unrecorded = () => told().wait(60_000).after({ report: "unrecorded-due" });
  const alone = () => arrival().after(roster(AMARA, BEN)).wait(20_000).after({ report: "alone-due" });
  it.each<readonly [string, () => Story, (story: Story) => unknown]>([
    ["unrecorded", unrecorded, (story) => story.after(recording(true))],
    ["unrecorded", unrecorded, (story) => story.press({ press: "parent-stays" })],
    ["unrecorded", unrecorded, (story) => story.after(roster(TEACHER_IN))],
    ["recording", () => oneToOne().after(recording(true)), (story) => story.after(recording(false))],
    ["recording", () => oneToOne().after(recording(true)), (story) => told(story)],
    [
      "recording",
      () => told().after(recording(true, BEN)),
      (story) => story.after(recording(true, { ...BEN, place: "out" })),
    ],
    [
      "alone",
      alone,
      (story) => {
        story.after(roster(TEACHER_IN, AMARA));
        story.press({ press: "resume" });
      },
    ],
    [
      "drift",
      () => drifted(oneToOne(), { lobbyScope: "organization" }),
      (story) => story.after({ report: "meeting-ended" }),
    ],
  ])("the notice: %s", (about, given, overtake) => {
    const story = given();
    const stands = () => noticesOf(story.lesson, ZONE).some((one) => one.about === about);
    expect(stands()).toBe(true);
    overtake(story);
    expect(stands()).toBe(false);
  });
});

describe("the head of the screen says what is worst", () => {
  it("is that it is recorded, with a second child inside, and Live again once that one has left", () => {
    const story = told().after(recording(true));
    expect(header(story)).toBe("Live");
    confirmed(story.after(recording(true, BEN)));
    expect(header(story)).toBe("Being recorded");
    confirmed(story.after(recording(true, { ...BEN, place: "out" })));
    expect(header(story)).toBe("Live");
  });

  it("is that a class is recorded, or that an app may; a pause that Teams confirmed stays at the top", () => {
    const story = confirmed(arrival());
    story.after(
      roster(TEACHER_IN, AMARA, { id: "r-app", identity: "application", shown: "Notes", place: "in" }),
    );
    expect(header(story)).toBe("May be recorded");
    story.after(recording(true));
    expect(header(story)).toBe("Being recorded");
    story.press({ press: "pause" });
    confirmed(story);
    expect(header(story)).toMatch(/^Paus/);
    expect(aboutOf(story).join()).toContain("recording: ");
  });

  it("is that the child is without parent and recording, and no green line stands beside it", () => {
    const story = told();
    expect([header(story), isTroubled(story.lesson)]).toEqual(["Live", false]);
    confirmed(story.wait(60_000)).after({ report: "unrecorded-due" });
    expect([header(story), isTroubled(story.lesson)]).toEqual(["Not recorded", true]);
    expect(header(story.after(recording(true)))).toBe("Live");
  });
});

describe("A grown-up is with the child", () => {
  const said = (story: Story) => {
    const [item] = checklistOf(story.lesson, story.now).items;
    return `${item?.state}: ${item?.words}`;
  };

  it("is No while the parent is away, and whether it is recorded for that", () => {
    const story = oneToOne();
    story.press({ press: "parent-stays" });
    story.press({ press: "parent-left" });
    expect(said(story)).toBe("no: the parent has left");
    expect(said(told(story))).toBe("no: the parent cannot stay");
    story.after(recording(true));
    expect(said(story)).toBe("no: the parent cannot stay; it is recorded");
    story.after(recording(true, BEN));
    expect(said(story)).toBe("no: the parent cannot stay");
    story.press({ press: "parent-stays" });
    expect(said(story)).toMatch(/^(not yet|your turn): 0 of 2 seen/);
  });
});
