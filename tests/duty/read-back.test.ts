import { doorsProof } from "../../src/protocol/screen/proofs.ts";
import { lessonStream } from "../../src/record/log/streams.ts";
import { TEACHER } from "../protocol/lesson/story.ts";
import { AT_ANY_TIME, graphLesson, PATCH } from "./graph-lesson.ts";

const here = graphLesson();

/** Another value than this, of its kind. */
const otherThan = (value: unknown): unknown => {
  if (typeof value === "boolean") return !value;
  const known = VALUES.find((values) => values.includes(String(value)));
  if (known === undefined) throw new Error(`no other value is known for ${String(value)}`);
  return known.find((one) => one !== value);
};

const VALUES: readonly (readonly string[])[] = [
  ["organizer", "everyone"],
  ["organizerAndCoOrganizers", "organizerAndCoOrganizersAndPresenters"],
  ["limited", "enabled"],
  ["coorganizer", "attendee"],
];

/** Each value that was sent, as a change of that value alone. */
const changesOf = (
  sent: Readonly<Record<string, unknown>>,
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] =>
  Object.entries(sent).flatMap(([field, value]) =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(
          ([part, one]) => [`${field}.${part}`, { [field]: { [part]: otherThan(one) } }] as const,
        )
      : [[field, { [field]: otherThan(value) }] as const],
  );

describe("all that is sent to Teams", () => {
  it("is read back and compared, each option by itself: another value leaves a fact and is said", async () => {
    await here.run();
    const [sent] = here.cloud.ledger
      .after(0)
      .filter(({ operation }) => operation === PATCH)
      .map(({ body }) => body as Readonly<Record<string, unknown>>)
      .slice(-1);
    const { participants, ...options } = sent ?? {};
    expect(participants).toBeDefined();
    const changes = changesOf(options);
    expect(changes.map(([field]) => field.split(".")[0])).toEqual(
      expect.arrayContaining([...AT_ANY_TIME, "recordAutomatically", "allowBreakoutRooms"]),
    );
    const unsaid: string[] = [];
    const set = structuredClone(here.cloud.room.set);
    for (const [field, change] of changes) {
      const before = await here.day.lessons.read(here.id);
      expect(doorsProof(before, here.day.now(), "Europe/London").state).toBe("proven");
      here.cloud.room.change(change);
      here.cloud.switches.optionsIgnored = true;
      await here.run("watch");
      const after = await here.day.lessons.read(here.id);
      expect([field, after.version]).not.toEqual([field, before.version]);
      if (doorsProof(after, here.day.now(), "Europe/London").state === "proven") unsaid.push(field);
      here.cloud.switches.optionsIgnored = false;
      Object.assign(here.cloud.room, { set: structuredClone(set), effective: structuredClone(set) });
      await here.run("watch");
    }
    // Of breakout rooms the end says what to press (screen/end-steps).
    expect(unsaid).toEqual(["allowBreakoutRooms"]);
  });
});

describe("a press that comes while the options are looked at", () => {
  const press = (which: "let-mics-on" | "pause" | "resume") =>
    here.day.lessons.press(here.day.caller(TEACHER.id), here.id, { press: which });
  const factsOf = async (type: string): Promise<number> =>
    (await here.day.record.read(lessonStream(here.id))).filter((event) => event.type === type).length;

  const paused = async (): Promise<void> => {
    here.cloud.room.running = true;
    await here.day.lessons.report(here.id, { report: "meeting-started", source: "event" });
    await press("let-mics-on");
    await here.run();
    await press("pause");
    await here.run();
  };

  it("is not undone by what is put back: after Resume the mics are on", async () => {
    await paused();
    here.cloud.room.change({ allowAttendeeToEnableMic: true });
    here.afterRead = async () => {
      await press("resume");
      await here.run();
    };
    await here.run("watch");
    expect(here.cloud.room.set.allowAttendeeToEnableMic).toBe(true);
    expect(await here.wrong()).toEqual([]);
  });

  it("is no change by hand, though its answer was lost and Teams took it late", async () => {
    await paused();
    await press("resume");
    here.cloud.faults.add({ operation: PATCH, kind: "lostAnswer", times: 1 });
    await expect(here.run()).resolves.toMatchObject({ reason: expect.any(String) });
    await press("pause");
    await here.run();
    here.cloud.room.change({ allowAttendeeToEnableMic: true, allowMeetingChat: "limited" });
    await here.run("watch");
    expect([await factsOf("OptionsNotAnswered"), await factsOf("DriftSeen")]).toEqual([1, 0]);
    expect(await here.wrong()).toEqual([]);
    expect(here.cloud.room.set.allowAttendeeToEnableMic).toBe(false);
  });

  it.each(["set", "watch"] as const)(
    "is no change by hand, though the program ended in the middle of it (%s)",
    async (cutOff) => {
      await paused();
      await press("resume");
      const since = Date.parse(here.day.now()) + 1;
      await here.run();
      await here.run(cutOff, since);
      await press("pause");
      await here.run();
      // What was sent before the program ended comes now.
      here.cloud.room.change({ allowAttendeeToEnableMic: true, allowMeetingChat: "limited" });
      await here.run("watch");
      expect([await factsOf("OptionsNotAnswered"), await factsOf("DriftSeen")]).toEqual([1, 0]);
      expect(here.cloud.room.set.allowAttendeeToEnableMic).toBe(false);
    },
  );

  it("is no change by hand where a look sent it once more, and its answer was lost", async () => {
    await paused();
    here.cloud.room.change({ allowAttendeeToEnableMic: true });
    here.afterSet = async () => {
      // What the look put back has undone what is asked for now: it sends that again.
      await press("resume");
      await here.run();
      here.cloud.faults.add({ operation: PATCH, kind: "lostAnswer", times: 1 });
    };
    await expect(here.run("watch")).rejects.toThrow();
    await here.run("watch");
    await press("pause");
    await here.run();
    const drifts = await factsOf("DriftSeen");
    here.cloud.room.change({ allowAttendeeToEnableMic: true, allowMeetingChat: "limited" });
    await here.run("watch");
    expect([await factsOf("OptionsNotAnswered"), (await factsOf("DriftSeen")) - drifts]).toEqual([1, 0]);
  });
});
