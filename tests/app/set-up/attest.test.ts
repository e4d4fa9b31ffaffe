import { type notSeenBy, withWord } from "../../../src/app/set-up/attest.ts";
import { MEETING_POLICY } from "../../../src/app/set-up/meeting-policy.ts";
import { setUpView } from "../../../src/app/set-up/set-up-view.ts";
import { ATTESTED } from "../../../src/protocol/holders/attested.ts";
import { AT, lines, VALUES } from "../../panel/support/set-up.ts";

const GREY = { state: "grey", says: "not checked" } as const;
const ALL_GREY = { policy: GREY, availability: GREY, "chats:pupils": GREY, copies: GREY };
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
        /^Looked at by Rafiq Khan on 24 November 2026\. Lesson Guard cannot see it itself, and asks again after 25 May 2027$/,
      ),
      attest: { said: "Looked at by Rafiq Khan on 24 November 2026" },
    });
    expect(view.notSeen).toBe(
      "Not seen by Lesson Guard: who may have the app (step 4), and the meeting policy (step 7). Rafiq Khan looked at the meeting policy on 24 November 2026. Look once at who may have the app in the Teams admin centre.",
    );
    expect(view.steps.find(({ id }) => id === "removal")?.stateSays).toBe(
      "Removing people: it answers. The meeting policy cannot be read: looked at by Rafiq Khan on 24 November 2026",
    );
  });

  it("is to be looked at again after half a year: the word of then is not green any more", () => {
    const view = setUpView(VALUES, seen, SAID, LATER);
    expect(policyIn(SAID, LATER)).toMatchObject({ state: "amber", mend: expect.stringMatching(/again/) });
    expect(view.notSeen).toMatch(/Look once at both/);
    expect(view.steps.find(({ id }) => id === "removal")?.state).toBe("amber");
  });

  it("does not stand in the place of what was seen, nor of what is red", () => {
    const all = lines({});
    const [line] = all.filter(({ id }) => id === "chats:pupils");
    if (line === undefined) throw new Error("no line");
    const said = { pupils: { by: "Rafiq Khan", at: AT } };
    expect(withWord(line, all, said, AT)).toEqual(line);
    expect(withWord({ ...line, state: "amber" }, all, said, AT)).toEqual({ ...line, state: "amber" });
    expect(withWord({ ...line, ...GREY }, all, said, AT).state).toBe("green");
  });

  const offered = (change: Parameters<typeof lines>[0]) => {
    const { steps, others } = setUpView(VALUES, { at: AT, lines: lines(change) });
    return [...steps.flatMap((step) => step.lines), ...others].flatMap(({ attest }) => attest ?? []);
  };

  it("says of each, before it can be pressed, where and how to try it and what must be seen", () => {
    const all = offered(ALL_GREY);
    expect(all.map(({ what }) => what).toSorted()).toEqual(ATTESTED.toSorted());
    for (const { how, see, press } of all) {
      expect(how.length).toBeGreaterThan(1);
      // A place that can be opened, and what is seen there; on the button, what the person did and saw.
      expect(how.join(" ")).toMatch(/\w+\.microsoft\.com|portal\.azure\.com/);
      expect(see).toMatch(/^.{20,}\.$/);
      expect(press).toMatch(/^I (looked|signed in).*: .{10,}/);
    }
  });

  it("offers to say so only where there is something to try: not before staff have the app", () => {
    for (const state of ["red", "grey", "amber"] as const)
      expect(
        offered({ ...ALL_GREY, "chats:staff": { state } })
          .map(({ what }) => what)
          .toSorted(),
      ).toEqual(["copies", "policy"]);
  });

  it("names each value of the policy that step 7 sets, as PowerShell shows it", () => {
    const policy = offered(ALL_GREY).find(({ what }) => what === "policy");
    for (const { parameter, value } of MEETING_POLICY)
      if (value !== undefined) expect(policy?.see).toContain(`${parameter} ${value.replace("$", "")}`);
  });
});
