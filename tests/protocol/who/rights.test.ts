import { NO_LESSON } from "../../../src/protocol/lesson/state.ts";
import { everInLesson, partIn } from "../../../src/protocol/who/authorise.ts";
import {
  holdersOf,
  isCardVerb,
  isRight,
  protects,
  rightsThrough,
  worksIn,
} from "../../../src/protocol/who/rights.ts";
import { caller } from "./callers.ts";

describe("the table of rights is asked by names that anyone may send", () => {
  it.each(["", "toString", "constructor", "__proto__", "hasOwnProperty", "Pause", "pause "])(
    "“%s” names no right and no button of a card",
    (name) => {
      expect([isRight(name), isCardVerb(name)]).toEqual([false, false]);
    },
  );

  it("a right without a button on a card is no verb of a card", () => {
    expect([isRight("pause"), isCardVerb("pause")]).toEqual([true, true]);
    expect([isRight("read-lesson"), isCardVerb("read-lesson")]).toEqual([true, false]);
  });

  it("a button works in the chat where its card stands, and in no other", () => {
    expect(["personal", "groupChat", "channel"].map((place) => worksIn("pause", place))).toEqual([
      true,
      false,
      false,
    ]);
    expect(["personal", "groupChat", "channel"].map((place) => worksIn("have-it", place))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("a route opens what names it, and one that nothing names opens nothing", () => {
    expect(rightsThrough("GET /api/lessons/:lesson")).toContain("read-lesson");
    expect(rightsThrough("GET /api/lessons/:lesson")).not.toContain("pause");
    expect(rightsThrough("GET /api/nothing")).toEqual([]);
  });

  it("what keeps children safe is marked, and reading is not", () => {
    expect([protects("pause"), protects("read-lesson")]).toEqual([true, false]);
  });

  it("who reads a concern goes by whom it is about", () => {
    expect(holdersOf("read-concern")).toEqual(holdersOf("read-concern", "child"));
    expect(holdersOf("read-concern", "adult")).not.toContain("dsl");
  });
});

describe("who has a part in a lesson", () => {
  const lesson = {
    ...NO_LESSON,
    version: 1,
    organiser: "organiser",
    staff: [
      { person: "assistant", part: "co-organiser" },
      { person: "helper", part: "member" },
    ],
    formerStaff: ["supply"],
  } as const;
  const part = (id: string) => partIn(caller(id, ["staff"]), lesson);

  it("is the staff of its list, and the organiser also where the list does not name them", () => {
    expect(["assistant", "helper", "organiser", "supply", "other"].map(part)).toEqual([
      "co-organiser",
      "member",
      "organiser",
      undefined,
      undefined,
    ]);
  });

  it("is or was: a concern about an adult may be about any of them", () => {
    expect(everInLesson(lesson)).toEqual(["assistant", "helper", "supply", "organiser"]);
    const { organiser: _organiser, ...without } = lesson;
    expect(everInLesson(without)).toStrictEqual(["assistant", "helper", "supply"]);
  });
});
