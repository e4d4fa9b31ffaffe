import { randomUUID } from "node:crypto";
import type { Request, Response, Server } from "restify";
import type { ConcernDesk } from "../desk/concern-desk.ts";
import type { LessonDesk } from "../desk/lesson-desk.ts";
import type { School } from "../desk/school.ts";
import type { ClassPupil, SchoolClass } from "../meeting/classes.ts";
import { CloudError } from "../meeting/cloud-error.ts";
import { type Caller, mayReadLesson, partIn } from "../protocol/authorise.ts";
import type { Lesson } from "../protocol/lesson/state.ts";
import { lessonView } from "../protocol/lesson-view.ts";
import type { Pupil } from "../protocol/register.ts";
import { readRegisterCsv } from "../protocol/register-csv.ts";
import { routeSentence } from "../protocol/route.ts";
import type { LessonView } from "../protocol/view.ts";
import type { Record } from "../record/record.ts";
import { answer, directoryAway, notForYou, Refusal } from "./answers.ts";
import { isStaff, type SignedInCaller } from "./caller.ts";
import { Csv, Register, read, readPress } from "./requests.ts";

export type Classes = {
  readonly list: () => Promise<readonly SchoolClass[]>;
  readonly pupils: (classId: string) => Promise<readonly ClassPupil[]>;
};

export type LessonRouteParts = {
  readonly record: Record;
  readonly lessons: LessonDesk;
  readonly concerns: ConcernDesk;
  readonly school: School;
  readonly classes: Classes;
  readonly now: () => string;
};

type Signed = (
  route: (request: Request, response: Response, caller: SignedInCaller) => Promise<void>,
) => (request: Request, response: Response) => Promise<void>;

const paramOf = (request: Request, name: string): string => {
  const value: unknown = (request.params as { [key: string]: unknown } | undefined)?.[name];
  return typeof value === "string" ? value : "";
};

/** Everything the side panel asks for and presses (docs/api.md). */
export const lessonRoutes = (server: Server, signed: Signed, parts: LessonRouteParts): void => {
  const { record, lessons, classes } = parts;

  /** The lesson, where the caller has a part in it: the same answer whether it exists or not. */
  const lessonFor = async (caller: Caller, id: string): Promise<Lesson> => {
    const lesson = await lessons.read(id);
    if (mayReadLesson(caller, lesson)) return lesson;
    if (!caller.fresh) throw directoryAway();
    await record.addCount("refused reads");
    throw notForYou();
  };

  server.get(
    "/api/meetings",
    signed(async (request, response, caller) => {
      if (!caller.fresh) throw directoryAway();
      if (!isStaff(caller)) throw notForYou();
      const chat = new URL(request.url ?? "", "http://panel.invalid").searchParams.get("chat") ?? "";
      const row = await record.lessonByChat(chat);
      if (row === undefined)
        throw new Refusal(
          404,
          "unknown-meeting",
          "Lesson Guard has not met this meeting yet. Add it to the meeting, or wait until the meeting starts.",
        );
      const { notFound } = await lessons.read(row.lesson);
      if (notFound !== undefined)
        throw new Refusal(
          409,
          "not-protected",
          "Lesson Guard cannot reach this meeting, so it is not protected. Plan lessons as scheduled Teams meetings, or ask your administrator.",
        );
      const lesson = await lessonFor(caller, row.lesson);
      answer(response, 200, { view: await viewFor(parts, lesson, caller) });
    }),
  );

  server.get(
    "/api/lessons",
    signed(async (_request, response, caller) => {
      if (!isStaff(caller) || !caller.fresh) throw notForYou();
      const rows = await record.lessonsOfStaff(caller.id);
      const own = await Promise.all(rows.map(async (row) => lessons.read(row.lesson)));
      answer(response, 200, {
        lessons: own.map(({ id: lesson, title, kind, phase, startsAt }) => ({
          lesson,
          title,
          kind,
          phase,
          startsAt,
        })),
      });
    }),
  );

  server.get(
    "/api/lessons/:lesson",
    signed(async (request, response, caller) => {
      const lesson = await lessonFor(caller, paramOf(request, "lesson"));
      answer(response, 200, { view: await viewFor(parts, lesson, caller) });
    }),
  );

  server.post(
    "/api/lessons/:lesson/press",
    signed(async (request, response, caller) => {
      const command = readPress(request.body);
      const pressed = await lessons.press(caller, paramOf(request, "lesson"), command);
      if ("refused" in pressed) {
        if (pressed.refused === "not-yours") throw notForYou();
        throw new Refusal(pressed.refused === "directory-away" ? 503 : 409, pressed.refused, pressed.say);
      }
      // A protective press is taken with the last known role; a read never is.
      const view = mayReadLesson(caller, pressed.lesson)
        ? { view: await viewFor(parts, pressed.lesson, caller) }
        : {};
      answer(response, 200, { say: pressed.say, ...view });
    }),
  );

  server.post(
    "/api/lessons/:lesson/register/preview",
    signed(async (request, response, caller) => {
      await lessonFor(caller, paramOf(request, "lesson"));
      answer(response, 200, readRegisterCsv(read(Csv, request.body).csv));
    }),
  );

  server.get(
    "/api/lessons/:lesson/classes",
    signed(async (request, response, caller) => {
      await lessonFor(caller, paramOf(request, "lesson"));
      answer(response, 200, { classes: await fromGraph(classes.list) });
    }),
  );

  server.post(
    "/api/lessons/:lesson/register",
    signed(async (request, response, caller) => {
      const id = paramOf(request, "lesson");
      await lessonFor(caller, id);
      const body = read(Register, request.body);
      const register: readonly Pupil[] =
        body.source === "csv"
          ? body.pupils.map((pupil) => ({ id: randomUUID(), ...pupil }))
          : (await fromGraph(() => classes.pupils(body.class))).map((pupil) => ({
              id: pupil.id,
              name: pupil.name,
              also: [],
            }));
      const pressed = await lessons.press(caller, id, {
        press: "set-register",
        source: body.source,
        register,
      });
      if ("refused" in pressed) throw new Refusal(409, pressed.refused, pressed.say);
      answer(response, 200, { say: pressed.say, view: await viewFor(parts, pressed.lesson, caller) });
    }),
  );

  server.get(
    "/api/lessons/:lesson/route",
    signed(async (request, response, caller) => {
      const lesson = await lessonFor(caller, paramOf(request, "lesson"));
      const about =
        new URL(request.url ?? "", "http://panel.invalid").searchParams.get("about") === "adult"
          ? "adult"
          : "child";
      const { phone = "" } = parts.school.settings();
      const route = await parts.concerns.route(caller, lesson, about);
      const to = route.reaches === "nobody" ? [] : [route.reaches === "dsl" ? "the DSL" : "the headteacher"];
      answer(response, 200, { sentence: routeSentence(route, about, phone), to, phone });
    }),
  );
};

/** What this person may see of the lesson: their own concerns and nobody else's. */
const viewFor = async (parts: LessonRouteParts, lesson: Lesson, caller: Caller): Promise<LessonView> => {
  const { timeZone, phone = "" } = parts.school.settings();
  const raised = await parts.concerns.raisedBy(caller, lesson.id);
  const ref = lesson.end?.alert;
  const alert = ref === undefined ? undefined : await parts.concerns.read(ref);
  const part = partIn(caller, lesson) ?? "member";
  return lessonView(lesson, part, raised, alert, { now: parts.now(), timeZone, phone });
};

const fromGraph = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    throw new Refusal(
      503,
      "classes-away",
      "The school's classes cannot be read just now. Upload a list instead, or try again.",
    );
  }
};
