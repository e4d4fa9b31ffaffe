import type { ConcernCommand } from "../../../src/protocol/concern/commands.ts";
import { alertProof } from "../../../src/protocol/screen/end-steps.ts";
import { nothingSent } from "../../../src/protocol/screen/nothing-sent.ts";
import { addMs } from "../../../src/protocol/time/clock-time.ts";
import { CANNOT_SIGN_IN } from "../../../src/protocol/work/protective.ts";
import { due } from "../concern/escalating.ts";
import { CHANNEL, ConcernStory, DSL, HEAD, HOLDERS, raising, SIDE_BY_SIDE } from "../concern/story.ts";
import { arrival } from "../lesson/story.ts";

const OFFICE = "Phone the school office on 01234 567890.";
const HEADS_CHAT = { to: "person", person: HEAD.id, as: "headteacher" } as const;

const notTold = (
  target: Extract<ConcernCommand, { do: "not-told" }>["target"],
  more: Partial<Extract<ConcernCommand, { do: "not-told" }>> = {},
): ConcernCommand => ({ do: "not-told", target, reason: "503", final: false, holders: HOLDERS, ...more });

const proofOf = (story: ConcernStory, laterMs = 0) =>
  alertProof(story.concern, addMs(story.now, laterMs), "Europe/London", "01234 567890");

describe("what is said of an alert that Teams has not accepted", () => {
  it("that it is being told, by whose role, until it is late", () => {
    const story = new ConcernStory(raising("child", { holders: SIDE_BY_SIDE }));
    expect(proofOf(story)).toMatchObject({
      state: "asked",
      sentence: expect.stringMatching(/^Telling the DSL/),
    });
    expect(proofOf(story, 60_000)).toMatchObject({
      state: "not proven",
      sentence: `Teams has not accepted the message yet. Still trying. ${OFFICE}`,
    });
  });

  it("that it was refused only once each of its messages was, for good", () => {
    const story = new ConcernStory(
      raising("child", { holders: SIDE_BY_SIDE }),
      notTold(CHANNEL, { reason: "403", final: true }),
    );
    expect(proofOf(story).state).not.toBe("refused");
    for (const target of story.concern.deliveries.flatMap((one) =>
      one.state === "not told" ? [] : [one.target],
    ))
      story.take(notTold(target, { reason: "403", final: true }));
    expect(proofOf(story)).toMatchObject({
      state: "refused",
      sentence: `Teams did not accept the message. ${OFFICE}`,
    });
    // Each was refused, and one of them is tried again.
    const trying = new ConcernStory(raising("child"), notTold(CHANNEL));
    for (const target of trying.concern.deliveries.map((one) => one.target)) trying.take(notTold(target));
    expect(trying.concern.deliveries.map((one) => one.state)).toEqual(["not told", "not told", "not told"]);
    expect(proofOf(trying).state).not.toBe("refused");
  });

  it("that Lesson Guard cannot sign in, at once, where that is why; not where another way got through", () => {
    const story = new ConcernStory(raising("child"), notTold(CHANNEL, { reason: CANNOT_SIGN_IN }));
    expect(proofOf(story)).toMatchObject({
      state: "not proven",
      sentence: `Lesson Guard cannot sign in to Microsoft 365: no one has been told yet. Still trying. ${OFFICE}`,
    });
    story.wait(180_000);
    story.take(due(2, { ways: ["feed"] }));
    expect(proofOf(story).sentence).toContain("cannot sign in");
    story.take({ do: "told", target: { to: "feed", person: HEAD.id, as: "headteacher" }, step: 2 });
    expect(proofOf(story).sentence).not.toContain("sign in");
    expect(proofOf(new ConcernStory(raising("child"), notTold(CHANNEL))).sentence).not.toContain("sign in");
  });

  it("of an e-mail that went out, when it did", () => {
    const story = new ConcernStory(raising("child"), notTold(CHANNEL, { ways: ["mail"] }));
    story.take({ do: "told", target: { to: "mail", person: DSL.id, as: "dsl" } });
    expect(proofOf(story)).toMatchObject({ state: "not proven" });
    expect(proofOf(story).sentence).toMatch(/Still trying\. An e-mail was sent at 10:00\. Phone/);
  });
});

describe("the top of the panel while Microsoft does not accept our sign-in", () => {
  const top = (...concerns: readonly ConcernStory[]): string =>
    nothingSent(
      arrival().lesson,
      concerns.map(({ concern }) => concern),
      { now: "2026-11-24T10:00:05.000Z", timeZone: "Europe/London", phone: "01234 567890" },
    ) ?? "";
  const signedOut = (...more: readonly ConcernCommand[]): ConcernStory =>
    new ConcernStory(
      raising("child", { holders: SIDE_BY_SIDE }),
      notTold(CHANNEL, { reason: CANNOT_SIGN_IN }),
      ...more,
    );

  it("says so for a concern that no one has been told of", () => {
    expect(top(signedOut())).toMatch(
      /^Lesson Guard cannot sign in to Microsoft 365\. Use Teams' own buttons\. .*What you press is recorded/,
    );
  });

  it.each<[string, readonly ConcernCommand[]]>([
    ["one of its messages was accepted", [{ do: "told", target: HEADS_CHAT }]],
    ["a person has it", [{ do: "have-it", by: DSL }]],
    ["it is closed", [{ do: "close", by: DSL, decision: "Spoke to home", reason: "Safe" }]],
    ["it is tried again and fails otherwise", [notTold(CHANNEL)]],
  ])("says nothing of it where %s", (_, more) => {
    expect(top(signedOut(...more))).not.toContain("sign in");
  });
});
