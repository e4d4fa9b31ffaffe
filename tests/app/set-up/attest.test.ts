import { type notSeenBy, withWord } from "../../../src/app/set-up/attest.ts";
import { MEETING_POLICY } from "../../../src/app/set-up/meeting-policy.ts";
import { setUpView } from "../../../src/app/set-up/set-up-view.ts";
import { ATTESTED } from "../../../src/protocol/holders/attested.ts";
import { AT, lines, VALUES } from "../../panel/support/set-up.ts";

const GREY = { state: "grey", says: "not checked" } as const;
const ALL_GREY = {
  "staff-people": GREY,
  policy: GREY,
  availability: GREY,
  "chats:pupils": GREY,
  copies: GREY,
};
const LATER = "2027-06-30T10:42:00.000Z";
const SAID = { policy: { by: "Rafiq Khan", at: AT, of: "Educators" } };

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
      "Not seen by Lesson Guard: who of the group of staff is no pupil (step 3), who may have the app (step 4) and the meeting policy (step 7). Look once at the people of the group of staff, who may have the app and the meeting policy: the page Set-up says how.",
    );
  });

  it("names who looked and when, also beside Ready for lessons, and can be taken back", () => {
    const view = setUpView(VALUES, seen, SAID, AT);
    expect(policyIn(SAID, AT)).toMatchObject({
      state: "green",
      says: expect.stringMatching(
        /^Looked at by Rafiq Khan on 24 November 2026, the policy “Educators”\. Lesson Guard cannot see it itself, and asks again after 25 May 2027$/,
      ),
      attest: { said: "Looked at by Rafiq Khan on 24 November 2026, the policy “Educators”" },
    });
    expect(view.notSeen).toBe(
      "Not seen by Lesson Guard: who of the group of staff is no pupil (step 3), who may have the app (step 4) and the meeting policy (step 7). Rafiq Khan looked at the meeting policy on 24 November 2026. Look once at the people of the group of staff and who may have the app: the page Set-up says how.",
    );
    expect(view.steps.find(({ id }) => id === "removal")?.stateSays).toBe(
      "Removing people: it answers. The meeting policy cannot be read: looked at by Rafiq Khan on 24 November 2026, the policy “Educators”",
    );
  });

  it("is to be looked at again after half a year: the word of then is not green any more", () => {
    const view = setUpView(VALUES, seen, SAID, LATER);
    expect(policyIn(SAID, LATER)).toMatchObject({ state: "amber", mend: expect.stringMatching(/again/) });
    expect(view.notSeen).toMatch(/Look once at the people of .* and the meeting policy:/);
    expect(view.steps.find(({ id }) => id === "removal")?.state).toBe("amber");
  });

  it("is not said by a tick before someone looked: the step stays the next one", () => {
    for (const [id, step] of [
      ["staff-people", "groups"],
      ["availability", "staff"],
      ["policy", "removal"],
    ] as const) {
      const { steps, next } = setUpView(VALUES, { at: AT, lines: lines({ [id]: GREY }) }, {}, AT);
      const shown = steps.find((one) => one.id === step);
      expect([shown?.state, shown?.stateSays, next]).toEqual([
        "grey",
        expect.stringMatching(/^Look yourself: /),
        step,
      ]);
    }
  });

  it("voids a word about groups that were changed since, says since when and why, and asks to look again", () => {
    const word = { by: "Rafiq Khan", at: AT, of: "g", overtakenAt: "2026-11-26T09:00:00.000Z" };
    for (const [what, id] of [
      ["staff", "staff-people"],
      ["policy", "policy"],
      ["availability", "availability"],
      ["pupils", "chats:pupils"],
    ] as const) {
      const view = setUpView(VALUES, { at: AT, lines: lines({ [id]: GREY }) }, { [what]: word }, LATER);
      const line = view.steps.flatMap((step) => step.lines).find((one) => one.id === id);
      expect(line).toMatchObject({
        state: "amber",
        says: expect.stringMatching(/The groups of step 3 were changed after that, on 26 November 2026$/),
      });
      expect(line?.attest).not.toHaveProperty("said");
      expect(view.notSeen).not.toContain("Rafiq Khan");
    }
  });

  it("is contradicted by a pupil who was seen with the app, and by a pupil in the group of staff", () => {
    const said = {
      availability: { by: "Rafiq Khan", at: AT },
      staff: { by: "Rafiq Khan", at: AT, of: "g" },
    };
    const with2 = { state: "amber", says: "1 of the 6 who were tried has the app" } as const;
    const view = setUpView(
      VALUES,
      {
        at: AT,
        lines: lines({
          availability: GREY,
          "chats:pupils": with2,
          "staff-people": GREY,
          "group:staff": { state: "red" },
        }),
      },
      said,
      AT,
    );
    const of = (id: string) => view.steps.flatMap((step) => step.lines).find((one) => one.id === id);
    expect(of("availability")).toMatchObject({
      state: "amber",
      says: expect.stringMatching(/“Pupils without the app” shows otherwise now: 1 of the 6/),
    });
    expect(of("staff-people")).toMatchObject({ state: "grey" });
    expect(of("staff-people")).not.toHaveProperty("attest");
    expect(view.notSeen).not.toContain("looked at who may have the app on");
  });

  it("names with the press at what the person looked: a policy, or a group", () => {
    expect(offered(ALL_GREY).flatMap(({ what, of }) => (of === undefined ? [] : [[what, of]]))).toEqual([
      ["staff", { group: VALUES.groups.staff }],
      ["policy", { mark: "{{MeetingPolicy}}" }],
    ]);
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
      ).toEqual(["copies", "policy", "staff"]);
  });

  it("names each value of the policy that step 7 sets, as PowerShell shows it", () => {
    const policy = offered(ALL_GREY).find(({ what }) => what === "policy");
    for (const { parameter, value } of MEETING_POLICY)
      if (value !== undefined) expect(policy?.see).toContain(`${parameter} ${value.replace("$", "")}`);
  });
});
