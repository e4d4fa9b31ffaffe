import { nextEscalation } from "../../../src/protocol/concern/escalation.ts";
import { type Concern, NO_CONCERN } from "../../../src/protocol/concern/state.ts";
import { escalationSentence } from "../../../src/protocol/screen/escalation-words.ts";
import { firstTold } from "../../../src/protocol/screen/told-words.ts";
import { type Holders, routeFor, toldByRoute, toldThen } from "../../../src/protocol/who/route.ts";
import type { Target } from "../../../src/protocol/work/duty.ts";

/** Dr Evans is the headteacher, Ms Bell a deputy of the same group. */
const HOLDERS: Holders = { dsl: ["lowe"], headteacher: ["evans", "bell"], head: "evans" };
const PARTIES = { about: "child", reporter: "okafor", lessonStaff: ["okafor"], channel: true } as const;
const AT = "2026-11-24T10:00:00.000Z";

const told = (targets: readonly Target[], step: number): Concern["deliveries"] =>
  targets.map((target) => ({ target, step, state: "told", at: AT }));
const raised = (holders: Holders): Concern => ({
  ...NO_CONCERN,
  version: 1,
  raisedBy: "okafor",
  raisedAt: AT,
  reaches: "dsl",
  deliveries: told(routeFor(PARTIES, holders).targets, 1),
});

describe("who has been told", () => {
  it("is the headteacher while they are there", () => {
    expect(firstTold(raised(HOLDERS), "UTC")).toBe(
      "Sent to the DSL channel at 10:00, the headteacher was told at 10:00.",
    );
  });

  it("is a deputy, and not called headteacher, while the headteacher is away", () => {
    const away = { ...HOLDERS, away: ["evans"] };
    expect(firstTold(raised(away), "UTC")).toBe(
      "Sent to the DSL channel at 10:00, a deputy headteacher was told at 10:00.",
    );
    const route = routeFor(PARTIES, away);
    expect(toldByRoute(route)).toEqual(["the DSL", "a deputy headteacher"]);
    expect(toldThen(toldByRoute(route))).toBe("The DSL and a deputy headteacher are told then.");
  });

  it("is any headteacher where the school has not said which of the group is one", () => {
    const { head: _head, ...none } = HOLDERS;
    expect(firstTold(raised({ ...none, away: ["evans"] }), "UTC")).toContain("the headteacher was told");
  });

  it("is a deputy at a later step, too", () => {
    const first = { ...HOLDERS, first: "dsl-first", away: ["evans"] } as const;
    const concern = raised(first);
    const asked = {
      ...concern,
      steps: [{ step: 2, whom: "dsl", why: "not seen", at: AT, afterMs: 0 }],
    } as const;
    const next = nextEscalation(asked, first, ["okafor"], "not seen");
    expect(next?.targets).toEqual([{ to: "person", person: "bell", as: "headteacher", deputy: true }]);
    const after: Concern = {
      ...concern,
      deliveries: [...concern.deliveries, ...told(next?.targets ?? [], 2)],
      steps: [{ step: 2, whom: "headteacher", why: "not seen", at: AT, afterMs: 0 }],
    };
    expect(escalationSentence(after, AT, "UTC", "Phone the school office.")).toContain(
      "a deputy headteacher was told too at 10:00",
    );
  });
});
