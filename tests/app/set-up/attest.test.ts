import { type notSeenBy, withWord } from "../../../src/app/set-up/attest.ts";
import { setUpView } from "../../../src/app/set-up/set-up-view.ts";
import { AT, lines, VALUES } from "../../panel/support/set-up.ts";

const GREY = { state: "grey", says: "not checked" } as const;
const LATER = "2027-06-30T10:42:00.000Z";
const SAID = { policy: { by: "Rafiq Khan", at: AT } };

const seen = { at: AT, lines: lines({ policy: GREY, "chats:pupils": GREY }) };
const policyIn = (said: Parameters<typeof notSeenBy>[0], now: string) =>
  setUpView(VALUES, seen, said, now).steps.flatMap((step) =>
    step.lines.filter(({ id }) => id === "policy"),
  )[0];

describe("what Lesson Guard cannot see, on the set-up page", () => {
  it("is offered to be said, and nothing is green by it before", () => {
    expect(policyIn({}, AT)).toMatchObject({
      state: "grey",
      attest: { what: "policy", press: expect.stringMatching(/^I looked/) },
    });
    expect(policyIn({}, AT)?.attest).not.toHaveProperty("said");
    expect(setUpView(VALUES, seen, {}, AT).notSeen).toBe(
      "Not seen by Lesson Guard: who may have the app (step 4), and the meeting policy (step 7). Look once at both in the Teams admin centre.",
    );
  });

  it("names who looked and when, also beside Ready for lessons, and can be taken back", () => {
    const view = setUpView(VALUES, seen, SAID, AT);
    expect(policyIn(SAID, AT)).toMatchObject({
      state: "green",
      says: expect.stringMatching(
        /^Rafiq Khan looked at it on 24 November 2026\. Lesson Guard cannot see it itself, and asks again after 25 May 2027$/,
      ),
      attest: { said: true },
    });
    expect(view.notSeen).toBe(
      "Not seen by Lesson Guard: who may have the app (step 4), and the meeting policy (step 7). Rafiq Khan looked at the meeting policy on 24 November 2026. Look once at who may have the app in the Teams admin centre.",
    );
    expect(view.steps.find(({ id }) => id === "removal")?.stateSays).toBe(
      "A guest was removed. The meeting policy cannot be read: Rafiq Khan looked at it on 24 November 2026",
    );
  });

  it("is to be looked at again after half a year: the word of then is not green any more", () => {
    const view = setUpView(VALUES, seen, SAID, LATER);
    expect(policyIn(SAID, LATER)).toMatchObject({ state: "amber", mend: expect.stringMatching(/again/) });
    expect(view.notSeen).toMatch(/Look once at both/);
    expect(view.steps.find(({ id }) => id === "removal")?.state).toBe("amber");
  });

  it("does not stand in the place of what was seen, nor of what is red", () => {
    const [line] = lines({}).filter(({ id }) => id === "chats:pupils");
    if (line === undefined) throw new Error("no line");
    const said = { pupils: { by: "Rafiq Khan", at: AT } };
    expect(withWord(line, said, AT)).toEqual(line);
    expect(withWord({ ...line, state: "amber" }, said, AT)).toEqual({ ...line, state: "amber" });
    expect(withWord({ ...line, ...GREY }, said, AT).state).toBe("green");
  });
});
