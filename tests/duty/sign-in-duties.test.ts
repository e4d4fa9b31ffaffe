import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { scheduleSignInEnd, tellSignInEnds } from "../../src/duty/handlers/sign-in-duties.ts";
import { errorFromAnswer } from "../../src/meeting/cloud-error.ts";
import type { SignInEnd } from "../../src/meeting/sign-in-end.ts";
import { type Day, openDay, STAFFING } from "../desk/school-day.ts";

const END: SignInEnd = { of: "secret", at: "2027-01-14T00:00:00.000Z" };
const CALL = { service: "connector", operation: "open chat", repeatable: true } as const;
const refused = errorFromAnswer(CALL, { status: 403, code: "BotNotInstalled" });
const throttled = errorFromAnswer(CALL, { status: 429, code: "Throttled" });

describe("the end of the sign-in", () => {
  const planned = async (now: string, signInEnd: SignInEnd | undefined = END) => {
    const made: string[] = [];
    const record = {
      scope: { school: "first", store: "general" },
      append: async ({ duties = [] }: { duties?: readonly { at: string; duty: { work: object } }[] }) => {
        for (const { at, duty } of duties) made.push(`${at.slice(0, 10)} ${JSON.stringify(duty.work)}`);
      },
    } as unknown as DutyServices["record"];
    await scheduleSignInEnd({ record, signInEnd, now: () => now });
    return made.map((one) => one.replace(/ .*"days":(\d+).*/, " $1"));
  };

  it.each([
    ["long before", "2026-11-30T08:00:00.000Z", ["2026-12-15 30", "2027-01-07 7", "2027-01-13 1"]],
    [
      "20 days before, the first at once",
      "2026-12-25T08:00:00.000Z",
      ["2026-12-15 30", "2027-01-07 7", "2027-01-13 1"],
    ],
    ["5 days before, only the second at once", "2027-01-09T08:00:00.000Z", ["2027-01-07 7", "2027-01-13 1"]],
    ["on the last day", "2027-01-13T08:00:00.000Z", ["2027-01-13 1"]],
  ])("is planned to be told, %s", async (_when, now, expected) => {
    expect(await planned(now)).toEqual(expected);
  });

  it("is not planned where no one knows it", async () => {
    const none = { record: { append: () => fail() } as unknown as DutyServices["record"], now: () => "" };
    await scheduleSignInEnd({ ...none, signInEnd: undefined });
  });

  describe("is told", () => {
    let day: Day;
    beforeEach(async () => {
      day = await openDay();
      day.staffing.roles = { admin: STAFFING["admin"] ?? [], second: STAFFING["admin"] ?? [] };
    });
    afterEach(() => day.close());

    const tell = async (at: string, failing: Readonly<Record<string, Error>> = {}) => {
      const told: string[] = [];
      const services = {
        ...day,
        signInEnd: END,
        now: () => "2027-01-07T00:00:00.000Z",
        sender: {
          openPersonal: async (person: string) => {
            const error = failing[person];
            if (error !== undefined) throw error;
            return person;
          },
          send: async (to: string, card: object) => {
            told.push(`${to}: ${JSON.stringify(card)}`);
            return { activityId: to };
          },
          update: async () => undefined,
        },
      } as unknown as DutyServices;
      const attempt = { signal: new AbortController().signal } as Parameters<
        ReturnType<typeof tellSignInEnds>
      >[1];
      const outcome = await tellSignInEnds(services)({ kind: "tell-sign-in-ends", at, days: 7 }, attempt);
      return { told, outcome };
    };

    it("to each administrator, with its day and what to do", async () => {
      const { told, outcome } = await tell(END.at);
      expect(outcome).toEqual({ done: true });
      expect(told).toHaveLength(2);
      expect(told[0]).toContain("Lesson Guard's client secret ends on 14 January 2027");
      expect(told[0]).toContain("That is in 7 days.");
      expect(told[0]).toContain("New client secret");
    });

    it("to no one once a newer secret is in use", async () => {
      expect(await tell("2026-06-01T00:00:00.000Z")).toEqual({ told: [], outcome: { done: true } });
    });

    it("to the others where one chat is closed, and fails where all are", async () => {
      const one = await tell(END.at, { admin: refused });
      expect([one.told.length, one.outcome]).toEqual([1, { done: true }]);
    });

    it("is given up where no administrator can be written to, and tried again where Teams is busy", async () => {
      const none = await tell(END.at, { admin: refused, second: refused });
      expect(none.outcome).toEqual({ failed: "no administrator could be told" });
      const busy = await tell(END.at, { admin: throttled });
      expect(busy.outcome).toMatchObject({ reason: expect.any(String) });
    });
  });
});
