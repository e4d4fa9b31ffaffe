import type { Concern } from "../../../src/protocol/concern/state.ts";
import { countsOf } from "../../../src/protocol/lesson/checklist.ts";
import type { StaffCommand } from "../../../src/protocol/lesson/commands.ts";
import { lessonView } from "../../../src/protocol/screen/lesson-view.ts";
import { fc, hasMet, runs } from "../../support/properties.ts";
import { CHANNEL, ConcernStory, HOLDERS, raising } from "../concern/story.ts";
import { play, steps } from "./steps.ts";
import { ASSISTANT, arrival, roster, type Story, TEACHER, withCameras } from "./story.ts";

const ofLast = (story: Story, by = TEACHER): string => story.lesson.acts[by.id]?.at ?? "";
const undo = (story: Story, of = ofLast(story), by = TEACHER) => story.press({ press: "undo-press", of }, by);

const view = (story: Story, reader = TEACHER.id, raised: readonly Concern[] = []) =>
  lessonView(story.lesson, "organiser", raised, undefined, {
    now: story.now,
    timeZone: "Europe/London",
    phone: "01234 567890",
    reader,
  });

/** Presses that are larger than what is said of a pupil: their answer stands in their place. */
const LARGER: ReadonlySet<string> = new Set(["Paused", "Resumed", "CamerasLet", "MicsLet", "EndUndone"]);

const LARGER_PRESSES = (
  ["pause", "resume", "let-mics-on", "mics-off", "cameras-off", "end-for-all", "undo-end"] as const
).map((press): StaffCommand => ({ press }));

const ACTS: ReadonlySet<string> = new Set([
  "PersonRecognised",
  "PupilsChecked",
  "ExceptionNoted",
  "ExceptionFollowed",
  "ExceptionPutRight",
]);

const isActOf = ({ type, data }: Story["events"][number], by: string): boolean =>
  ACTS.has(type) && "by" in data && data.by === by;

const dress = { pupil: "p-ben", reason: "dress" } as const;

/** What staff can say of pupils and devices, with what Undo calls it. */
const SAID: readonly (readonly [StaffCommand, string])[] = [
  [{ press: "all-others-fine" }, "Undo: 2 checked together"],
  [{ press: "names-match" }, "Undo: 2 names match"],
  [{ press: "check-pupil", pupil: "p-amara" }, "Undo: Amara Okafor checked"],
  [{ press: "note-exception", ...dress }, "Undo: dress, Ben Price"],
  [
    { press: "recognise", person: "r-ben", recognition: { as: "stranger" } },
    "Undo: who “Ben's mum (Guest)” is",
  ],
  [
    {
      press: "recognise",
      person: "r-amara",
      recognition: { as: "pupils", pupils: ["p-chidi"] },
    },
    "Undo: who “Amara Okafor (Guest)” is",
  ],
];

describe("Undo of what was said of pupils and devices", () => {
  it.each(SAID)("puts back all that %j changed, and says which press it is", (press, words) => {
    const story = withCameras(arrival());
    const { pupils, people } = story.lesson;
    story.press(press);
    expect(view(story).undo?.words).toBe(words);
    expect(undo(story.wait(5_000))).toMatchObject({ say: expect.stringMatching(/^Undone\. /) });
    expect(story.lesson).toMatchObject({ pupils, people });
    expect(Object.keys(story.lesson.pupils)).toEqual(Object.keys(pupils));
    expect(view(story).undo).toBeUndefined();
  });

  it("gives its place to the reader's own alert, from the press on, also once it is told", () => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    const shown = (alert: ConcernStory) => view(story, TEACHER.id, [alert.concern]).undo;
    const older = { words: "Undo: 2 checked together", older: true };
    const alert = new ConcernStory(raising("child"));
    expect(shown(alert)).toMatchObject(older);
    alert.take({ do: "not-told", target: CHANNEL, reason: "503", final: false, holders: HOLDERS });
    expect(shown(alert)).toMatchObject(older);
    alert.take({ do: "told", target: CHANNEL });
    expect(shown(alert)).toMatchObject(older);
    // While an alert can itself be undone, there are no two Undos side by side.
    expect(shown(new ConcernStory(raising("adult", { undoMs: 4_000 })))).toMatchObject(older);
    // What is said of a pupil after it is the newest again.
    story.wait(60_000).press({ press: "note-exception", ...dress });
    expect(shown(alert)).toMatchObject({ words: "Undo: dress, Ben Price" });
    expect(shown(alert)).not.toHaveProperty("older");
  });

  it("gives its place to a pause, and has it again for what is said after", () => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    expect(view(story).undo).not.toHaveProperty("older");
    story.wait(1_000).press({ press: "pause" });
    expect(view(story).undo).toMatchObject({ older: true });
    story.wait(1_000).press({ press: "note-exception", ...dress });
    expect(view(story).undo).not.toHaveProperty("older");
  });

  it("stands where the press was only while no larger press came after it, whatever was pressed", () => {
    const met = { newest: 0, older: 0 };
    const one = fc.constantFrom(...SAID.map(([press]) => press), ...LARGER_PRESSES);
    fc.assert(
      fc.property(fc.array(fc.tuple(one, fc.constantFrom(TEACHER, ASSISTANT)), { maxLength: 8 }), (all) => {
        const story = withCameras(arrival());
        for (const [press, by] of all) story.wait(900).press(press, by);
        for (const reader of [TEACHER, ASSISTANT]) {
          const { undo: shown } = view(story, reader.id);
          if (shown === undefined) continue;
          const since = story.events.slice(story.events.findLastIndex((one) => isActOf(one, reader.id)) + 1);
          const larger = since.some(({ type }) => LARGER.has(type));
          if (larger) met.older += 1;
          else met.newest += 1;
          expect([larger, shown.older ?? false]).toEqual([larger, larger]);
        }
      }),
      runs(200),
    );
    hasMet(() => expect([met.newest > 0, met.older > 0]).toEqual([true, true]));
  });

  it("of a sweep tells those who were seen from those whose name alone was checked", () => {
    const story = withCameras(arrival());
    const people = Object.values(story.lesson.people).filter(({ source }) => source === "call");
    story.report(roster(...people.map((one) => ({ ...one, cameraOn: one.id === "r-amara" }))));
    expect(story.press({ press: "all-others-fine" })).toMatchObject({
      say: expect.stringMatching(/^1 pupil checked together\./),
    });
    expect(view(story).undo?.words).toBe("Undo: 1 checked together, 1 by name");
  });

  it("of a family that has moved has the word of the button", () => {
    const story = withCameras(arrival());
    const room = { ...dress, reason: "not a family room" } as const;
    story.press({ press: "note-exception", ...room });
    expect(story.wait(1_000).press({ press: "put-right", ...room })).toMatchObject({ say: "Moved." });
    expect(view(story).undo?.words).toBe("Undo: moved, Ben Price");
  });

  it("of an exception put right makes it count again", () => {
    const story = withCameras(arrival());
    story.press({ press: "note-exception", ...dress });
    story.wait(1_000).press({ press: "put-right", ...dress });
    expect(view(story).undo?.words).toBe("Undo: put right, Ben Price");
    undo(story.wait(1_000));
    expect(countsOf(story.lesson).exceptions).toBe(1);
  });

  it("takes back the press that the button stood for, never a newer one", () => {
    const story = withCameras(arrival());
    story.press({ press: "note-exception", ...dress });
    const older = ofLast(story);
    story.wait(1_000).press({ press: "all-others-fine" });
    expect(undo(story, older)).toMatchObject({ refused: "too-late" });
    expect(countsOf(story.lesson).checked).toBe(1);
  });

  it("is for the person who pressed, for a minute, and not once a colleague has changed the same", () => {
    const story = withCameras(arrival());
    story.press({ press: "all-others-fine" });
    const of = ofLast(story);
    expect(view(story, ASSISTANT.id).undo).toBeUndefined();
    expect(undo(story, of, ASSISTANT)).toMatchObject({ refused: "too-late" });
    expect(view(story.wait(59_999)).undo).toBeDefined();
    expect(view(story.wait(1)).undo).toBeUndefined();
    expect(undo(story, of)).toMatchObject({ refused: "too-late" });

    const other = withCameras(arrival());
    other.press({ press: "all-others-fine" });
    other.wait(1_000).press({ press: "note-exception", ...dress }, ASSISTANT);
    expect(undo(other, other.events.find(({ type }) => type === "PupilsChecked")?.at)).toMatchObject({
      refused: "too-late",
    });
    expect(countsOf(other.lesson).exceptions).toBe(1);
    expect(view(other, ASSISTANT.id).undo?.words).toBe("Undo: dress, Ben Price");
  });

  it("leaves a device open that shows another name since", () => {
    const story = withCameras(arrival());
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "pupils", pupils: ["p-amara"] } });
    story.wait(1_000).press({ press: "recognise", person: "r-ben", recognition: { as: "stranger" } });
    const ben = story.lesson.people["r-ben"];
    if (ben === undefined) throw new Error("no device");
    story.after({
      report: "roster-seen",
      source: "call",
      people: [{ ...ben, shown: "A stranger" }],
      staff: [],
      whole: false,
    });
    undo(story.wait(1_000));
    expect(story.lesson.people["r-ben"]?.recognised).toBeUndefined();
  });

  it("takes it back of a device that came under the same name since, too", () => {
    const story = withCameras(arrival());
    story.press({ press: "recognise", person: "r-ben", recognition: { as: "stranger" } });
    const ben = story.lesson.people["r-ben"];
    if (ben === undefined) throw new Error("no device");
    const again = { ...ben, id: "r-ben-again", place: "lobby" as const };
    story.after({ report: "roster-seen", source: "call", people: [again], staff: [], whole: false });
    expect(story.lesson.people["r-ben-again"]?.recognised).toEqual({ as: "stranger" });
    undo(story.wait(1_000));
    const recognised = ["r-ben", "r-ben-again"].map((id) => story.lesson.people[id]?.recognised);
    expect(recognised).toEqual([undefined, undefined]);
  });

  it("puts pupils and devices back exactly, whatever was before", () => {
    const press = fc.constantFrom(...SAID.map(([one]) => one), { press: "put-right", ...dress } as const);
    fc.assert(
      fc.property(steps, press, (all, one) => {
        const story = play(all).wait(1);
        const { pupils, people, acts } = story.lesson;
        story.press(one);
        if (ofLast(story) !== story.now) return;
        expect(story.lesson.acts).not.toEqual(acts);
        undo(story.wait(1));
        expect(story.lesson.pupils).toEqual(pupils);
        expect(story.lesson.people).toEqual(people);
      }),
      runs(300),
    );
  });
});
