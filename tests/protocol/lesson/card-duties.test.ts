import { cardDuties, cardsOf } from "../../../src/protocol/lesson/card-duties.ts";
import { dutiesOf } from "../../../src/protocol/lesson/duties.ts";
import { differences, type MeetingOptions, NOTHING_OPENED } from "../../../src/protocol/lesson/options.ts";
import type { Lesson } from "../../../src/protocol/lesson/state.ts";
import { optionsFor } from "../../../src/protocol/lesson/wanted-options.ts";
import { alertLesson } from "../../../src/protocol/screen/alert-lesson.ts";
import {
  askFace,
  type CardFace,
  checklistFace,
  progressFace,
} from "../../../src/protocol/screen/card-faces.ts";
import { noticeFace, noticesOf } from "../../../src/protocol/screen/notices.ts";
import { turnsLateAt } from "../../../src/protocol/screen/turns-late.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import type { Duty } from "../../../src/protocol/work/duty.ts";
import type { Links } from "../../../src/teams/cards/links.ts";
import { noticeCard } from "../../../src/teams/cards/notice-card.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { CANARIES, play, type Step, steps, take } from "./steps.ts";
import { arrival, FOUND, guest, MET, planned, roster, Story, TEACHER, user } from "./story.ts";

const LINKS = { panel: () => "" } as unknown as Links;
const around = (now: string) => ({ now, timeZone: "UTC", phone: "" });

/** What each card of a lesson would show now, drawn apart from what finds out that it is behind. */
const drawn = (lesson: Lesson, now: string): Readonly<Record<string, CardFace>> => ({
  ...Object.fromEntries(
    Object.keys(lesson.checklists).map((staff) => [
      `send-checklist ${staff}`,
      checklistFace(lesson, around(now)),
    ]),
  ),
  ...(lesson.kindAskedAt === undefined ? {} : { "ask-kind": askFace(lesson, around(now)) }),
  ...(lesson.end === undefined
    ? {}
    : { [`send-progress ${lesson.end.askedAt}`]: progressFace(lesson, undefined, around(now)) }),
  ...Object.fromEntries(
    noticesOf(lesson, "UTC").flatMap((notice) =>
      lesson.staff.map(({ person }) => [
        `tell-staff ${person} ${notice.about} ${notice.at}`,
        // Of the card itself: what it leaves out of its face would not be found behind.
        {
          ...noticeFace(lesson, notice, "UTC"),
          lines: [JSON.stringify(noticeCard(noticeFace(lesson, notice, "UTC"), lesson, LINKS))],
        },
      ]),
    ),
  ),
});

const kindOf = ({ work }: Duty): string => {
  if (work.kind === "send-checklist") return `send-checklist ${work.staff}`;
  return work.kind === "tell-staff" ? `tell-staff ${work.staff} ${work.about} ${work.at}` : work.kind;
};

/** Each step with the lesson before and after it, and the outgoing work it called for. */
const told = (
  all: readonly Step[],
  story = new Story().after(MET),
): readonly { before: Lesson; after: Lesson; now: string; duties: readonly Duty[] }[] => {
  return all.map((one) => {
    const { lesson: before, events } = story;
    const known = events.length;
    take(story, one);
    const duties = dutiesOf(before, story.lesson, story.events.slice(known)).flat();
    return { before, after: story.lesson, now: story.now, duties };
  });
};

const STEP_MS = 1000;

const notSent = (lesson: Lesson, card: string): boolean =>
  lesson.checklists[card.replace("send-checklist ", "")] === "not sent";

describe("cards follow what is known", () => {
  it("whatever happens, each card that would show something else is drawn again, soon", () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { before, after, now, duties } of told(all)) {
          const old = drawn(before, now);
          for (const [card, face] of Object.entries(drawn(after, now))) {
            if (JSON.stringify(old[card]) === JSON.stringify(face)) continue;
            const [kind] = card.split(" ");
            const redraw = duties.find((one) => [card, kind].includes(kindOf(one)));
            if (redraw === undefined && notSent(after, card)) continue;
            expect([card, redraw?.afterMs]).toEqual([card, expect.any(Number)]);
            expect(redraw?.afterMs).toBeLessThanOrEqual(1500);
          }
        }
      }),
      runs(200),
    );
  });

  it("nothing is drawn again that would show the same", () => {
    fc.assert(
      fc.property(steps, (all) => {
        for (const { before, after, now, duties } of told(all)) {
          if (JSON.stringify(drawn(before, now)) !== JSON.stringify(drawn(after, now))) continue;
          const draws = duties.filter(
            ({ work }) =>
              work.kind === "send-checklist" || work.kind === "ask-kind" || work.kind === "tell-staff",
          );
          expect(draws).toEqual([]);
        }
      }),
      runs(200),
    );
  });

  it("what changes with time alone changes only at moments at which it is looked at again", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        const late = turnsLateAt(lesson).map((at) => Date.parse(at));
        // Clock times on a card are of what happened, never of now.
        let last = JSON.stringify(drawn(lesson, now));
        for (let ms = STEP_MS; ms <= 12_000; ms += STEP_MS) {
          const to = addMs(now, ms);
          const next = JSON.stringify(drawn(lesson, to));
          const at = Date.parse(to);
          if (next !== last) expect(late.some((one) => one > at - STEP_MS && one <= at)).toBe(true);
          last = next;
        }
      }),
      runs(60),
    );
  });

  it("each such moment that is still to come has its look, once", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const looked = new Set<string>();
        for (const { after, now, duties } of told(all)) {
          for (const { work, afterMs } of duties)
            if (work.kind === "look-again") looked.add(addMs(now, afterMs));
          for (const at of turnsLateAt(after)) if (at > now) expect(looked).toContain(at);
        }
      }),
      runs(200),
    );
  });

  it("no card holds a name or a title", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { lesson, now } = play(all);
        const text = JSON.stringify(drawn(lesson, now));
        for (const canary of [...CANARIES, "Quillfeather", "Jabberwock"]) expect(text).not.toContain(canary);
      }),
      runs(200),
    );
  });
});

const FAMILY = guest("r-amara", "Amara Okafor (Guest)");
const ASKED = optionsFor("class", "arrival", NOTHING_OPENED) as MeetingOptions;
/** What staff are told of in the room, and what ends it. */
const inRoom = fc.constantFrom<Step>(
  { report: roster(user("r-teacher", TEACHER), FAMILY) },
  { report: roster(FAMILY) },
  { report: roster(user("r-teacher", TEACHER), { ...FAMILY, recording: true }) },
  {
    report: roster(user("r-teacher", TEACHER), {
      id: "r-app",
      identity: "application",
      shown: "Notes",
      place: "in",
    }),
  },
  { report: { report: "person-left", person: "r-amara" } },
  { report: { report: "alone-due" } },
  { report: { report: "call-lost", call: "call1", code: 0, subcode: 1 } },
  { report: { report: "meeting-ended" } },
  ...[ASKED, { ...ASKED, lobbyScope: "everyone" as const }].flatMap((seen): readonly Step[] => [
    { report: { report: "options-drifted", asked: ASKED, seen } },
    { report: { report: "options-seen", asked: ASKED, seen, coOrganisersSet: false } },
  ]),
  { wait: 20_000 },
  { wait: 20_000 },
  ...(["pause", "resume", "end-for-all", "undo-end"] as const).map((press) => ({
    by: TEACHER,
    press: { press },
  })),
);

it("news for staff, and alerts of the lesson, are drawn again when they change, news once more at its end", () => {
  let [changed, over, alerts] = [0, 0, 0];
  fc.assert(
    fc.property(fc.array(inRoom, { maxLength: 24, size: "max" }), (all) => {
      for (const { before, after, now, duties } of told(all, arrival())) {
        const [old, fresh] = [drawn(before, now), drawn(after, now)];
        const drawnAgain = duties.filter(({ work }) => work.kind === "tell-staff").map(kindOf);
        const news = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
          .filter((card) => card.startsWith("tell-staff"))
          .filter((card) => JSON.stringify(old[card]) !== JSON.stringify(fresh[card]));
        expect(drawnAgain.toSorted()).toEqual(news.toSorted());
        const [was, is] = [before, after].map((lesson) =>
          JSON.stringify(alertLesson(lesson, after.aloneAlert?.ref ?? "", "UTC")),
        );
        expect(duties.some(({ work }) => work.kind === "redraw-alerts")).toBe(was !== is);
        alerts += was === is ? 0 : 1;
        changed += news.length;
        over += news.filter((card) => fresh[card] === undefined).length;
      }
    }),
    runs(100),
  );
  hasMet(() => {
    expect(changed).toBeGreaterThan(100);
    expect(over).toBeGreaterThan(20);
    expect(alerts).toBeGreaterThan(20);
  });
});

describe.each([
  ["the start", planned, (story: Story) => story.report({ report: "meeting-started", source: "event" })],
  ["pause", arrival, (story: Story) => story.press({ press: "pause" })],
  [
    "resume",
    () => {
      const story = arrival();
      story.press({ press: "pause" });
      return story;
    },
    (story: Story) => story.press({ press: "resume" }),
  ],
  ["let cameras on", arrival, (story: Story) => story.press({ press: "let-cameras-on" })],
  ["let mics on", arrival, (story: Story) => story.press({ press: "let-mics-on" })],
  [
    "all cameras off",
    () => {
      const story = arrival();
      story.press({ press: "let-cameras-on" });
      return story;
    },
    (story: Story) => story.press({ press: "cameras-off" }),
  ],
  ["end for all", arrival, (story: Story) => story.press({ press: "end-for-all" })],
] as const)("%s", (what, from, press) => {
  const play = () => {
    const story = from().wait(60_000);
    const before = story.lesson;
    press(story);
    return { story, duties: cardDuties(before, story.lesson, story.now) };
  };
  const line = (story: Story, after: number) =>
    checklistFace(story.lesson, around(addMs(story.now, after))).lines.join(" ");

  it("has a look at two seconds where options were asked for, with what to press in Teams", () => {
    const { story, duties } = play();
    const { asked } = story.lesson.doors;
    // The doors of a lesson that starts were asked for before it, and are as they were.
    expect(asked?.at === story.now).toBe(what !== "the start");
    if (what === "the start") return;
    const looks = duties.filter(({ work }) => work.kind === "look-again").map(({ afterMs }) => afterMs);
    expect(looks).toContain(2000);
    expect(line(story, 1999)).toContain("Waiting for Teams");
    expect(line(story, 2000)).toContain("Teams has not confirmed this yet.");
    // While an end can be undone and Teams is not late, Undo is the one thing to press.
    if (what === "end for all") expect(line(story, 1999)).toContain("Press Undo");
    expect(line(story, 2000)).toContain(
      what === "end for all" ? "In Teams press Leave, then End meeting." : "In Teams press Participants",
    );
  });

  it.each([
    ["as asked", {}, "Confirmed"],
    ["otherwise", { lobbyScope: "everyone" }, "Teams shows another setting"],
  ] as const)("draws again when Teams shows the options %s", (_how, more, words) => {
    const { story } = play();
    const asked = story.lesson.doors.asked?.options;
    if (asked === undefined) throw new Error("nothing was asked");
    const before = story.wait(400).lesson;
    story.report({
      report: "options-seen",
      asked,
      seen: { ...asked, ...more },
      coOrganisersSet: false,
    });
    expect(differences(before.doors.asked?.options ?? asked, asked)).toEqual([]);
    const redraws = cardDuties(before, story.lesson, story.now).filter(
      ({ work }) => work.kind === "send-checklist",
    );
    expect(redraws).toHaveLength(2);
    expect(line(story, 0)).toContain(words);
  });

  it("draws again when Teams refuses", () => {
    const { story } = play();
    const before = story.wait(400).lesson;
    story.report({ report: "options-not-set", reason: "403" });
    const redraws = cardDuties(before, story.lesson, story.now);
    expect(redraws.filter(({ work }) => work.kind === "send-checklist")).toHaveLength(2);
    expect(line(story, 0)).toContain("Teams refused the meeting options.");
    expect(line(story, 0)).toContain("In Teams press");
  });
});

it("a pause that Teams confirms and no list shows to be quiet is looked at again after two seconds", () => {
  const story = arrival().wait(60_000);
  story.press({ press: "pause" });
  const { lesson: before } = story.wait(400);
  const asked = before.doors.asked?.options as MeetingOptions;
  story.report({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
  const looks = cardDuties(before, story.lesson, story.now).filter(({ work }) => work.kind === "look-again");
  expect(looks.map(({ afterMs }) => afterMs)).toEqual([2000]);
  const lines = (after: number) =>
    checklistFace(story.lesson, around(addMs(story.now, after))).lines.join(" ");
  expect(lines(1999)).not.toContain("cannot see whether all cameras and mics are off");
  expect(lines(2000)).toContain("cannot see whether all cameras and mics are off");
});

describe("the question of the kind", () => {
  const asked = () => new Story().after(MET, FOUND);
  const face = ({ lesson, now }: Story) => askFace(lesson, around(now));

  it("once answered, wherever that was, stands answered", () => {
    const story = asked();
    const { lesson: before } = story;
    expect(face(story).buttons.map(({ kind }) => kind)).toEqual([
      "class",
      "group",
      "one-to-one",
      "not a lesson",
    ]);
    story.press({ press: "choose-kind", kind: "class" });
    expect(cardDuties(before, story.lesson, story.now).map(({ work }) => work.kind)).toContain("ask-kind");
    expect(face(story)).toMatchObject({ title: "Class lesson", buttons: [{ press: "undo-kind" }] });
  });

  it("taken back, it is asked again", () => {
    const story = asked();
    story.press({ press: "choose-kind", kind: "not a lesson" });
    const { lesson: before } = story;
    story.press({ press: "undo-kind" });
    expect(story.lesson.kind).toBeUndefined();
    expect(cardDuties(before, story.lesson, story.now).map(({ work }) => work.kind)).toEqual(["ask-kind"]);
    expect(face(story).buttons).toHaveLength(4);
    expect(cardsOf(story.lesson, story.now).size).toBe(1);
  });

  it("holds no way back once families are inside", () => {
    const story = arrival();
    expect(story.lesson.staff.map(({ person }) => person)).toContain(TEACHER.id);
    expect(face(story).buttons).toEqual([]);
  });

  it("holds no way back once it is being ended, or over", () => {
    const story = asked();
    story.press({ press: "choose-kind", kind: "class" });
    story.after({ report: "meeting-started", source: "event" });
    story.press({ press: "end-for-all" });
    expect(story.lesson.phase).toBe("shut");
    expect(face(story).buttons).toEqual([]);
    story.after({ report: "meeting-ended" });
    expect(story.lesson.phase).toBe("over");
    expect(face(story).buttons).toEqual([]);
  });
});
