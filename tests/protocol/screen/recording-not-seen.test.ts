import { lessonsNow } from "../../../src/protocol/screen/lessons-now.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { parentWords } from "../../../src/protocol/screen/parent-view.ts";
import { standingOf } from "../../../src/protocol/screen/standing.ts";
import { arrival, guest, roster, type Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";
const AMARA = guest("r-amara", "Amara Okafor (Guest)");

const LOST = [
  ["was thrown out", { report: "call-lost", call: "call1", code: 200, subcode: 7000 }],
  ["is shown nothing any more", { report: "call-not-read", call: "call1" }],
] as const;

const KINDS = [
  ["a class", (story: Story) => story],
  [
    "a one-to-one whose parent was told",
    (story: Story) => {
      story.press({ press: "choose-kind", kind: "one-to-one" });
      story.press({ press: "parent-cannot-stay" });
      story.press({ press: "parent-told", reason: "at work" });
      return story;
    },
  ],
  [
    "a one-to-one whose parent stays",
    (story: Story) => {
      story.press({ press: "choose-kind", kind: "one-to-one" });
      story.press({ press: "parent-stays" });
      return story;
    },
  ],
] as const;

/** All that is said of the recording, wherever it stands. */
const said = ({ lesson, now }: Story): readonly string[] => [
  standingOf(lesson, now, ZONE).words,
  ...noticesOf(lesson, ZONE).flatMap(({ title, sentence }) => [title, sentence]),
  ...(lessonsNow([lesson], { now, timeZone: ZONE, join: () => "" })[0]?.notes ?? []).map(
    ({ sentence }) => sentence,
  ),
  parentWords(lesson, ZONE),
];

const IS_RECORDED = /is being recorded|^Being recorded|shows a recording|; it is recorded/;

describe.each(KINDS)("in %s", (_, of) => {
  it.each(LOST)(
    "a recording is said to run while it is seen, and no longer once Lesson Guard %s",
    (__, lost) => {
      const story = of(arrival().after(roster(user("r-teacher", TEACHER), AMARA))).wait(1000);
      story.after(roster(user("r-teacher", TEACHER), { ...AMARA, recording: true })).wait(1000);
      expect(said(story).some((words) => IS_RECORDED.test(words))).toBe(true);
      story.after(lost);
      expect(said(story).filter((words) => IS_RECORDED.test(words))).toEqual([]);
      // It is not passed over either: a person is told where to look.
      expect(said(story).join(" ")).toMatch(/cannot see now whether/);
    },
  );
});
