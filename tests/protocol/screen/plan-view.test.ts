import { defined } from "../../../src/protocol/defined.ts";
import type { Report } from "../../../src/protocol/lesson/commands.ts";
import type { PlanStep, PlanTrouble } from "../../../src/protocol/lesson/plan.ts";
import type { ListLinks } from "../../../src/protocol/screen/plan-families.ts";
import type { PlanLine } from "../../../src/protocol/screen/plan-line.ts";
import { planView } from "../../../src/protocol/screen/plan-view.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { AT, FOUND, MET, REGISTER, Story, TEACHER } from "../lesson/story.ts";

const BELL = { person: "assistant", name: "Mr Bell" };
const SHAH = { person: "shah", name: "Mrs Shah" };
const PLANNED = {
  report: "lesson-planned",
  lesson: "l1",
  by: TEACHER.id,
  byName: TEACHER.name,
  kind: "class",
  title: "Phonics",
  startsAt: "2026-12-01T10:00:00.000Z",
  endsAt: "2026-12-01T10:45:00.000Z",
  class: "bees",
  staff: [BELL],
  register: REGISTER,
} as const satisfies Report;

const plan = (more: Partial<typeof PLANNED> | object = {}): Story =>
  new Story().after({ ...PLANNED, ...more });
/** Each adult of the list has a link. */
const LINKED: ListLinks = { lead: true, without: 0, unsent: 0, sent: 3, opened: 1, alone: 0 };
const view = (story: Story, phone = "01234 567890", links: ListLinks = LINKED) => {
  const { lesson, now } = story;
  const around = { now, timeZone: "Europe/London", school: "Oakfield", phone };
  const shown = planView(lesson, around, lesson.plan?.class === undefined ? undefined : links);
  if (shown === undefined) throw new Error("not planned");
  return shown;
};
const lineOf = (story: Story, title: string): PlanLine | undefined =>
  view(story).lines.find((line) => line.title === title);
const done = (step: PlanStep, person?: string): Report => ({
  report: "plan-step-done",
  step,
  ...(person === undefined ? {} : { person }),
});
const refused = (step: PlanStep, trouble: PlanTrouble, person?: string): Report => ({
  report: "plan-step-refused",
  step,
  trouble,
  ...(person === undefined ? {} : { person }),
});

const met = (story: Story): Story => story.after({ ...done("calendar"), event: "e1" } as Report, MET);
const found = (story: Story): Story => met(story).after(done("app"), FOUND);
const set = (story: Story, coOrganisers?: { notStaff: number; staffWithout: number }): Story => {
  const { asked } = story.lesson.doors;
  if (asked === undefined) throw new Error("nothing was asked");
  return story.after({
    report: "options-seen",
    asked: asked.options,
    seen: asked.options,
    coOrganisersSet: true,
    ...(coOrganisers === undefined ? {} : { coOrganisers }),
  });
};
const ALL_IN = { notStaff: 0, staffWithout: 0 };

it("a lesson that was not planned in Lesson Guard has no such page", () => {
  const { lesson, now } = new Story().after(MET, FOUND);
  expect(
    planView(lesson, { now, timeZone: "Europe/London", school: "", phone: "" }, undefined),
  ).toBeUndefined();
});

describe("a planned lesson", () => {
  it("says when it is, in the school's own time, and until when it is held", () => {
    expect(view(plan()).when).toBe("Tuesday 1 December 2026, 10:00 to 10:45");
    expect(view(plan({ weeklyUntil: "2026-12-18" })).when).toBe(
      "Tuesday 1 December 2026, 10:00 to 10:45, every week until 15 December 2026",
    );
  });

  it("waits for everything at first, and asks for what only a person can give", () => {
    expect(view(plan())).toMatchObject({
      lesson: "l1",
      title: "Phonics",
      kind: "class",
      class: "bees",
      ready: false,
      lines: [
        { title: "Calendar", state: "not yet", words: "Microsoft is asked to put it in your calendar." },
        { title: "Lesson Guard", state: "not yet" },
        { title: "Meeting options", state: "not yet" },
        { title: "Co-organisers", state: "not yet", words: expect.stringMatching(/^Mr Bell: invited\./) },
        { title: "Private messages", state: "not yet" },
        {
          title: "Families",
          state: "not yet",
          words: expect.stringMatching(/^3 children are on the register\. 3 adults have .* Their links lead/),
        },
      ],
    });
    expect(view(plan({ class: undefined }))).not.toHaveProperty("class");
    expect(lineOf(plan({ class: undefined }), "Families")).toMatchObject({ state: "your turn" });
  });

  it("is ready once each line is done, and not before", () => {
    const story = found(plan());
    const rest = [done("families"), done("bot", TEACHER.id), done("bot", BELL.person)];
    expect(view(story).ready).toBe(false);
    set(story, ALL_IN);
    for (const one of rest) {
      expect(view(story).ready).toBe(false);
      story.after(one);
    }
    expect(view(story).lines.map(({ title, state }) => [title, state])).toEqual(
      ["Calendar", "Lesson Guard", "Meeting options", "Co-organisers", "Private messages", "Families"].map(
        (title) => [title, "done"],
      ),
    );
    expect(view(story).ready).toBe(true);
  });

  it("says of its calendar entry that the meeting is still being made", () => {
    const story = plan().after({ ...done("calendar"), event: "e1" } as Report);
    expect(lineOf(story, "Calendar")).toMatchObject({
      state: "not yet",
      words: expect.stringMatching(/is being made/),
    });
    expect(lineOf(met(plan()), "Calendar")).toMatchObject({ state: "done" });
  });

  it("has set its options once Teams shows them, and says what a person has to do where it refused", () => {
    const story = found(plan());
    expect(lineOf(story, "Meeting options")).toMatchObject({
      state: "not yet",
      words: expect.stringMatching(/^Asked at 10:00/),
    });
    expect(lineOf(set(story, ALL_IN), "Meeting options")).toMatchObject({ state: "done" });
    const no = found(plan()).after({ report: "options-not-set", reason: "403" });
    expect(lineOf(no, "Meeting options")).toMatchObject({ state: "your turn" });
  });

  it.each([
    [[BELL], "Mr Bell is a co-organiser: they can admit people."],
    [[BELL, SHAH], "Mr Bell and Mrs Shah are co-organisers: they can admit people."],
    [
      [BELL, SHAH, { person: "x", name: "" }],
      "Mr Bell, Mrs Shah and  are co-organisers: they can admit people.",
    ],
  ])("names its co-organisers once they all are, as far as Teams shows: %#", (staff, words) => {
    const titles = (story: Story) => view(story).lines.map(({ title }) => title);
    expect(titles(plan({ staff: [] }))).not.toContain("Co-organisers");
    expect(lineOf(set(found(plan({ staff })), ALL_IN), "Co-organisers")).toEqual({
      title: "Co-organisers",
      state: "done",
      words,
    });
    const one = set(found(plan({ staff })), { notStaff: 0, staffWithout: 1 });
    expect(lineOf(one, "Co-organisers")).toMatchObject({
      state: "your turn",
      words: expect.stringMatching(/make the staff/),
    });
    // Teams does not say who is one.
    expect(lineOf(set(found(plan({ staff }))), "Co-organisers")).toMatchObject({ state: "not yet" });
  });

  it("says who could not be invited, and leaves them out of those who were", () => {
    const story = plan({ staff: [BELL, SHAH] }).after(refused("invite", "no-address", SHAH.person));
    expect(lineOf(story, "Co-organisers")?.words).toMatch(/^Mr Bell: invited/);
    expect(lineOf(story, "Mrs Shah")).toMatchObject({
      state: "your turn",
      words: expect.stringMatching(/no e-mail address/),
    });
    expect(lineOf(story, "Mr Bell")).toBeUndefined();
    const none = plan().after(refused("invite", "no-address", BELL.person));
    expect(lineOf(none, "Co-organisers")).toBeUndefined();
    expect(lineOf(none, "Mr Bell")).toMatchObject({ state: "your turn" });
  });

  it("says to whom it can write in private, and names those to whom it cannot", () => {
    const [own, his] = [done("bot", TEACHER.id), done("bot", BELL.person)];
    expect(lineOf(plan().after(own), "Private messages")).toMatchObject({ state: "not yet" });
    expect(lineOf(plan().after(own, his), "Private messages")).toMatchObject({
      state: "done",
      words: "Lesson Guard can write to each of you in private.",
    });
    expect(lineOf(plan({ staff: [] }).after(own), "Private messages")).toMatchObject({
      state: "done",
      words: "Lesson Guard can write to you in private.",
    });
    const stuck = plan({ staff: [BELL, SHAH] }).after(
      own,
      refused("bot", "refused", BELL.person),
      refused("bot", "refused", SHAH.person),
    );
    expect(lineOf(stuck, "Private messages")).toEqual({
      title: "Private messages",
      state: "your turn",
      words:
        "Mr Bell and Mrs Shah: Microsoft refused to install Lesson Guard. They open Apps in Teams and add it.",
    });
    const nameless = plan({ staff: [{ ...BELL, name: undefined }] }).after(
      refused("bot", "away", BELL.person),
    );
    expect(lineOf(nameless, "Private messages")).toMatchObject({
      state: "not yet",
      words: expect.stringMatching(/^A colleague: Microsoft has not answered/),
    });
  });

  it.each<[PlanStep, string, PlanTrouble, RegExp]>([
    ["calendar", "Calendar", "not-allowed", /Calendars\.ReadWrite in Exchange\. .* keeps trying\.$/],
    ["calendar", "Calendar", "refused", /Lesson Guard does not try again\. Plan it in Teams/],
    ["calendar", "Calendar", "gone", /no calendar of yours\. Plan the lesson in Teams/],
    ["calendar", "Calendar", "not-signed-in", /sign-in\. Tell your administrator\./],
    ["calendar", "Calendar", "no-address", /^Microsoft refused it\. .* keeps trying\.$/],
    ["app", "Lesson Guard", "not-allowed", /press \+, and add Lesson Guard\./],
    ["app", "Lesson Guard", "refused", /refused to add Lesson Guard\./],
    ["app", "Lesson Guard", "gone", /Ask your administrator\.$/],
  ])("says what a person has to do where %s is stopped (%s, %s)", (step, title, trouble, words) => {
    expect(lineOf(plan().after(refused(step, trouble)), title)).toEqual({
      title,
      state: "your turn",
      words: expect.stringMatching(words),
    });
    expect(lineOf(plan().after(refused(step, "away")), title)).toMatchObject({ state: "not yet" });
  });

  it("says how many children are on the register, and whether the links of the list lead there", () => {
    const [only] = REGISTER;
    const one = plan({ register: [only] });
    expect(lineOf(one, "Families")?.words).toMatch(/^1 child is on the register\. 3 adults .* Their links/);
    expect(lineOf(one.after(done("families")), "Families")).toMatchObject({
      state: "done",
      words: expect.stringMatching(/^1 child is on the register\. 3 adults .* The links of this list/),
    });
  });

  it.each([
    [{ without: 31 }, /Make and send 31 links on the page Families: 31 adults have none that works\./],
    [{ without: 1 }, /Make and send 1 link on the page Families: 1 adult has none/],
    [{ unsent: 2 }, /2 links are noted neither as sent nor as opened: send them, and say so there\./],
    [{ alone: 1 }, /For 1 child no adult is on the list, so no one can get a link\./],
    [{ sent: 0, opened: 0 }, /No adult of this list has a link that works\./],
    [{ lead: false }, /The links of this list do not lead here: choose this lesson on the page Families\./],
  ])("is your turn with its families while %j, and never done", (more, words) => {
    const story = plan().after(done("families"));
    const line = view(story, "", { ...LINKED, ...more }).lines.find(({ title }) => title === "Families");
    expect(line).toMatchObject({ state: "your turn", words: expect.stringMatching(words) });
    expect(view(story, "", { ...LINKED, ...more }).ready).toBe(false);
  });

  it("leaves out of the children who are ready those for whom permission was refused, and says so", () => {
    const [first, second] = REGISTER;
    if (first === undefined || second === undefined) throw new Error("no register");
    const story = plan({ register: [first, second] }).after({
      report: "refusals-on-file",
      pupils: [second.id],
    });
    const words = () => lineOf(story, "Families")?.words;
    expect(words()).toBe(
      "1 child is on the register. 3 adults have a link that is noted as sent or opened; 1 of them has opened it. Their links lead here once the meeting is made and this lesson is next. Permission was refused for 1 more: their page shows no way to the lesson, and staff keep them out.",
    );
    expect(story.after(done("families")) && words()).toMatch(
      /^1 child is on.*turn comes\. Permission was refused for 1 more: /,
    );
    story.after({ report: "refusals-on-file", pupils: [first.id, second.id] });
    expect(words()).toMatch(/^No children are on the register\..* Permission was refused for 2: /);
  });

  it("tells families of no time that has passed, where it is planned minutes ahead", () => {
    const inMinutes = (minutes: number, weeklyUntil?: string) => {
      const startsAt = addMs(AT, minutes * 60_000);
      return view(plan({ startsAt, endsAt: addMs(startsAt, 45 * 60_000), ...defined({ weeklyUntil }) })).text
        .body;
    };
    expect(inMinutes(6)).toContain("Open your own link from us between ");
    for (const minutes of [5, 1])
      expect(inMinutes(minutes)).toContain("Open your own link from us now. Wait");
    expect(inMinutes(1, "2026-12-18")).toContain("Open your own link from us between ");
  });

  it("has a text for all families: with the times to come, the office's phone, and no name", () => {
    const { text } = view(plan());
    expect(text.subject).toBe("Oakfield: a live lesson by video on Tuesday 1 December 2026");
    expect(text.body.split("\n").slice(0, 4)).toEqual([
      "Oakfield: a live lesson by video.",
      "Tuesday 1 December 2026, 10:00 to 10:45.",
      "",
      "Open your own link from us between 09:55 and 09:58. Wait in the lobby until a member of staff lets you in.",
    ]);
    expect(text.body).toMatch(/Phone the school office: 01234 567890\.$/);
    expect(view(plan(), "").text.body).toMatch(/Phone the school office\.$/);
    expect(text.body).not.toMatch(/Hart|Bell|Amara|Phonics|https/);
  });
});
