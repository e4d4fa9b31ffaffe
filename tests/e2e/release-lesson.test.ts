import { generateKeyPairSync } from "node:crypto";
import { makeRelease, type Release } from "../release/release.ts";
import { newDatabase, type TestDatabase } from "../support/postgres.ts";
import { messagesOf } from "./support/chats.ts";
import { PracticeLesson } from "./support/lesson.ts";

// What a school's server runs, under an account of its own and on a tree that it cannot write, leads a lesson.

describe.each(["SQLite", "PostgreSQL"])("a release leads a whole lesson with %s", (engine) => {
  let release: Release;
  let database: TestDatabase | undefined;
  let lesson: PracticeLesson;

  /** With SQLite the key is made beside the record; with a database it has to be given. */
  const settings = async (): Promise<Readonly<Record<string, string>>> => {
    if (engine === "SQLite") return {};
    database = await newDatabase();
    const { privateKey } = generateKeyPairSync("ed25519");
    return {
      DATABASE_URL: database.url,
      SEAL_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    };
  };

  beforeAll(async () => {
    release = makeRelease();
    lesson = await PracticeLesson.begin("maths", { app: release.programWith(await settings()) });
  }, 120_000);

  afterAll(async () => {
    await lesson.endsWell();
    await database?.remove();
    release.remove();
  });

  it("from its start to an end for all, with an alert", async () => {
    const { practice, teacher } = lesson;
    const { lesson: id } = await lesson.arrived(4);
    await teacher.press(id, { press: "let-cameras-on" });
    await teacher.press(id, { press: "pause" });
    await lesson.shows("it is paused", ({ doors }) => doors.state === "proven");
    await teacher.press(id, { press: "resume" });
    await teacher.press(id, { press: "end-for-all" });
    await practice.until(
      "the DSL is told",
      async () => (await messagesOf(practice, "channel", "dsl")).length > 0,
      20_000,
    );
    await practice.do({ do: "end", meeting: "maths" });
    await lesson.shows("it is over", ({ phase }) => phase === "over", 30_000);
    if (database !== undefined) {
      // The record stands there, and nowhere else.
      const [row] = await database.run("select count(*) as events from events");
      expect(Number(row?.["events"])).toBeGreaterThan(10);
    }
  }, 120_000);
});
