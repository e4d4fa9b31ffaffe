import type { ConcernView } from "../../src/protocol/screen/view.ts";
import { cardsWith } from "./support/cards.ts";
import { untilAnswered } from "./support/crash.ts";
import { PracticeLesson } from "./support/lesson.ts";
import { RecordFile } from "./support/record-file.ts";

let lesson: PracticeLesson;
let record: RecordFile;
let id = "";

const escalateAfter = async (escalateAfterMinutes: number): Promise<void> => {
  const administrator = lesson.as("khan");
  const { body } = await administrator.ask<{ settings: object }>("GET", "/api/settings");
  const { status } = await administrator.ask("PUT", "/api/settings", {
    ...body.settings,
    escalateAfterMinutes,
  });
  expect(status).toBe(200);
};

const raise = async (about: "child" | "adult" = "child"): Promise<string> => {
  const { ref } = await untilAnswered(lesson.practice, () => lesson.teacher.raise(id, about));
  // Within three seconds it would be the same press.
  await pause(3_000);
  return ref;
};

const alerts = async (place: string, ref: string): Promise<number> =>
  (await cardsWith(lesson.practice, place, ref)).length;

/** When a place was first sent a card with the reference, by Teams' own clock, in ms. */
const toldAt = async (place: string, ref: string): Promise<number> =>
  Math.min(...(await cardsWith(lesson.practice, place, ref)).map(({ at }) => Date.parse(at)));

/** One place after the other, however long it took this test to look. */
const inOrder = async (ref: string, ...places: readonly string[]): Promise<void> => {
  const told = await Promise.all(places.map(async (place) => ({ place, at: await toldAt(place, ref) })));
  expect(told.toSorted((a, b) => a.at - b.at).map(({ place }) => place)).toEqual(places);
};

/** Waits until a card with the reference stands in each of these places. */
const reaches = (ref: string, ...places: readonly string[]): Promise<true> =>
  lesson.practice.until(
    `${ref} reaches ${places.join(", ")}`,
    async () => {
      const counts = await Promise.all(places.map((place) => alerts(place, ref)));
      return counts.every((count) => count > 0);
    },
    30_000,
  );

/** What reached a person by e-mail, or in their activity feed, about this reference. */
const reachedBy = async (kind: "mail" | "feed", person: string, ref: string): Promise<readonly string[]> =>
  (await lesson.practice.state()).chats
    .filter((one) => one.kind === kind && one.of === person)
    .flatMap(({ messages }) => messages.map(({ summary, text }) => `${summary} ${text}`))
    .filter((words) => words.includes(ref));

const lineOf = async (ref: string): Promise<string> =>
  (await lesson.teacher.open()).concerns.find((one) => one.ref === ref)?.sentence ?? "";

const reads = (ref: string, words: RegExp): Promise<true> =>
  lesson.practice.until(`the raiser reads ${words}`, async () => words.test(await lineOf(ref)), 30_000);

const pressOn = async (person: string, place: string, ref: string, action: string): Promise<string> => {
  const [card] = (await cardsWith(lesson.practice, place, ref)).slice(-1);
  const { body } = await lesson.practice.press({ person, message: card?.id ?? "", action, data: { ref } });
  return JSON.stringify(body);
};

const haveIt = async (person: string, ref: string): Promise<void> => {
  const { status } = await untilAnswered(lesson.practice, () =>
    lesson.as(person).ask<{ concern: ConcernView }>("POST", `/api/concerns/${ref}/have-it`, {}),
  );
  expect(status).toBe(200);
};

const escalations = (ref: string): number =>
  record.events(`concern:${ref}`).filter(({ type }) => type === "Escalated").length;

/** No step is left to come, and none comes in the time in which it would have. */
const nothingMoreIsSent = async (ref: string): Promise<void> => {
  const steps = escalations(ref);
  await lesson.practice.until(
    `nothing of ${ref} is under way`,
    async () =>
      record
        .duties(`concern:${ref}`)
        // A reminder of what is left to do on CPOMS waits for its morning.
        .every(
          ({ kind, state }) => kind === "remind-concern" || (state !== "waiting" && state !== "started"),
        ),
    20_000,
  );
  await pause(4_000);
  expect(escalations(ref)).toBe(steps);
};

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms));

beforeAll(async () => {
  lesson = await PracticeLesson.begin();
  record = new RecordFile(lesson.practice);
  ({ lesson: id } = await lesson.arrived(2));
});

afterAll(() => lesson.endsWell());

afterEach(async () => {
  await lesson.practice.clearFaults();
});

type Story = { readonly about: "child" | "adult"; readonly live: (ref: string) => Promise<void> };

/** Each is a concern of its own, and most of it is waiting: they run side by side. */
const STORIES: Readonly<Record<string, Story>> = {
  "no one takes it: the channel and the headteacher, each DSL, the deputy, until a person has it": {
    about: "child",
    live: async (ref) => {
      await reaches(ref, "dsl", "evans");
      await reaches(ref, "lowe", "grant");
      await reads(ref, /^(Told|Sent) \d\d:\d\d(, not all of them yet)?\. No one has it yet\.$/);
      await reaches(ref, "bell");
      for (const first of ["dsl", "evans"])
        for (const next of ["lowe", "grant"]) await inOrder(ref, first, next, "bell");
      for (const kind of ["mail", "feed"] as const) {
        const [reached] = await lesson.practice.until(`bell is reached by ${kind}`, async () => {
          const all = await reachedBy(kind, "bell", ref);
          return all.length > 0 && all;
        });
        expect(reached).toMatch(/ message (with the reference .* has waited|is waiting for you, ref )/);
        expect(reached).toContain("https://teams.microsoft.com/l/entity/");
        // Others may read a mailbox: not what it is about, nor who raised it.
        expect(reached).not.toMatch(/okafor|concern|child|lesson was ended|safeguard/i);
      }

      expect(await pressOn("evans", "evans", ref, "have-it")).toContain("Taken at");
      await reads(ref, /^(Told|Sent) \d\d:\d\d, seen \d\d:\d\d\.$/);
      await nothingMoreIsSent(ref);
      for (const place of ["dsl", "lowe", "grant", "evans", "bell"])
        expect([place, await alerts(place, ref)]).toEqual([place, 1]);
    },
  },
  "told again, the newer message takes the place of the earlier one": {
    about: "child",
    live: async (ref) => {
      await lesson.practice.until("all were told again", async () => escalations(ref) >= 3, 30_000);
      await reads(ref, /No one has it yet\. Phone the school office on /);
      await haveIt("lowe", ref);
      await nothingMoreIsSent(ref);
      await lesson.practice.until("each has one message of it", async () => {
        const standing = await Promise.all(
          ["lowe", "grant", "evans", "bell"].map((place) => alerts(place, ref)),
        );
        return standing.every((many) => many === 1);
      });
    },
  },
  "about an adult: the headteachers alone, again and again, never the DSL": {
    about: "adult",
    live: async (ref) => {
      await reaches(ref, "evans", "bell");
      await lesson.practice.until("they were told again", async () => escalations(ref) >= 1, 30_000);
      await reads(ref, /No one has it yet\./);
      for (const place of ["dsl", "lowe", "grant"]) {
        expect([place, await alerts(place, ref)]).toEqual([place, 0]);
        expect(await reachedBy("mail", place, ref)).toEqual([]);
        expect(await reachedBy("feed", place, ref)).toEqual([]);
      }
      await lesson.practice.until(
        "evans is written to",
        async () => (await reachedBy("mail", "evans", ref)).length > 0,
      );
      expect((await lesson.as("lowe").ask("GET", `/api/concerns/${ref}`)).status).toBe(404);
      await haveIt("bell", ref);
    },
  },
  "closed, nothing more is sent": {
    about: "child",
    live: async (ref) => {
      await reaches(ref, "lowe");
      const { status } = await lesson.as("lowe").ask("POST", `/api/concerns/${ref}/close`, {
        decision: "Spoke to the family",
        reason: "Nothing further was found",
      });
      expect(status).toBe(200);
      await nothingMoreIsSent(ref);
    },
  },
};

describe("side by side", () => {
  const lived = new Map<string, Promise<void>>();

  beforeAll(async () => {
    await escalateAfter(0.05);
    for (const [name, { about, live }] of Object.entries(STORIES)) {
      const told = live(await raise(about));
      // Whether it failed is said by its own test.
      told.catch(() => undefined);
      lived.set(name, told);
    }
  });

  it.each(Object.keys(STORIES))("the alert goes as it should: %s", async (name) => {
    await expect(lived.get(name)).resolves.toBeUndefined();
  });
});

it("who cannot take it hands on at once, and each of them once", async () => {
  await escalateAfter(0.05);
  const ref = await raise();
  await reaches(ref, "lowe", "grant");
  await escalateAfter(3);
  const before = escalations(ref);
  const answered = await pressOn("lowe", "lowe", ref, "hand-on");
  expect(answered).toContain("You handed it on at");
  await reaches(ref, "evans", "bell");
  expect(escalations(ref)).toBeGreaterThan(before);
  const after = escalations(ref);
  await pressOn("lowe", "lowe", ref, "hand-on");
  expect(escalations(ref)).toBe(after);
  // The other who was asked says so, too, in the channel.
  await pressOn("grant", "dsl", ref, "hand-on");
  expect(escalations(ref)).toBe(after + 1);
  await haveIt("grant", ref);
});

it("the DSL channel is down: own chats, then the headteacher", async () => {
  await escalateAfter(0.25);
  await lesson.practice.fault({ operation: "connector.conversation.create", kind: "outage" });
  const ref = await raise();
  await reaches(ref, "lowe", "grant");
  await reaches(ref, "evans", "bell");
  await haveIt("evans", ref);
  expect(await alerts("dsl", ref)).toBe(0);
});

it("killed between the steps, the next step comes all the same", async () => {
  await escalateAfter(0.1);
  const ref = await raise();
  await reaches(ref, "dsl");
  await lesson.practice.app({ act: "kill" });
  await pause(1_000);
  await lesson.practice.app({ act: "start" });
  await reaches(ref, "lowe", "grant");
  await lesson.practice.app({ act: "kill" });
  await lesson.practice.app({ act: "start" });
  await reaches(ref, "evans", "bell");
  await haveIt("evans", ref);
  const steps = record
    .events(`concern:${ref}`)
    .filter(({ type }) => type === "Escalated")
    .map(({ data }) => (JSON.parse(data) as { step: number }).step);
  expect(steps).toEqual(steps.map((_, n) => n + 2));
});
