import { clockTime } from "../../../src/protocol/time/clock-time.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { ASSISTANT, arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";
import { surfaces, textsOf } from "./surfaces.ts";

// Pupils without staff, from the absence to the proven pause and back: what panel, cards and messages say of one moment.

const FAMILIES = [guest("r-amara", "Amara Okafor (Guest)"), guest("r-ben", "Ben's mum (Guest)")] as const;
const withCamera = FAMILIES.map((one) => ({ ...one, cameraOn: true }));

/** Teams answers what was asked for last: the options, or who is inside and sends. */
const confirm = (story: Story): void => {
  const { asked } = story.lesson.doors;
  if (asked === undefined) return;
  const { options, at } = asked;
  story.after({
    report: "options-seen",
    asked: options,
    askedAt: at,
    seen: options,
    coOrganisersSet: false,
  });
};

const STEPS = {
  "staff leave": (story) => void story.after(roster(...FAMILIES)),
  "staff leave, cameras are on": (story) => void story.after(roster(...withCamera)),
  "staff are back": (story) => void story.after(roster(user("r-back", ASSISTANT), ...FAMILIES)),
  "all leave": (story) => void story.after(roster()),
  "the seconds are over": (story) => void story.wait(20_000).after({ report: "alone-due" }),
  "the minutes are over": (story) => void story.wait(300_000).after({ report: "alone-end-due" }),
  "the options are read": confirm,
  "the options are not": (story) => void story.after({ report: "options-not-read" }),
  "staff press Pause": (story) => void story.press({ press: "pause" }),
  "staff press Resume": (story) => void story.press({ press: "resume" }),
  "it is over": (story) => void story.after({ report: "meeting-ended" }),
} as const satisfies Readonly<Record<string, (story: Story) => void>>;

/** A round trip to Microsoft, a slow one, a lost one. */
const WAITS = [400, 1_000, 20_000, 61_000, 130_000] as const;

const timesIn = (texts: readonly string[], words: RegExp): readonly string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(words)].map(([, time = ""]) => time))),
];

let paused = 0;

const wrongIn = (story: Story): readonly string[] => {
  const { view, card, ...others } = surfaces(story.lesson, story.now);
  const texts = textsOf({ view, card, ...others });
  const of = timesIn(texts, /\bpaused (?:at )?(\d\d:\d\d)/gi);
  const asked = timesIn(texts, /asked to pause it at (\d\d:\d\d)/g);
  const head = /^Paused (\d\d:\d\d)$/.exec(view.standing.words)?.[1];
  if (head !== undefined && others.news.length > 0) paused += 1;
  const press = story.events.findLast(({ type }) => type === "Paused");
  return [
    ...(of.some((time) => time !== head) ? [`paused ${of.join(", ")}, and the head: ${head}`] : []),
    ...(asked.some((time) => time !== (press === undefined ? "" : clockTime(press.at, "UTC")))
      ? [`asked at ${asked.join(", ")}`]
      : []),
    ...(head !== undefined && asked.length > 0 ? ["asked and paused, side by side"] : []),
    ...(card.title.toLowerCase().endsWith(view.standing.words.toLowerCase()) ? [] : ["head and card differ"]),
    ...(view.phase === "paused" && texts.some((text) => /cameras? (on|allowed)|mics allowed/.test(text))
      ? ["what was allowed before stands beside a pause"]
      : []),
  ];
};

type Step = readonly [keyof typeof STEPS, (typeof WAITS)[number]];

const play = (steps: readonly Step[]): void => {
  const story = arrival();
  story.press({ press: "let-cameras-on" });
  story.press({ press: "let-mics-on" });
  confirm(story);
  for (const [step, ms] of steps) {
    STEPS[step](story);
    story.wait(ms);
    expect([steps, wrongIn(story)]).toEqual([steps, []]);
  }
};

describe("one event has one time on every surface, and no word of before stands beside one of after", () => {
  it.each(WAITS)("from no staff inside to the proven pause and back, each answer %i ms late", (ms) => {
    play(
      (
        [
          "staff leave, cameras are on",
          "the seconds are over",
          "the options are read",
          "staff leave",
          "staff are back",
          "staff leave",
          "staff are back",
          "staff press Resume",
          "the options are read",
        ] as const
      ).map((step) => [step, ms]),
    );
  });

  it("whatever happens in whatever order", () => {
    const step = fc.tuple(
      fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])),
      fc.constantFrom(...WAITS),
    );
    const opening: readonly Step[] = [
      ["staff leave", 400],
      ["the seconds are over", 61_000],
    ];
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 12 }), (alone, steps) =>
        play([...(alone ? opening : []), ...steps]),
      ),
      runs(300),
    );
    hasMet(() => expect(paused).toBeGreaterThan(20));
  });

  it("staff who had paused it themselves before they left paused it, and not Lesson Guard", () => {
    const story = arrival();
    story.press({ press: "pause" });
    story.wait(600_000).after(roster(...FAMILIES));
    story.wait(20_000).after({ report: "alone-due" }, roster(user("r-t", TEACHER), ...FAMILIES));
    const texts = textsOf(surfaces(story.lesson, story.now));
    expect(timesIn(texts, /asked to pause it at (\d\d:\d\d)/g)).toEqual(["10:00"]);
    expect(texts.filter((text) => text.includes("because no staff"))).toEqual([]);
  });
});
