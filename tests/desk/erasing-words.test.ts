import { childIn } from "../../src/desk/erase-child.ts";
import type { JsonObject } from "../../src/protocol/fact.ts";
import type { StoredFact } from "../../src/record/log/stored-fact.ts";

const AT = "2026-11-24T10:00:00.000Z";
const NAMES = ["Amara Okafor", "Ben Price"];

const lesson = (...events: readonly (readonly [string, JsonObject])[]): readonly StoredFact[] =>
  events.map(([type, personal], n) => ({
    stream: "lesson:one",
    version: n + 1,
    type,
    schema: 1,
    at: AT,
    data: { by: "teacher", pupils: NAMES, staff: [], startsAt: AT, endsAt: AT },
    personal: { byName: "Ms A Okafor", ...personal },
  }));
const REGISTER = ["RegisterSet", { register: NAMES.map((name) => ({ id: name, name, also: [] })) }] as const;

describe("a child is erased from words that staff typed", () => {
  it.each([
    ["LessonPlanned", "title"],
    ["MeetingFound", "title"],
    ["RecordingInCpoms", "reference"],
  ] as const)("%s: its %s, where it holds their name, and nothing else of it", (type, key) => {
    const rest = { byName: "Ms A Okafor", staffNames: { t: "Ms A Okafor" } };
    const left = (words: string) =>
      childIn("Amara Okafor", lesson(REGISTER, [type, { [key]: words, ...rest }]))?.left["2"];
    expect(left("Maths with Amara Okafor, 24.11.")).toEqual({ ...rest, [key]: "(erased)" });
    // What is not named goes on standing as it is: nothing of it is stated anew.
    expect(left("Maths with Ben Price")).toBeUndefined();
    expect(left("Maths, 3 Oak")).toBeUndefined();
  });

  it("an event of a later version, and the names of staff, stay", () => {
    const facts = lesson(["FromLater", { title: "Amara Okafor" }], ["Paused", { byName: "Amara Okafor" }]);
    expect(childIn("Amara Okafor", facts)).toBeUndefined();
  });
});
