import type { Report } from "../../../src/protocol/lesson/commands.ts";
import type { MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import { doorsProof, rosterProof } from "../../../src/protocol/screen/proofs.ts";
import { arrival, guest, planned, roster, Story, TEACHER, user } from "../lesson/story.ts";

const ZONE = "Europe/London";
/** A time in the first story; nothing is late yet. */
const _EARLY = new Story().now;
const STARTED: Report = { report: "meeting-started", source: "event" };
const asked = (story: Story): MeetingOptions => {
  const options = story.lesson.doors.asked?.options;
  if (options === undefined) throw new Error("nothing was asked");
  return options;
};
const _seen = (
  story: Story,
  more: Partial<MeetingOptions> = {},
): Extract<Report, { readonly report: "options-seen" }> => ({
  report: "options-seen",
  asked: asked(story),
  seen: { ...asked(story), ...more },
  coOrganisersSet: false,
});
const _doors = (story: Story) => doorsProof(story.lesson, story.now, ZONE);

describe("where the list of people comes from", () => {
  const list = (story: Story) => rosterProof(story.lesson, ZONE);
  const LOST: Report = { report: "call-lost", call: "call1", code: 0, subcode: 5000 };
  const STALE = {
    state: "not proven",
    sentence: "This list is from before 10:42: Lesson Guard has lost the call. Count by eye.",
  };
  const lost = (): Story =>
    arrival()
      .wait(42 * 60_000)
      .after(LOST);

  it("the call, once it has sent a list; being in the call is not enough", () => {
    const story = planned().after(STARTED, { report: "call-entered", call: "c" });
    expect(list(story)).toMatchObject({ state: "not proven" });
    story.report(roster(user("r-teacher", TEACHER)));
    expect(list(story)).toMatchObject({ state: "proven" });
  });

  it("Teams' messages, which may miss people, while there is no call", () => {
    const story = planned().after(STARTED, {
      report: "roster-seen",
      source: "events",
      people: [guest("e1", "Amara")],
      staff: [],
      whole: false,
    });
    expect(list(story)).toMatchObject({ state: "asked" });
    expect(list(story).sentence).toContain("may miss people");
  });

  it("a call that is lost: no one is said to be there since", () => {
    expect(list(lost())).toMatchObject(STALE);
    expect(list(lost().wait(60_000).after({ report: "call-not-joined", reason: "403" }))).toMatchObject(
      STALE,
    );
  });

  it("a call that is entered again proves nothing until it has shown its own whole list", () => {
    const story = lost().wait(60_000).after({ report: "call-entered", call: "call2" });
    expect(list(story)).toMatchObject(STALE);
    const { people, ...seen } = roster(user("r-teacher", TEACHER), guest("r-new", "Ben"));
    story.report({ ...seen, people: people.slice(1), whole: false });
    expect(list(story)).toMatchObject(STALE);
    story.report({ ...seen, people });
    expect(list(story)).toMatchObject({ state: "proven" });
    story.after({ ...LOST, call: "call2" });
    expect(list(story).sentence).toContain("from before 10:43");
  });

  it("a call that is lost once more before it has shown a list: the list is as old as before", () => {
    const story = lost().wait(60_000).after({ report: "call-entered", call: "call2" });
    expect(list(story.wait(60_000).after({ ...LOST, call: "call2" }))).toMatchObject(STALE);
  });

  it("the very same people in a call that is entered again are its list too", () => {
    const story = arrival();
    const same = roster(...Object.values(story.lesson.people));
    story.after(LOST, { report: "call-entered", call: "call2" }, same);
    expect(list(story)).toMatchObject({ state: "proven" });
    const before = story.events.length;
    expect(story.after(same, same).events).toHaveLength(before);
  });

  it("some whom the call has named, not all", () => {
    const story = planned().after(
      STARTED,
      { report: "call-entered", call: "c" },
      { ...roster(guest("r-amara", "Amara")), whole: false },
    );
    expect(list(story)).toEqual({
      state: "asked",
      sentence: "The call has not named everyone yet. The list may miss people.",
    });
  });

  it("Teams' messages, where they come, once the call is lost", () => {
    const story = lost().after({
      report: "roster-seen",
      source: "events",
      people: [guest("e1", "Amara")],
      staff: [],
      whole: false,
    });
    expect(list(story)).toMatchObject({ state: "asked" });
  });

  it("nothing: count by eye", () => {
    expect(list(planned().after(STARTED)).sentence).toContain("Count by eye");
    expect(list(planned()).state).toBe("none");
  });
});
