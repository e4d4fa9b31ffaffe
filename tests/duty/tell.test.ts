import { tell } from "../../src/duty/handlers/alert-duties.ts";
import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import type { Target } from "../../src/protocol/work/duty.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";

describe("an alert for a person whom it takes a while to reach", () => {
  let day: Day;
  let ref: string;
  let left: string[];
  /** What happens while a chat is opened, or the directory is asked. */
  let meanwhile: () => Promise<unknown>;

  beforeEach(async () => {
    day = await openDay();
    await day.school.change({ ...day.school.settings(), mailFrom: "safeguarding@oak.example" }, "admin");
    const lesson = await day.lessons.read(await startedLesson(day));
    const raised = await day.concerns.raise(day.caller("teacher"), lesson, "child");
    if ("refused" in raised) throw new Error(raised.refused);
    ({ ref } = raised.concern);
    left = [];
    meanwhile = async () => undefined;
  });

  afterEach(() => day.close());

  const sender = {
    openPersonal: async (person: string) => {
      await meanwhile();
      return `chat of ${person}`;
    },
    send: async (conversationId: string, card: unknown) => {
      left.push(`${conversationId}: ${JSON.stringify(card)}`);
      return { activityId: "1" };
    },
  };
  const send = (target: Target, step: number) => {
    const services = {
      ...day,
      urgentSender: sender,
      sender,
      people: {
        ...day.people,
        mailOf: async () => {
          await meanwhile();
          return "dsl@oak.example";
        },
      },
      mailer: async ({ text }: { text: string }) => void left.push(text),
      links: { record: () => "https://teams.example", join: () => "https://teams.example" },
    } as unknown as DutyServices;
    return tell(services)({ kind: "tell", ref, target, step }, { store: "general" } as never);
  };
  const close = () =>
    day.concerns.close(day.caller("dsl"), ref, { decision: "Spoke to home", reason: "Child is safe" });
  const take = () => day.concerns.haveIt(day.caller("dsl"), ref);

  it.each<[string, Target, number, () => Promise<unknown>]>([
    ["a message, once it is closed", { to: "person", person: "head", as: "headteacher" }, 1, close],
    ["a later message, once a person has it", { to: "person", person: "head", as: "headteacher" }, 2, take],
    ["an e-mail that says no one has it", { to: "mail", person: "head", as: "headteacher" }, 2, take],
  ])("%s, is not sent", async (_, target, step, then) => {
    meanwhile = then;
    expect(await send(target, step)).toEqual({ done: true });
    expect(left).toEqual([]);
  });

  it("the first message goes out still, and says who has it by then", async () => {
    meanwhile = take;
    await send({ to: "person", person: "deputy", as: "dsl" }, 1);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain("Taken at");
  });

  it.each<Target>([
    { to: "person", person: "head", as: "headteacher" },
    { to: "mail", person: "head", as: "headteacher" },
  ])("where no one has it, it is sent by $to", async (target) => {
    await send(target, 2);
    expect(left).toHaveLength(1);
    expect(left[0]).toContain(ref);
  });
});
