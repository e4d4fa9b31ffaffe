import type { ConcernView } from "../../../src/protocol/screen/view.ts";
import { nextDailyTime } from "../../../src/protocol/time/daily-time.ts";
import { type Engine, newGround } from "../../support/engines.ts";
import { freeze } from "../../support/frozen.ts";
import { freezeDatabase } from "../../support/frozen-database.ts";
import { startInProcess } from "../../support/in-process.ts";
import { LISTENERS, SchoolDay } from "./school-day.ts";
import { type Seen, seenBy } from "./seen.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TEN = Math.floor(Date.now() / DAY) * DAY + 10 * 60 * MINUTE;
/** The newest ten o'clock: what the cloud has signed is valid on the machine's clock, too. */
const START = TEN <= Date.now() ? TEN : TEN - DAY;

export const playDay = async (engine: Engine, staffMatter: boolean): Promise<Seen> => {
  const ground = await newGround(engine);
  const frozen = freeze(START);
  const setDatabase = await freezeDatabase(ground, START);
  frozen.seed("start");
  const running = await startInProcess(ground.place);
  const day = new SchoolDay(running, frozen, ground, setDatabase);
  const { practice, lesson } = day;
  /** Names that only the other day has. */
  const aboutStaff = async (word: string, act: () => Promise<void>): Promise<void> => {
    if (staffMatter) await day.step(word, act);
  };
  /** On that other day Microsoft does not serve these, once each: then it is felt on that day alone. */
  const inTrouble = async (operations: readonly string[], act: () => Promise<void>): Promise<void> => {
    for (const operation of operations) await practice.fault({ operation, kind: 503 });
    await act();
    const { faults } = await practice.state();
    expect(faults).toHaveLength(staffMatter ? 0 : operations.length);
    await practice.clearFaults();
  };
  try {
    await practice.switches({ participantEvents: false });
    await day.still();
    for (const person of LISTENERS) await day.listen(person);
    const known = await day.step("the meeting is known", () =>
      lesson.shows("it is known", (view) => view.lesson !== ""),
    );
    const id = known.lesson;
    await day.step("it is a lesson", () => lesson.teacher.press(id, { press: "choose-kind", kind: "class" }));
    await day.step("it has a register", () => lesson.registerOfClass(id));
    await day.step("it starts", async () => {
      await practice.do({ do: "start", meeting: "maths" });
      await lesson.shows("Lesson Guard waits", (view) => view.call.state === "not proven");
    });
    await day.step("Lesson Guard is let in", async () => {
      await practice.do({ do: "admit", meeting: "maths", person: "lesson-guard" });
      await lesson.shows("it is in", (view) => view.call.state === "proven");
    });
    await day.step("all are checked", () => lesson.teacher.press(id, { press: "all-others-fine" }));

    await day.passUntil("its cards are drawn", frozen.now() + 15_000);

    // Only the headteachers would have been sent anything in these moments.
    await inTrouble(["connector.*", "connector.*"], async () => {
      await aboutStaff("staff: raised", () => day.raiseAboutTeacher());
      await day.passUntil("it cannot be undone any more", frozen.now() + 6_000);
    });
    await day.passUntil("the trouble is over", frozen.now() + 5_000);
    await aboutStaff("staff: told", () => day.isTold(1));
    await aboutStaff("staff: words", () => day.sayWhoItIsAbout());
    const { ref } = await day.step("about a child", () => lesson.teacher.raise(id, "child"));
    await day.step("the DSL has it", () => lesson.as("lowe").ask("POST", `/api/concerns/${ref}/have-it`, {}));
    await inTrouble(["graph.activity.notify"], () => day.passUntil("later", frozen.now() + 4 * MINUTE));
    await aboutStaff("staff: told again", () => day.isTold(3));
    await aboutStaff("staff: taken", () => day.about("evans", "have-it", {}));
    await day.step("a pause", () => lesson.teacher.press(id, { press: "pause" }));
    await day.step("is over", () => lesson.teacher.press(id, { press: "resume" }));
    await aboutStaff("staff: closed", () =>
      day.about("evans", "close", { decision: "Talked to her", reason: "It was so" }),
    );
    await day.step("the DSL closes", () =>
      lesson
        .as("lowe")
        .ask("POST", `/api/concerns/${ref}/close`, { decision: "Told the family", reason: "They know" }),
    );
    await day.step("the lesson is ended", () => lesson.teacher.press(id, { press: "end-for-all" }));
    await day.passUntil("all are out", frozen.now() + 15_000);
    await day.step("the DSL has the end", () => day.haveEnded());
    // Heard from the call alone: if two say it at once, either may be first, on any day.
    await practice.switches({ endLost: true });
    await day.step("the meeting is ended", async () => {
      await practice.do({ do: "end", meeting: "maths" });
      await lesson.shows("it is over", ({ phase }) => phase === "over");
    });
    await day.passUntil("its record is closed", frozen.now() + 3 * MINUTE);
    await day.step("the lesson is sealed", () => day.isSealed(1));
    const evening = nextDailyTime(new Date(frozen.now()).toISOString(), "18:00", "Europe/London");
    await day.passUntil("the evening comes", Date.parse(evening));
    await day.step("the day is sealed", () => day.isSealed(3));
    if (staffMatter) {
      const own = await lesson.as("hughes").ask<{ concerns: readonly ConcernView[] }>("GET", "/api/concerns");
      expect(own.body.concerns).toMatchObject([{ about: "adult", state: "closed" }]);
    }
    return await seenBy(day, id, ref);
  } finally {
    day.stopListening();
    await practice.stop();
    await ground.remove();
    frozen.thaw();
  }
};
