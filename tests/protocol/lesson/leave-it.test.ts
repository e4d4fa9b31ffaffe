import { lessonDocument } from "../../../src/protocol/export/lesson-document.ts";
import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { HAND_CHANGES, LEAVABLE, type Leavable } from "../../../src/protocol/lesson/hand-changes.ts";
import type { MeetingOptions } from "../../../src/protocol/lesson/options.ts";
import { LOBBY } from "../../../src/protocol/rules/c4-lobby.ts";
import { checklistFace } from "../../../src/protocol/screen/card-faces.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { noticesOf } from "../../../src/protocol/screen/notices.ts";
import { KINDS } from "../../../src/protocol/words.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { ASSISTANT, arrival, MET, type Story, TEACHER, typesOf } from "./story.ts";

const ZONE = "Europe/London";

const askedIn = ({ lesson }: Story): MeetingOptions => {
  const asked = lesson.doors.asked?.options;
  if (asked === undefined) throw new Error("nothing asked");
  return asked;
};

/** Teams shows what was asked. */
const confirmed = (story: Story): Story => {
  const asked = askedIn(story);
  return story.after({ report: "options-seen", asked, seen: asked, coOrganisersSet: false });
};

/** A person changes an option in Teams, and the drift guard sees it. */
const changed = (story: Story, change: Partial<MeetingOptions>): Story => {
  const asked = askedIn(story);
  return story.after({ report: "options-drifted", asked, seen: { ...asked, ...change } });
};

/** A class in which mics and cameras are both let on. */
const open = (): Story => {
  const story = arrival();
  story.press({ press: "let-cameras-on" });
  story.press({ press: "let-mics-on" });
  return confirmed(story);
};

const OTHERS = { presenters: "roleIsPresenter" } as const;
const leave = (option: Leavable): StaffCommand => ({ press: "leave-option", option });
const putBack = (option: Leavable): StaffCommand => ({ press: "put-option-back", option });

const viewOf = (story: Story) =>
  lessonView(story.lesson, "organiser", [], undefined, { now: story.now, timeZone: ZONE, phone: "" });

/** Presenters were changed in Teams, put back, and left by the assistant. */
const left = (): Story => {
  const story = confirmed(changed(open(), OTHERS).wait(3000));
  story.press(leave("presenters"), ASSISTANT);
  return story;
};

describe("a change made in Teams", () => {
  it("is left by a member of staff, by name, also once it was put back", () => {
    const story = confirmed(changed(open(), OTHERS).wait(3000));
    expect(viewOf(story).left).toEqual([
      {
        option: "presenters",
        press: "leave-option",
        title: "Leave it for this lesson",
        sentence:
          "Others were made presenters in Teams 10:00. No option holds the mic or camera of a presenter, who can also mute and remove people.",
      },
    ]);
    expect(noticesOf(story.lesson, ZONE)[0]?.sentence).toBe(
      "Others were made presenters in Teams 10:00. Put back 10:00. To leave it so for this lesson: in the panel, below the list, open Changed in Teams.",
    );
    expect(typesOf(story.press(leave("presenters"), ASSISTANT))).toEqual(["OptionLeft", "OptionsAsked"]);
    expect(story.events.at(-2)).toMatchObject({
      data: { by: ASSISTANT.id, option: "presenters" },
      personal: { byName: ASSISTANT.name },
    });
    expect(askedIn(story).presenters).toBe("roleIsPresenter");
  });

  it("once left, is no drift, and panel, card and export say who left it", () => {
    const story = confirmed(left());
    expect(noticesOf(story.lesson, ZONE)).toEqual([]);
    const words = "Others stay presenters for this lesson: left by Mr Bell, 10:00.";
    const view = viewOf(story);
    expect([view.doors.state, view.doors.sentence]).toEqual(["proven", expect.stringContaining(words)]);
    expect(view.left).toEqual([
      { option: "presenters", press: "put-option-back", title: "Put it back", sentence: words },
    ]);
    const card = checklistFace(story.lesson, { now: story.now, timeZone: ZONE, phone: "" });
    expect(card.lines.join()).toContain(words);
    const around = { now: story.now, timeZone: ZONE, school: "Oakfield" };
    expect(JSON.stringify(lessonDocument(story.lesson, story.events, around))).toContain(
      "Mr Bell left a change made in Teams, for this lesson: who presents.",
    );
  });

  it("once left, leaves other drift as it is: the lobby is put back", () => {
    const story = changed(left(), { lobbyScope: "everyone" });
    expect(noticesOf(story.lesson, ZONE)[0]?.sentence).toContain("The lobby was opened in Teams");
    expect(askedIn(story)).toMatchObject({ ...LOBBY, presenters: "roleIsPresenter" });
  });

  it("is put back with one press, by any of its staff", () => {
    const story = left();
    expect(typesOf(story.press(putBack("presenters"), TEACHER))).toEqual(["OptionNotLeft", "OptionsAsked"]);
    expect([askedIn(story).presenters, viewOf(story).left]).toEqual(["organizer", undefined]);
    expect(typesOf(story.press(putBack("presenters")))).toEqual([]);
  });

  it("that was left is not in force in a pause, nor while mics or cameras are off, and comes back after", () => {
    for (const [off, on] of [
      ["pause", "resume"],
      ["mics-off", "let-mics-on"],
      ["cameras-off", "let-cameras-on"],
    ] as const) {
      const story = left();
      story.press({ press: off });
      expect([off, askedIn(story).presenters]).toEqual([off, "organizer"]);
      expect(viewOf(story).left?.[0]?.sentence).toContain("Not just now");
      story.press({ press: on });
      expect([on, askedIn(story).presenters]).toEqual([on, "roleIsPresenter"]);
    }
  });

  it("that was left is over with the lesson, and the next of its series begins without it", () => {
    const story = left();
    story.press({ press: "end-for-all" });
    expect(askedIn(story).presenters).toBe("organizer");
    const { lesson } = story;
    const [met] = typesOf(story.press(putBack("presenters")));
    expect(met).toBe("refused: shut");
    const next = arrival().after({ ...MET, lesson: "l2", previous: lesson });
    expect(next.lesson.left).toBeUndefined();
  });

  it("is not left where no change was seen, where it is another change, or on arrival", () => {
    expect(typesOf(open().press(leave("presenters")))).toEqual(["refused: not-left"]);
    for (const presenters of ["everyone", "organization"] as const)
      expect(typesOf(changed(open(), { presenters }).press(leave("presenters")))).toEqual([
        "refused: not-left",
      ]);
    expect(typesOf(changed(arrival(), OTHERS).press(leave("presenters")))).toEqual(["refused: not-left"]);
  });

  it("to entry sounds is left on arrival too, and not in a pause", () => {
    const story = changed(confirmed(arrival()), { announce: true });
    expect(typesOf(story.press(leave("announce")))).toContain("OptionLeft");
    expect(askedIn(story).announce).toBe(true);
    story.press({ press: "pause" });
    expect(askedIn(story).announce).toBe(false);
  });
});

describe("whatever is changed, left and pressed, in whatever order", () => {
  const change = fc.record<Partial<MeetingOptions>>(
    {
      lobbyScope: fc.constantFrom("everyone", "organization", "invited"),
      dialInBypass: fc.constant(true),
      lobbyAdmitters: fc.constant("organizerAndCoOrganizersAndPresenters" as const),
      presenters: fc.constantFrom("everyone", "organization", "roleIsPresenter"),
      mic: fc.constant(true),
      camera: fc.constant(true),
      chat: fc.constant("enabled" as const),
      recording: fc.boolean(),
      transcription: fc.constant(true),
      announce: fc.constant(true),
    },
    { requiredKeys: [] },
  );
  const press = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...LEAVABLE.map(leave)) },
    fc.constantFrom(...LEAVABLE.map(putBack)),
    fc
      .constantFrom(
        "pause",
        "resume",
        "let-mics-on",
        "mics-off",
        "let-cameras-on",
        "cameras-off",
        "end-for-all",
        "undo-end",
      )
      .map((one): StaffCommand => ({ press: one })),
    fc.constantFrom(...KINDS).map((kind): StaffCommand => ({ press: "choose-kind", kind })),
  );
  const step = fc.oneof(
    { weight: 2, arbitrary: change.map((one) => ({ change: one })) },
    { weight: 3, arbitrary: press.map((one) => ({ press: one })) },
  );

  it("no option that a rule holds is ever asked otherwise", () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 20 }), (begun, steps) => {
        const story = begun ? open() : confirmed(arrival());
        for (const one of steps) {
          if ("change" in one) changed(story.wait(1000), one.change);
          else story.press(one.press);
          const { kind, phase, left: what } = story.lesson;
          const asked = askedIn(story);
          // Held in every phase, whatever was left (C4, S2): no parent was told, so no recording is allowed (S5).
          expect(asked).toMatchObject({ ...LOBBY, recording: false, transcription: false });
          expect(["organizer", "roleIsPresenter"]).toContain(asked.presenters);
          for (const option of Object.keys(what ?? {})) met.add(option);
          // Nothing is asked any more.
          if (kind === "not a lesson") continue;
          if (phase !== "live") expect(asked).toMatchObject({ mic: false, camera: false });
          const isHeld = phase !== "live" || !asked.mic || !asked.camera || kind === "one-to-one";
          if (isHeld) expect(asked.presenters).toBe("organizer");
          if (phase !== "arrival" && phase !== "live") expect(asked.announce).toBe(false);
        }
      }),
      runs(400),
    );
    hasMet(() => expect([...met].toSorted()).toEqual([...LEAVABLE].toSorted()));
  });

  it("what may be left by name stands in the table for some phase, and nothing else is in the list", () => {
    const byName = Object.entries(HAND_CHANGES)
      .filter(([, { arrival: first, live, paused }]) => [first, live, paused].includes("by name"))
      .map(([option]) => option);
    expect(byName.toSorted()).toEqual([...LEAVABLE].toSorted());
  });
});
