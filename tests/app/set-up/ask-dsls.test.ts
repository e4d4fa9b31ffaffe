import { askDsls } from "../../../src/app/set-up/ask-dsls.ts";
import { CloudError, type CloudErrorKind } from "../../../src/meeting/cloud-error.ts";

const START = Date.parse("2026-11-24T10:42:00.000Z");
const NAMES: Readonly<Record<string, string>> = { lowe: "Ms Lowe", grant: "Mr Grant" };

describe("the message of a rehearsal to the DSLs", () => {
  const stage = (refused: Record<string, CloudErrorKind>, dsl: readonly string[] = ["lowe", "grant"]) => {
    let clock = START;
    const sent: string[] = [];
    const failedWith = (person: string): void => {
      const kind = refused[person];
      if (kind !== undefined)
        throw new CloudError({ service: "connector", operation: "send", kind, code: `code-${kind}` });
    };
    const asking = askDsls(
      {
        sender: {
          openPersonal: async (person) => person,
          send: async (person) => {
            failedWith(person);
            sent.push(person);
            return { activityId: person };
          },
          update: async () => undefined,
        },
        now: () => new Date(clock).toISOString(),
        failed: (error) => {
          throw error;
        },
      },
      {
        id: "school",
        school: { settings: () => ({ timeZone: "Europe/London" }) },
        people: { holders: async () => ({ dsl }), nameOf: async (id: string) => NAMES[id] ?? "" },
      } as never,
      "id",
    );
    const round = async (later = 0) => {
      clock += later;
      asking.send();
      await new Promise((done) => setImmediate(done));
      return asking.said();
    };
    return { asking, round, sent, refused };
  };

  it("is said to be on its way before Teams has taken it, and not to have failed", () => {
    const { asking } = stage({});
    asking.send();
    expect(asking.said()).toEqual({
      now: "Lesson Guard is sending a message to each DSL. Teams has not taken one yet.",
    });
    expect(asking.reachedNone()).toBe(false);
  });

  it("says to whom it went and when, and that no one has pressed", async () => {
    const { round, sent } = stage({});
    expect(await round()).toEqual({
      now: expect.stringMatching(
        /^The message went to Ms Lowe, Mr Grant at 10:42, and no one has pressed yet\. Ask a DSL/,
      ),
    });
    await round(60_000);
    expect(sent).toEqual(["lowe", "grant"]);
  });

  it.each(["temporary", "throttled"] as const)(
    "is sent again by itself where Teams is late: %s",
    async (kind) => {
      const { asking, round, refused } = stage({ lowe: kind, grant: kind });
      expect((await round()).trouble).toMatch(
        new RegExp(`^Teams has not taken it yet for Ms Lowe, Mr Grant \\(code-${kind}\\)\\. Leave this on`),
      );
      expect(asking.reachedNone()).toBe(false);
      delete refused["lowe"];
      delete refused["grant"];
      expect(await round(6_000)).toEqual({ now: expect.stringMatching(/went to Ms Lowe, Mr Grant/) });
    },
  );

  it("is not sent twice where Teams did not say whether it took it", async () => {
    const { round, refused, sent } = stage({ lowe: "unknown-outcome", grant: "unknown-outcome" });
    expect((await round()).now).toMatch(/went to Ms Lowe/);
    delete refused["lowe"];
    await round(60_000);
    expect(sent).toEqual([]);
  });

  it("says who has not the app and which step gives it, and goes on once they have it", async () => {
    const { asking, round, refused } = stage({ lowe: "not-allowed", grant: "not-allowed" });
    expect((await round()).trouble).toMatch(
      /^Teams refuses it for Ms Lowe, Mr Grant \(code-not-allowed\)\. .*\(step 4\)\. Leave this on/,
    );
    expect(asking.reachedNone()).toBe(true);
    delete refused["lowe"];
    const { now, trouble } = await round(21_000);
    expect(now).toMatch(/went to Ms Lowe at/);
    expect(trouble).toMatch(/^Teams refuses it for Mr Grant/);
    expect(asking.reachedNone()).toBe(false);
  });

  it("says that the group of DSLs is empty", async () => {
    const { asking, round } = stage({}, []);
    expect((await round()).trouble).toMatch(/in the group of DSLs\. .*step 3/);
    expect(asking.reachedNone()).toBe(true);
  });
});
