import type { LessonView } from "../../../src/protocol/screen/view.ts";
import { Panel } from "./panel.ts";
import { type PracticeClient, type PracticeStart, startPractice } from "./practice.ts";

/** A practice lesson as staff lead it: each step waits until it is proven. */
export class PracticeLesson {
  readonly practice: PracticeClient;
  readonly teacher: Panel;
  readonly meeting: string;

  private constructor(practice: PracticeClient, meeting: string) {
    this.practice = practice;
    this.meeting = meeting;
    this.teacher = new Panel(practice, "okafor");
  }

  static async begin(meeting = "maths", start: PracticeStart = {}): Promise<PracticeLesson> {
    return new PracticeLesson(await startPractice(start), meeting);
  }

  /** An address of a practice that runs already. */
  static on(practice: PracticeClient, meeting = "maths"): PracticeLesson {
    return new PracticeLesson(practice, meeting);
  }

  as(person: string): Panel {
    return new Panel(this.practice, person);
  }

  stop(): Promise<void> {
    return this.practice.stop();
  }

  /** Stops, and fails where the application has asked for something that Microsoft refuses. */
  async endsWell(): Promise<void> {
    const violations = await this.practice.violations();
    await this.stop();
    expect(violations).toEqual([]);
  }

  /** Waits until the teacher's panel shows it. */
  shows(what: string, look: (view: LessonView) => boolean, withinMs = 10_000): Promise<LessonView> {
    return this.practice.until(
      what,
      async () => {
        const view = await this.teacher.open(this.meeting).catch(() => undefined);
        return view !== undefined && look(view) ? view : undefined;
      },
      withinMs,
    );
  }

  /** The meeting is known, its kind chosen, its options proven, its register taken from the class. */
  async recognised(kind = "class"): Promise<LessonView> {
    const { lesson } = await this.shows("the meeting is known", (view) => view.lesson !== "");
    await this.teacher.press(lesson, { press: "choose-kind", kind });
    await this.registerOfClass(lesson);
    return this.shows(
      "the options are proven",
      (view) => view.doors.state === "proven" && view.pupils.length === 30,
    );
  }

  async registerOfClass(lesson: string): Promise<void> {
    const path = `/api/lessons/${lesson}`;
    const [first] = await this.practice.until(
      "the classes are read",
      async () =>
        (await this.teacher.ask<{ classes?: { id: string }[] }>("GET", `${path}/classes`)).body.classes,
      30_000,
    );
    await this.teacher.ask("POST", `${path}/register`, { source: "class", class: first?.id });
  }

  /** Started, Lesson Guard in the call, the families in the room, no one checked yet. */
  async arrived(families = 30): Promise<LessonView> {
    await this.recognised();
    return this.begun(families);
  }

  /** Starts what is planned, and waits until all are in the room. */
  async begun(families: number): Promise<LessonView> {
    await this.practice.do({ do: "start", meeting: this.meeting });
    await this.practice.do({ do: "arrive", meeting: this.meeting, person: "hughes" });
    await this.shows("Lesson Guard waits", (view) => view.call.state === "not proven");
    await this.practice.do({ do: "admit", meeting: this.meeting, person: "lesson-guard" });
    await this.shows("Lesson Guard is in", (view) => view.call.state === "proven");
    await this.practice.do({ do: "familiesArrive", meeting: this.meeting, overSeconds: 0, count: families });
    const placed = async (where: "lobby" | "in"): Promise<boolean> =>
      (await this.practice.meeting(this.meeting)).seats.filter(
        (seat) => seat.where === where && seat.person.startsWith("family-"),
      ).length === families;
    await this.practice.until("the families wait", () => placed("lobby"), 15_000);
    await this.practice.do({ do: "admitAll", meeting: this.meeting });
    await this.practice.until("the families are in", () => placed("in"), 15_000);
    // Of the last of the class, two share their pupil with a family before them.
    const onTheList = families < 10 ? families : families - 2;
    return this.shows(
      "the panel shows them",
      (view) => view.counts.waiting === 0 && view.counts.here + view.counts.unknown >= onTheList,
      15_000,
    );
  }
}
