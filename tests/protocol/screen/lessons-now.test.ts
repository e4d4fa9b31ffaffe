import { lessonsNow } from "../../../src/protocol/screen/lessons-now.ts";
import { arrival, guest, roster, Story, TEACHER, user } from "../lesson/story.ts";

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
