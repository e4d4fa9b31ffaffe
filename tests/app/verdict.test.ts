import type { Line, State } from "../../src/app/preflight/line.ts";
import { exitCodeFor, verdictOn } from "../../src/app/preflight/verdict.ts";
import { setUpView } from "../../src/app/set-up/set-up-view.ts";

const of = (...states: readonly State[]): readonly Line[] =>
  states.map((state, at) => ({ id: `${at}`, name: "A line", says: "so it is", state }));

describe("the verdict on what was looked at", () => {
  it("says beside “Ready for lessons” what no program can see, on the page as in the command", () => {
    const said =
      "Not seen by Lesson Guard: who of the group of staff is no pupil (step 3), who may have the app (step 4) and the meeting policy (step 7). Look once at the people of the group of staff, who may have the app and the meeting policy: the page Set-up says how.";
    expect(verdictOn(of("green"))).toBe(`Ready for lessons. ${said}`);
    // What is amber is no reason not to be ready, and is not passed over.
    expect(verdictOn(of("green", "amber", "amber"))).toBe(`Ready for lessons, with 2 to look at. ${said}`);
    const view = setUpView(
      { tenantId: "", botId: "", groups: {} },
      { at: "2026-11-24T10:42:00.000Z", lines: of("green") },
    );
    expect(view).toMatchObject({ ready: true, notSeen: said });
    expect(view.steps[6]?.title).toMatch(/close your meeting policy$/);
  });

  it.each<[readonly Line[], RegExp]>([
    [[], /^Not ready for lessons: nothing is red, but/],
    [of("green", "grey"), /^Not ready for lessons: nothing is red, but/],
    [of("green", "red"), /^Not ready for lessons: 1 line is red\.$/],
    [of("grey", "red", "red"), /^Not ready for lessons: 2 lines are red\.$/],
  ])("does not call a school ready, and fails, where it is not (%#)", (lines, words) => {
    expect(verdictOn(lines)).toMatch(words);
    expect(exitCodeFor([{ lines }])).toBe(1);
    expect(exitCodeFor([{ lines: of("green") }, { lines }])).toBe(1);
  });

  it("ends with 0 only where each school is ready, and there is one", () => {
    expect(exitCodeFor([{ lines: of("green") }, { lines: of("amber") }])).toBe(0);
    expect(exitCodeFor([])).toBe(1);
  });
});
