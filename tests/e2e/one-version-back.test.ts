import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openRecordStore } from "../../src/record/record-store.ts";
import { FIRST_SCHOOL } from "../../src/record/scope.ts";
import { ENGINES } from "../support/engines.ts";
import { newDatabase, type TestDatabase } from "../support/postgres.ts";
import { PROGRAM } from "../support/program.ts";
import { messagesOf, wordsOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

/**
 * The folder of the version before, with its packages: `git worktree add ../before <commit>`, `npm ci` there.
 * Without it there is nothing to try.
 */
const BEFORE = process.env["VERSION_BEFORE"];

const programIn = (folder: string): string => {
  const built = join(folder, "dist/program/main.mjs");
  return pathToFileURL(existsSync(built) ? built : join(folder, "src/main.ts")).href;
};

(BEFORE === undefined ? describe.skip : describe).each(ENGINES)(
  "%s: one version back, in a lesson",
  (engine) => {
    let data: string;
    let database: TestDatabase | undefined;
    let lesson: PracticeLesson;
    let id: string;
    const refs: string[] = [];

    const sealKey = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });

    const choose = (version: "this" | "before"): void => {
      const env = {
        ...(database === undefined ? {} : { DATABASE_URL: database.url, SEAL_KEY: String(sealKey) }),
        // Each version has its own settings file; these settings are in the record.
        ...(version === "before" ? { SCHOOL_FILE: null } : {}),
      };
      const program = version === "this" ? PROGRAM.href : programIn(BEFORE ?? "");
      writeFileSync(join(data, "version.json"), JSON.stringify({ program, env }));
    };
    const goTo = async (version: "this" | "before"): Promise<void> => {
      choose(version);
      const { practice } = lesson;
      await practice.app({ act: "stop" });
      await practice.app({ act: "start" });
      await practice.until("it is up", async () => (await practice.state()).app.up, 60_000);
    };

    /** The versions use mostly the same words in their answers, but not always: what is in Teams decides. */
    const told = async (ref: string): Promise<void> => {
      await lesson.practice.until(
        `the DSL is told of ${ref}`,
        async () =>
          (await messagesOf(lesson.practice, "channel", "dsl")).some((one) => wordsOf(one).includes(ref)),
        30_000,
      );
    };

    beforeAll(async () => {
      data = mkdtempSync(join(tmpdir(), "back-"));
      database = engine === "SQLite" ? undefined : await newDatabase();
      choose("this");
      lesson = await PracticeLesson.begin("maths", {
        app: join(import.meta.dirname, "support/either-version.ts"),
        data,
      });
      ({ lesson: id } = await lesson.arrived(4));
      refs.push((await lesson.teacher.raise(id, "child")).ref);
      await told(refs[0] ?? "");
    }, 240_000);

    afterAll(async () => {
      await lesson.stop();
      await database?.remove();
      rmSync(data, { recursive: true, force: true });
    });

    it("the version before goes on with the lesson: it pauses, and tells the DSL", async () => {
      await goTo("before");
      await lesson.teacher.press(id, { press: "pause" });
      await lesson.shows("it is paused", ({ phase }) => phase === "paused", 30_000);
      refs.push((await lesson.teacher.raise(id, "child")).ref);
      await told(refs[1] ?? "");
      expect((await lesson.as("lowe").concern(refs[0] ?? ""))?.ref).toBe(refs[0]);
    }, 240_000);

    it("this version goes on where that one stopped", async () => {
      await goTo("this");
      await lesson.shows("it is paused", ({ phase }) => phase === "paused", 30_000);
      await lesson.teacher.press(id, { press: "resume" });
      await lesson.shows("it goes on", ({ phase }) => phase !== "paused", 30_000);
      for (const ref of refs) expect((await lesson.as("lowe").concern(ref))?.state).toBe("told");
      await lesson.teacher.press(id, { press: "end-for-all" });
      await lesson.practice.until(
        "all families are out",
        async () =>
          (await lesson.practice.meeting("maths")).seats.every(({ person }) => !person.startsWith("family-")),
        30_000,
      );
    }, 240_000);

    it("nothing is lost, and the record of both is whole", async () => {
      await lesson.practice.app({ act: "stop" });
      const record = await openRecordStore({ dataDir: data, ...(database && { databaseUrl: database.url }) });
      try {
        const general = record.in(FIRST_SCHOOL, "general");
        for (const stream of [`lesson:${id}`, "school", ...refs.map((ref) => `concern:${ref}`)])
          expect(await general.verifyStream(stream)).toMatchObject({ intact: true });
        const types = (await general.read(`lesson:${id}`)).map(({ type }) => type);
        expect(types.filter((type) => type === "Paused" || type === "Resumed")).toEqual([
          "Paused",
          "Resumed",
        ]);
      } finally {
        await record.close();
      }
    }, 60_000);
  },
);
