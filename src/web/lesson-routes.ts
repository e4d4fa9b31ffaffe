import { randomUUID } from "node:crypto";
import type { SchoolServices } from "../desk/school-services.ts";
import type { ClassPupil, SchoolClass } from "../meeting/classes.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import { defined } from "../protocol/defined.ts";
import { recordingRules } from "../protocol/holders/school.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { isInZoom, platformName } from "../protocol/lesson/zoom.ts";
import type { Pupil } from "../protocol/names/register.ts";
import { readRegisterCsv } from "../protocol/names/register-csv.ts";
import { blankView } from "../protocol/screen/blank-view.ts";
import { type ByHandView, byHandView } from "../protocol/screen/by-hand-view.ts";
import type { FaceContext } from "../protocol/screen/card-faces.ts";
import { lessonView } from "../protocol/screen/lesson-view.ts";
import type { LessonView } from "../protocol/screen/view.ts";
import { isNotKnownYet, keepsProtecting, mayInLesson, partIn } from "../protocol/who/authorise.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { LessonRight } from "../protocol/who/rights.ts";
import { answer, notForYou, notKnownYet, protectOnly, Refusal } from "./answers.ts";
import { requireRight, type Signed, turnedAway } from "./caller.ts";
import { Csv, paramOf, Register, read, readPress } from "./requests.ts";
import type { Routes } from "./routes.ts";

export type Classes = {
  readonly list: () => Promise<readonly SchoolClass[]>;
  readonly pupils: (classId: string) => Promise<readonly ClassPupil[]>;
};

export type LessonRouteDependencies = {
  /** undefined where one school's classes cannot be told from another's. */
  readonly classes: () => Classes | undefined;
  readonly now: () => string;
  /** The checklist as an Adaptive Card; undefined while the lesson is not on. */
  readonly checklistCard: (lesson: Lesson, around: FaceContext) => object | undefined;
};

/** Most names on one register, of all its pupils together: each name in the lesson is compared with them. */
const MOST_NAMES = 1_600;

/** Everything the side panel asks for, and its presses (docs/api.md). */
export const lessonRoutes = (routes: Routes, signed: Signed, dependencies: LessonRouteDependencies): void => {
  const classes = (): Classes => {
    const own = dependencies.classes();
    if (own === undefined)
      throw new Refusal(
        "classes-not-apart",
        "With several schools, classes cannot be read from the directory. Upload a list instead.",
      );
    return own;
  };

  /** The lesson, if the caller has this right in it: the same answer whether it exists or not. */
  const lessonFor = async (
    { lessons, record, school }: SchoolServices,
    caller: Caller,
    right: LessonRight,
    id: string,
  ): Promise<Lesson> => {
    const lesson = await lessons.read(id);
    if (mayInLesson(caller, right, lesson)) return lesson;
    if (!caller.fresh) throw turnedAway(caller);
    const { phone } = school.settings();
    if (isNotKnownYet(caller, lesson)) throw notKnownYet(phone);
    await record.addCount("refused reads");
    throw keepsProtecting(caller, lesson) ? protectOnly(phone) : turnedAway(caller);
  };

  routes.get(
    "/api/meetings",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "find-meeting");
      const chat = new URL(request.url ?? "", "http://panel.invalid").searchParams.get("chat") ?? "";
      const row = await at.record.lessonByChat(chat);
      if (row === undefined)
        throw new Refusal(
          "unknown-meeting",
          "Lesson Guard has not met this meeting yet. Add it to the meeting, or wait until the meeting starts.",
        );
      const { notFound } = await at.lessons.read(row.lesson);
      if (notFound !== undefined)
        throw new Refusal(
          "not-protected",
          "Lesson Guard cannot reach this meeting, so it is not protected. Plan lessons as scheduled Teams meetings, or ask your administrator.",
        );
      const lesson = await lessonFor(at, caller, "read-lesson", row.lesson);
      const blank = isBlank(request.url);
      answer(response, 200, { view: await viewFor(dependencies, at, lesson, caller, blank) });
    }),
  );

  routes.get(
    "/api/lessons",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "list-lessons");
      const rows = await at.record.lessonsOfStaff(caller.id);
      const own = await Promise.all(rows.map(async (row) => at.lessons.read(row.lesson)));
      answer(response, 200, {
        lessons: own.map((one) => ({
          lesson: one.id,
          title: one.title,
          kind: one.kind,
          phase: one.phase,
          startsAt: one.startsAt,
          platform: platformName(one),
          familiesCome: at.classes.mayCome(one),
        })),
      });
    }),
  );

  routes.get(
    "/api/lessons/:lesson",
    signed(async (request, response, caller, at) => {
      const lesson = await lessonFor(at, caller, "read-lesson", paramOf(request, "lesson"));
      const blank = isBlank(request.url);
      answer(response, 200, { view: await viewFor(dependencies, at, lesson, caller, blank) });
    }),
  );

  routes.get(
    "/api/lessons/:lesson/by-hand",
    signed(async (request, response, caller, at) => {
      const lesson = await lessonFor(at, caller, "read-lesson", paramOf(request, "lesson"));
      if (!isInZoom(lesson))
        throw new Refusal("not-in-zoom", "This lesson is in Teams: open its side panel there.");
      answer(response, 200, { view: await byHandFor(dependencies, at, lesson, caller) });
    }),
  );

  routes.post(
    "/api/lessons/:lesson/press",
    signed(async (request, response, caller, at) => {
      const { command, drawnFrom } = readPress(request.body);
      const pressed = await at.lessons.press(caller, paramOf(request, "lesson"), command, drawnFrom);
      if ("refused" in pressed) {
        if (pressed.refused === "not-yours") throw notForYou();
        throw new Refusal(pressed.refused, pressed.say);
      }
      // A protective press is taken with the last known role; reading never is.
      const { end } = pressed.lesson;
      const mayRead = mayInLesson(caller, "read-lesson", pressed.lesson);
      if (isInZoom(pressed.lesson)) {
        answer(response, 200, {
          say: pressed.say,
          ...(mayRead ? { view: await byHandFor(dependencies, at, pressed.lesson, caller) } : {}),
        });
        return;
      }
      const shown = mayRead
        ? { view: await viewFor(dependencies, at, pressed.lesson, caller, isBlank(request.url)) }
        : defined({ undoUntil: end?.by === caller.id ? end.undoUntil : undefined });
      answer(response, 200, { say: pressed.say, ...shown });
    }),
  );

  routes.post(
    "/api/lessons/:lesson/register/preview",
    signed(async (request, response, caller, at) => {
      await lessonFor(at, caller, "preview-register", paramOf(request, "lesson"));
      const { csv, columns } = read(Csv, request.body);
      answer(response, 200, readRegisterCsv(csv, columns));
    }),
  );

  routes.get(
    "/api/lessons/:lesson/classes",
    signed(async (request, response, caller, at) => {
      await lessonFor(at, caller, "read-classes", paramOf(request, "lesson"));
      answer(response, 200, { classes: await fromGraph(() => classes().list()) });
    }),
  );

  routes.post(
    "/api/lessons/:lesson/register",
    signed(async (request, response, caller, at) => {
      const id = paramOf(request, "lesson");
      await lessonFor(at, caller, "set-register", id);
      const body = read(Register, request.body);
      if (
        body.source === "csv" &&
        body.pupils.reduce((sum, { also }) => sum + 1 + also.length, 0) > MOST_NAMES
      )
        throw new Refusal(
          "too-large",
          `A register holds at most ${MOST_NAMES} names. Leave out some of the others.`,
        );
      const register: readonly Pupil[] =
        body.source === "csv"
          ? body.pupils.map((pupil) => ({ id: randomUUID(), ...pupil }))
          : (await fromGraph(() => classes().pupils(body.class))).map((pupil) => ({
              id: pupil.id,
              name: pupil.name,
              also: [],
            }));
      const pressed = await at.lessons.press(caller, id, {
        press: "set-register",
        source: body.source,
        register,
      });
      if ("refused" in pressed) throw new Refusal(pressed.refused, pressed.say);
      answer(response, 200, {
        say: pressed.say,
        view: isInZoom(pressed.lesson)
          ? await byHandFor(dependencies, at, pressed.lesson, caller)
          : await viewFor(dependencies, at, pressed.lesson, caller),
      });
    }),
  );

  routes.get(
    "/api/lessons/:lesson/route",
    signed(async (request, response, caller, at) => {
      const lesson = await lessonFor(at, caller, "see-route", paramOf(request, "lesson"));
      const asked = new URL(request.url ?? "", "http://panel.invalid").searchParams;
      const about = asked.get("about") === "adult" ? "adult" : "child";
      const [preview, ended] = await Promise.all([
        at.concerns.preview(caller, lesson, about, asked.get("without") ?? undefined),
        about === "child" ? at.concerns.preview(caller, lesson, "ended") : undefined,
      ]);
      const phone = at.school.settings().phone ?? "";
      answer(response, 200, { ...preview, ...defined({ ended }), phone });
    }),
  );
};

/** A blanked panel asks for a view without names. */
const isBlank = (url: string | undefined): boolean =>
  new URL(url ?? "", "http://panel.invalid").searchParams.get("blank") === "1";

/** What this person may see of the lesson: their own concerns and no one else's. */
const viewFor = async (
  { now, checklistCard }: Pick<LessonRouteDependencies, "now" | "checklistCard">,
  { school, concerns }: SchoolServices,
  lesson: Lesson,
  caller: Caller,
  blank = false,
): Promise<LessonView> => {
  // The side panel is of Teams: nothing on it holds in Zoom.
  if (isInZoom(lesson))
    throw new Refusal("in-zoom", "This lesson is in Zoom. Open it from the page Plan a lesson, in Teams.");
  // What is shown is of this moment: what is recorded while the rest is read is not on it.
  const at = now();
  const settings = school.settings();
  const { timeZone, phone = "", recheckMinutes } = settings;
  const { keepDays } = recordingRules(settings);
  const raised = await concerns.raisedBy(caller, lesson.id);
  const read = async (ref: string | undefined) => (ref === undefined ? undefined : concerns.read(ref));
  const [ended, alone] = await Promise.all([read(lesson.end?.alert), read(lesson.aloneAlert?.ref)]);
  const part = partIn(caller, lesson) ?? "member";
  const around = { now: at, timeZone, phone, reader: caller.id, recheckMinutes, keepDays };
  const view = lessonView(lesson, part, raised, { ended, alone }, around);
  if (blank) return blankView(view);
  return { ...view, ...defined({ card: checklistCard(lesson, around) }) };
};

/** The same of a lesson in Zoom: what its staff say, and what they press there. */
const byHandFor = async (
  { now }: Pick<LessonRouteDependencies, "now">,
  { school, concerns }: SchoolServices,
  lesson: Lesson,
  caller: Caller,
): Promise<ByHandView> => {
  const { timeZone, phone = "" } = school.settings();
  const raised = await concerns.raisedBy(caller, lesson.id);
  return byHandView(lesson, raised, { now: now(), timeZone, phone, reader: caller.id });
};

const fromGraph = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw new Refusal(
      "classes-away",
      "The school's classes cannot be read just now. Upload a list instead, or try again.",
    );
  }
};
