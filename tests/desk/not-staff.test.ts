import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { tellUnprotected } from "../../src/duty/handlers/unprotected-duty.ts";
import { errorFromAnswer } from "../../src/meeting/cloud-error.ts";
import { FOUND } from "../protocol/lesson/story.ts";
import { CHAT, type Day, openDay, STAFFING } from "./school-day.ts";

const ATTEMPT = {
  id: "tell",
  stream: "lesson:1",
  store: "general" as const,
  number: 1,
  deadlineAt: 0,
  expiresAt: 0,
  signal: new AbortController().signal,
};
const CALL = { service: "connector", operation: "open chat", repeatable: true } as const;
const refused = errorFromAnswer(CALL, { status: 403, code: "BotNotInstalled" });
const busy = errorFromAnswer(CALL, { status: 429, code: "Throttled" });

let day: Day;
let lesson: string;
beforeEach(async () => {
  day = await openDay();
  ({ id: lesson } = await day.lessons.occurrence(CHAT));
  await day.lessons.report(lesson, { ...FOUND, organiser: "a-pupil", staff: [], organiserStaff: false });
});
afterEach(() => day.close());

/** Sends the message while the chats of these people fail. @returns who was told */
const tell = async (failing: Readonly<Record<string, Error>> = {}) => {
  const told: string[] = [];
  const services = {
    ...day,
    sender: {
      openPersonal: async (person: string) => {
        const error = failing[person];
        if (error !== undefined) throw error;
        return person;
      },
      send: async (to: string) => {
        told.push(to);
        return { activityId: to };
      },
      update: async () => undefined,
    },
  } as unknown as DutyServices;
  const outcome = await tellUnprotected(services)({ kind: "tell-unprotected", lesson }, ATTEMPT);
  return { told, outcome };
};

describe("a meeting whose organiser is not staff", () => {
  it("is told to every DSL, and to no one else", async () => {
    expect(await tell()).toEqual({ told: ["dsl", "deputy"], outcome: { done: true } });
  });

  it("one DSL whose chat is shut keeps it from no other", async () => {
    expect(await tell({ dsl: refused })).toEqual({ told: ["deputy"], outcome: { done: true } });
  });

  it("is told to the headteacher where no DSL can be written to", async () => {
    expect((await tell({ dsl: refused, deputy: refused })).told).toEqual(["head"]);
  });

  it("is told to the administrators where the headteacher cannot be written to either", async () => {
    expect((await tell({ dsl: refused, deputy: refused, head: refused })).told).toEqual(["admin"]);
  });

  it("is told to the administrators where the school has named no DSL and no headteacher yet", async () => {
    day.staffing.roles = { admin: STAFFING["admin"] ?? [] };
    expect((await tell()).told).toEqual(["admin"]);
  });

  it("waits for a chat that is only busy: no one is left out for it", async () => {
    const { told, outcome } = await tell({ dsl: busy, deputy: busy });
    expect(told).toEqual([]);
    expect(outcome).toMatchObject({ reason: expect.any(String) });
  });

  it("counts as given up where no one at all can be told", async () => {
    const shut = Object.fromEntries(["dsl", "deputy", "head", "admin"].map((one) => [one, refused]));
    expect(await tell(shut)).toEqual({ told: [], outcome: { failed: "no one could be told" } });
  });
});
