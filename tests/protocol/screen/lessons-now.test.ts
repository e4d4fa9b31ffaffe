import { lessonsNow } from "../../../src/protocol/screen/lessons-now.ts";
import { arrival, FOUND, guest, MET, roster, Story, TEACHER, user } from "../lesson/story.ts";

const AROUND = {
  now: "2026-11-24T10:05:00.000Z",
  timeZone: "Europe/London",
  join: (chat: string, organiser: string) => `https://teams.example/${chat}/${organiser}`,
};
const teacher = user("r-teacher", TEACHER);
const amara = guest("r-amara", "Amara Okafor");

it("says since when a lesson is on, in which state, with whom inside, and the way in", () => {
  const story = arrival().after(roster(teacher, amara, guest("r-ben", "Ben Price")));
  story.press({ press: "note-exception", pupil: "p-amara", reason: "not a family room" });
  story.press({ press: "note-exception", pupil: "p-ben", reason: "not a family room" });
  story.press({ press: "note-exception", pupil: "p-ben", reason: "language" });
  story.press({ press: "put-right", pupil: "p-ben", reason: "language" });
  expect(lessonsNow([story.lesson], AROUND)).toEqual([
    {
      lesson: "l1",
      label: "The 10:00 class lesson",
      standing: expect.objectContaining({ words: expect.any(String) }),
      since: "2026-11-24T10:00:00.000Z",
      staff: ["Miss Hart"],
      here: 2,
      expected: 3,
      exceptions: [{ reason: "not a family room", count: 2 }],
      alone: false,
      notes: [],
      visit: "https://teams.example/chat1/teacher",
    },
  ]);
});

it("names no pupil and no device, and not the lesson's title", () => {
  const story = arrival().after(roster(teacher, amara, guest("r-x", "Tom's iPad")));
  story.press({ press: "note-exception", pupil: "p-amara", reason: "dress" });
  const text = JSON.stringify(lessonsNow([story.lesson], AROUND));
  expect(text).not.toMatch(/Amara|Okafor|Ben|Chidi|Tom|iPad|Phonics/);
});

it("shows none that has not begun, is over, is no lesson, or of which no one has said what it is", () => {
  const over = arrival().after({ report: "meeting-ended" });
  const none = arrival();
  const { lesson } = arrival();
  expect(
    lessonsNow(
      [
        new Story().lesson,
        over.lesson,
        { ...none.lesson, kind: "not a lesson" },
        { ...lesson, kind: undefined } as never,
      ],
      AROUND,
    ),
  ).toEqual([]);
});

it("puts pupils without staff first, and a lesson that is not protected before one that is", () => {
  const well = arrival().after(roster(teacher, amara)).lesson;
  const alone = arrival().after(roster(teacher, amara), roster({ ...teacher, place: "out" }, amara)).lesson;
  const found = lessonsNow(
    [
      { ...well, id: "well" },
      { ...alone, id: "alone" },
    ],
    AROUND,
  );
  expect(found.map(({ lesson, alone: without }) => [lesson, without])).toEqual([
    ["alone", true],
    ["well", false],
  ]);
  // Who can let a DSL in, by name: only where the lesson knows their names.
  const named = { ...alone, staffNames: { teacher: "Miss Hart", assistant: "Mr Bell" } };
  expect(lessonsNow([named, well], AROUND).map(({ admits }) => admits)).toEqual([
    ["Miss Hart", "Mr Bell"],
    undefined,
  ]);
});

it("says of a lesson that is paused or being ended that it is", () => {
  const story = arrival().after(roster(teacher, amara));
  const words = (): string => lessonsNow([story.lesson], AROUND)[0]?.standing.words ?? "";
  const before = words();
  story.press({ press: "pause" });
  const paused = words();
  story.press({ press: "end-for-all" });
  expect(paused).not.toBe(before);
  expect(words()).not.toBe(paused);
});

describe("what a DSL would not see without going in", () => {
  const notesIn = (story: Story) => lessonsNow([story.lesson], AROUND)[0]?.notes;
  const recorded = { ...guest("r-ben", "Ben Price"), recording: true };

  it("a recording that runs, until it is seen no more, and an app that may record", () => {
    const story = arrival().after(roster(teacher, amara, recorded));
    expect(notesIn(story)).toEqual([{ sentence: "The lesson is being recorded in Teams.", amiss: true }]);
    story.after(roster(teacher, amara, { ...recorded, recording: false }));
    expect(notesIn(story)).toEqual([]);
    story.after(roster(teacher, amara, { ...guest("r-app", "Notes"), identity: "application" }));
    expect(notesIn(story)?.[0]).toEqual({
      sentence: "An app is in the lesson, perhaps a note-taker that records.",
      amiss: true,
    });
  });

  it("a recording that the parent of a one-to-one was told of is said, and is not amiss", () => {
    const story = arrival().after(roster(teacher, amara));
    story.press({ press: "choose-kind", kind: "one-to-one" });
    story.press({ press: "parent-cannot-stay" });
    story.press({ press: "parent-told", reason: "at work" });
    story.after(roster(teacher, { ...amara, recording: true }));
    expect(notesIn(story)).toEqual([
      { sentence: "The lesson is being recorded in Teams, as the parent was told.", amiss: false },
    ]);
  });

  it("people inside who are not expected, before those who are not sorted out; no one in the lobby, no name", () => {
    const stranger = guest("r-x", "Tom's iPad");
    const others = [guest("r-y", "Galaxy"), guest("r-z", "Kitchen"), guest("r-l", "Samsung", "lobby")];
    const story = arrival().after(roster(teacher, amara, stranger, ...others));
    story.press({ press: "recognise", person: "r-x", recognition: { as: "stranger" } });
    expect(notesIn(story)).toEqual([
      { sentence: "1 person inside is not expected.", amiss: true },
      { sentence: "2 people inside are not sorted out.", amiss: false },
    ]);
    const well = arrival().after(roster(teacher, amara)).lesson;
    const found = lessonsNow(
      [
        { ...well, id: "well" },
        { ...story.lesson, id: "amiss" },
      ],
      AROUND,
    );
    expect(found.map(({ lesson }) => lesson)).toEqual(["amiss", "well"]);
  });
});

describe("where the call's own list does not say who is inside now", () => {
  const seen = () => arrival().after(roster(teacher, amara));
  const notJoined = (): Story => {
    const story = new Story().after(MET, FOUND, { report: "meeting-started", source: "event" });
    story.press({ press: "choose-kind", kind: "class" });
    return story;
  };
  const unseen = (story: Story) => lessonsNow([story.lesson], AROUND)[0]?.unseen;

  it.each([
    [
      "Teams shows nothing any more",
      seen().after({ report: "call-not-read", call: "call1" }),
      /^Teams has not shown who is inside since 10:00\. What was seen before:$/,
      true,
    ],
    [
      "Lesson Guard was thrown out",
      seen().after({ report: "call-lost", call: "call1", code: 200, subcode: 7000 }),
      /^Lesson Guard is not in the call: it cannot see who is inside\./,
      undefined,
    ],
    [
      "it never was in the call",
      notJoined(),
      /^Lesson Guard is not in the call: it cannot see who is inside\.$/,
      false,
    ],
  ] as const)("%s, it says so", (_why, story, words, before) => {
    expect(unseen(story)?.sentence).toMatch(words);
    if (before !== undefined) expect(unseen(story)?.before).toBe(before);
  });

  it("says nothing of it while the list is shown, nor in Zoom", () => {
    expect(unseen(seen())).toBeUndefined();
  });
});
