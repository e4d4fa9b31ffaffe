import { arrange } from "../../../src/panel/arrangement.ts";
import { pupilWords } from "../../../src/panel/row-words.ts";
import { checksInRecord, checksOf } from "../../../src/protocol/lesson/checks.ts";
import { pupilRows } from "../../../src/protocol/lesson/presence.ts";
import { recheckAt } from "../../../src/protocol/lesson/recheck.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { rule } from "../rules/given.ts";
import { arrival, type Story, withCameras } from "./story.ts";

const seen = (): Story => {
  const story = withCameras(arrival());
  story.press({ press: "all-others-fine" });
  return story.wait(60_000);
};
/** The families inside turn their cameras on again. */
const onAgain = (story: Story): Story => withCameras(story.wait(1_000));

const grownUps = (story: Story) => checksOf(story.lesson)[0]?.words;
const names = (story: Story) => checksOf(story.lesson)[2]?.words;
const viewOf = ({ lesson, now }: Story) =>
  lessonView(lesson, "organiser", [], undefined, { now, timeZone: "UTC", phone: "" });

/** Each press that has all cameras switched off, and how the lesson goes on after it. */
const OFF: Readonly<Record<string, { readonly off: (story: Story) => void; readonly when: string }>> = {
  "Pause and Resume": {
    when: "the pause",
    off: (story) => {
      story.press({ press: "pause" });
      story.wait(30_000).press({ press: "resume" });
    },
  },
  "Families' cameras off, and on again": {
    when: "cameras were off",
    off: (story) => {
      story.press({ press: "cameras-off" });
      story.wait(30_000).press({ press: "let-cameras-on" });
    },
  },
  "End for all, undone": {
    when: "cameras were off",
    off: (story) => {
      story.press({ press: "end-for-all" });
      story.wait(2_000).press({ press: "undo-end" });
    },
  },
};

describe(rule("S1"), () => {
  it.each(Object.entries(OFF))(
    "what was seen before all cameras were off is said as such: %s",
    (_, { off, when }) => {
      const story = seen();
      expect(grownUps(story)).toBe("2 of 2 seen");
      off(story);
      expect(grownUps(story)).toBe(`0 of 2 seen, 2 seen before ${when}: look again`);
      // A name stays as it was read.
      expect(names(story)).toBe("2 of 2 checked");
      const [amara] = pupilRows(story.lesson);
      if (amara === undefined) throw new Error("there is no row");
      expect(pupilWords(amara, false)).toMatch(new RegExp(`, seen 10:00, before ${when}: look again$`));
      expect(arrange(viewOf(story))["to check"]).toEqual(["p-amara", "p-ben"]);
      expect(viewOf(story).counts.checked).toBe(0);
      expect(recheckAt(story.lesson, 15)).toBeUndefined();
      // The record keeps what was seen.
      expect(checksInRecord(story.lesson)[0]?.words).toBe("2 seen");
    },
  );

  it.each(Object.entries(OFF))(
    "and All others fine covers it again, once the cameras are on: %s",
    (_, { off }) => {
      const story = seen();
      off(story);
      const offered = () => viewOf(story).presses.some(({ press }) => press === "all-others-fine");
      expect(offered()).toBe(false);
      onAgain(story);
      expect(offered()).toBe(true);
      expect(story.press({ press: "all-others-fine" }).say).toBe("2 pupils checked together.");
      expect(grownUps(story)).toBe("2 of 2 seen");
    },
  );

  it("in the pause itself nothing is asked to be looked at, and a name read then takes nothing back", () => {
    const story = seen();
    story.press({ press: "pause" });
    expect(grownUps(story)).toBe("0 of 2 seen, 2 seen before the pause, cameras are off");
    expect(story.press({ press: "check-pupil", pupil: "p-amara" }).say).toMatch(/^Already checked\./);
    story.wait(1_000).press({ press: "resume" });
    onAgain(story);
    expect(story.press({ press: "check-pupil", pupil: "p-amara" }).say).toBe("Checked.");
    expect(grownUps(story)).toBe("1 of 2 seen, 1 seen before the pause: look again");
  });

  it("once it is over the record says what was seen, whatever came after", () => {
    const story = seen();
    story.press({ press: "pause" });
    story.wait(1_000).after({ report: "meeting-ended" });
    const checked = viewOf(story).summary?.find(({ label }) => label === "Checked");
    expect(checked?.value).toContain("2");
    expect(checksInRecord(story.lesson)[0]?.words).toBe("2 seen");
  });
});

it("after a pause panel and card say that each family turns its own mic and camera on again", () => {
  const story = seen();
  story.press({ press: "let-mics-on" });
  const said = () => viewOf(story).doors.sentence;
  expect(said()).not.toContain("turns their own on");
  story.press({ press: "pause" });
  expect(said()).not.toContain("turns their own on");
  story.wait(1_000).press({ press: "resume" });
  expect(said()).toContain("The pause may have switched them off: each family turns their own on.");
});
