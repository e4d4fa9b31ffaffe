import type { SetUpView } from "../../../src/app/set-up/view.ts";
import { Panel } from "../../e2e/support/panel.ts";
import { type InProcess, startInProcess } from "../../support/in-process.ts";

describe("a rehearsal while Microsoft is late", () => {
  let school: InProcess;
  const ask = async (method: string, path: string, body?: object): Promise<SetUpView | undefined> => {
    const answer = await new Panel(school.practice, "khan").ask<SetUpView>(method, path, body);
    // On a busy machine, or in an outage, the directory may not say who asks.
    return answer.status === 200 ? answer.body : undefined;
  };
  const act = (what: string) => ask("POST", "/api/set-up/rehearsal", { act: what });
  const until = (what: string, look: (now: NonNullable<SetUpView["rehearsal"]>) => boolean) =>
    school.practice.until(
      what,
      async () => {
        const rehearsal = (await ask("GET", "/api/set-up"))?.rehearsal;
        return rehearsal !== undefined && look(rehearsal) && rehearsal;
      },
      30_000,
    );
  const message = () =>
    school.practice.until("the DSL has the message", async () =>
      (await school.practice.state()).chats
        .find(({ kind, of }) => kind === "private" && of === "lowe")
        ?.messages.findLast(({ card }) => JSON.stringify(card ?? {}).includes("see-rehearsal")),
    );

  beforeAll(async () => {
    school = await startInProcess({ dataDir: ":memory:" });
  });
  afterAll(() => school.practice.stop());

  it("stays on, says what is missing, and goes on with what is left", async () => {
    const { practice } = school;
    await act("start");
    const { joinUrl: meeting = "" } = await until(
      "there is a meeting",
      ({ joinUrl }) => joinUrl !== undefined,
    );
    await practice.do({ do: "start", meeting, person: "khan" });
    await until("Lesson Guard is in", ({ now }) => /on your phone/.test(now));

    await practice.fault({ operation: "graph.call.*", kind: "outage" });
    const away = await until("it says that Microsoft is away", ({ trouble = "" }) =>
      /not answer just now/.test(trouble),
    );
    expect(away).not.toHaveProperty("over");
    // What is to be done now stays in sight.
    expect(away.now).toMatch(/on your phone/);
    // The look in between says of nothing that it is not done, and takes no one away.
    await practice.clearFaults();
    await until("it goes on", ({ trouble }) => trouble === undefined);

    await practice.fault({ operation: "connector.*", kind: "outage" });
    await practice.do({ do: "arrive", meeting, person: "family-01" });
    await practice.do({ do: "admit", meeting, person: "family-01", by: "khan" });
    const waits = await until("Teams has not taken it", ({ trouble = "" }) =>
      /not taken it yet/.test(trouble),
    );
    expect(waits).not.toHaveProperty("over");
    await practice.clearFaults();
    await until("it is sent", ({ now }) =>
      /^The phone was removed: .* The message went to .* and no one has pressed yet/.test(now),
    );

    const stopped = await act("stop");
    expect(stopped?.rehearsal).toMatchObject({
      over: true,
      left: "dsl",
      now: expect.stringMatching(/Go on/),
    });
    await act("go on");
    await until("it is sent again", ({ now }) => now.startsWith("The message went to "));
    const again = await message();
    const data = JSON.parse(/"data":(\{[^}]*\})/.exec(JSON.stringify(again?.card))?.[1] ?? "{}");
    await practice.press({ person: "lowe", message: again?.id ?? "", action: "see-rehearsal", data });
    const over = await until("it is over", (one) => one.over === true);
    expect(over).not.toHaveProperty("left");
    expect(over.now).toMatch(/^All three were seen/);
    await practice.forgetViolations();
  });
});
