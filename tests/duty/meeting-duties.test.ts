import type { DutyServices } from "../../src/duty/handlers/duty-services.ts";
import { setOptions } from "../../src/duty/handlers/meeting-duties.ts";
import type { Attending } from "../../src/meeting/options.ts";
import { type Day, openDay, startedLesson } from "../desk/school-day.ts";
import { ASSISTANT, TEACHER } from "../protocol/lesson/story.ts";

describe("the options of a meeting that has had one lesson and has another", () => {
  it("are the other's: nothing is set any more for the one that is over", async () => {
    const day = await openDay();
    try {
      const first = await startedLesson(day, []);
      const { chatId, meetingId } = await day.lessons.read(first);
      const set: string[] = [];
      const options = (await day.lessons.read(first)).doors.asked?.options;
      const platform = {
        setOptions: async () => void set.push("set"),
        readOptions: async () => ({ options }),
      };
      const run = (lesson: string) =>
        setOptions({ ...day, platform } as unknown as DutyServices)(
          { kind: "set-options", lesson },
          {} as never,
        );
      await day.lessons.report(first, { report: "meeting-ended" });
      await run(first);
      // Its own doors are shut after its end, as long as no other lesson has begun.
      expect(set.length).toBeGreaterThan(0);
      const before = set.length;
      const at = new Date(Date.parse(day.now()) + 7 * 24 * 3_600_000).toISOString();
      const { id } = await day.lessons.occurrence({ chatId, meetingId, at, heard: "start" });
      expect(id).not.toBe(first);
      expect(await run(first)).toEqual({ done: true });
      expect(set).toHaveLength(before);
    } finally {
      await day.close();
    }
  });
});

describe("who may admit, when the options are read back", () => {
  let day: Day;
  let lesson: string;
  beforeEach(async () => {
    day = await openDay();
    lesson = await startedLesson(day, []);
  });
  afterEach(() => day.close());

  const read = async (attendees?: readonly Attending[]) => {
    const options = (await day.lessons.read(lesson)).doors.asked?.options;
    const platform = {
      setOptions: async () => options,
      readOptions: async () => ({ options, ...(attendees === undefined ? {} : { attendees }) }),
    };
    await setOptions({ ...day, platform } as unknown as DutyServices)(
      { kind: "set-options", lesson },
      {} as never,
    );
    return (await day.lessons.read(lesson)).doors.seen?.coOrganisers;
  };
  const as = (role: string, userId?: string): Attending => ({ role, ...(userId ? { userId } : {}) });

  it("counts co-organisers who are not staff, and staff who are none", async () => {
    expect(
      await read([
        as("coorganizer", TEACHER.id),
        as("coorganizer", "colleague"),
        as("coorganizer", "volunteer"),
        as("coorganizer"),
        as("attendee", ASSISTANT.id),
        as("attendee", "parent"),
        as("presenter"),
      ]),
    ).toEqual({ notStaff: 2, staffWithout: 1 });
  });

  it("claims nothing of a role that it does not know", async () => {
    expect(await read([as("unknownFutureValue", ASSISTANT.id), { userId: "volunteer" }])).toEqual({
      notStaff: 0,
      staffWithout: 0,
    });
  });

  it("says nothing where Teams does not show who is invited, or the directory is away", async () => {
    expect(await read()).toBeUndefined();
    day.staffing.away = "fails";
    expect(await read([as("coorganizer", "volunteer")])).toBeUndefined();
    day.staffing.away = "no";
    expect(await read([as("coorganizer", "volunteer")])).toEqual({ notStaff: 1, staffWithout: 0 });
    day.staffing.away = "fails";
    expect(await read([as("coorganizer", "volunteer")])).toEqual({ notStaff: 1, staffWithout: 0 });
  });
});
