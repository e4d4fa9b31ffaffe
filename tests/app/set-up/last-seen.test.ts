import { isReady, type Line, late } from "../../../src/app/preflight/line.ts";
import { withLast } from "../../../src/app/set-up/last-seen.ts";
import { setUpView } from "../../../src/app/set-up/set-up-view.ts";
import { AT, lines, POLICY, VALUES } from "../../panel/support/set-up.ts";

const LATER = "2026-11-24T10:52:00.000Z";
const LATE = late("there was no answer in time");
/** The sign-in gave no answer, and all that rests on it is not known either. */
const unanswered = lines({
  "sign-in": LATE,
  ...Object.fromEntries(
    lines({})
      .filter(({ id }) => id.startsWith("consent:"))
      .map(({ id }) => [id, { state: "grey", says: "not known just now", late: "other" }]),
  ),
});
const lookBefore = (all: readonly Line[], mark = "m") => ({ at: AT, mark, lines: all });
const view = (all: readonly Line[]) => setUpView(VALUES, { at: LATER, mark: "m", lines: all });

describe("a look to which something gave no answer", () => {
  it("says of no step that it is not done, and shows when it was last seen and how", () => {
    const shown = view(withLast(unanswered, "m", lookBefore(lines({}))));
    const step = shown.steps.find(({ id }) => id === "consent");
    expect(step).toMatchObject({ state: "grey", stateSays: "Not known just now. Done when last seen" });
    expect(step?.lines[0]?.last).toEqual({ state: "green", says: "it answers", at: AT });
    expect(shown).toMatchObject({ ready: false, awaits: true });
    expect(shown.steps.filter(({ state }) => state === "red")).toEqual([]);
    // There is nothing to do at it: it takes no one away from the step that is under way.
    expect(shown.next).toBeUndefined();
  });

  it("leads on to the step that is still to be done", () => {
    const open = lines({ "rehearsed:seen": { state: "grey" } });
    const now = unanswered.map(
      (line) => open.find(({ id, state }) => id === line.id && state === "grey") ?? line,
    );
    const shown = view(withLast(now, "m", lookBefore(open)));
    expect(shown.next).toBe("rehearsal");
    expect(shown).not.toHaveProperty("awaits");
  });

  it("keeps what was last seen through several such looks", () => {
    const first = withLast(unanswered, "m", lookBefore(lines({})));
    const second = withLast(unanswered, "m", { at: LATER, mark: "m", lines: first });
    expect(second.find(({ id }) => id === "sign-in")?.last?.at).toBe(AT);
  });

  it("shows nothing of a look with other settings, and is then not called done", () => {
    const shown = view(withLast(unanswered, "m", lookBefore(lines({}), "other")));
    expect(shown.steps[0]?.stateSays).toBe("Not known just now");
    expect(shown.next).toBe("consent");
  });

  it("does not hide what is known to be wrong", () => {
    const wrong = unanswered.map((line) => (line.id === "access-policy" ? { ...line, ...POLICY } : line));
    const shown = view(withLast(wrong, "m", lookBefore(lines({}))));
    expect(shown.steps.find(({ id }) => id === "meetings")).toMatchObject({ state: "red" });
    expect(shown.next).toBe("meetings");
    expect(shown).not.toHaveProperty("awaits");
  });

  it("is never ready", () => {
    expect(isReady(withLast(unanswered, "m", lookBefore(lines({}))))).toBe(false);
  });
});
