import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../../../src/record/log/canonical-json.ts";
import { hashOf, type Link } from "../../../src/record/log/chain.ts";
import { ENGINES, freshGround, type Ground, newGround } from "../../support/engines.ts";
import type { OpenRecord } from "../../support/opened.ts";
import { adding, erasing, fact } from "../samples.ts";

const STREAM = "lesson/1";

describe.each(ENGINES)("%s: later change to the record is found", (engine) => {
  let ground: Ground;
  let record: OpenRecord;

  beforeEach(async () => {
    ({ ground, record } = await freshGround(engine));
    await record.append(
      adding(
        STREAM,
        0,
        fact("LessonStarted"),
        fact("PupilRecognised", { personal: { name: "Zebedee Quartermain" } }),
        fact("AdultSeen", { personal: { name: "Quillon" } }),
        fact("LessonOver"),
      ),
    );
  });

  /** What a person with the file and a database tool can do: no trigger stops them. */
  const tamper = async (...statements: readonly string[]): Promise<void> => {
    const guards =
      engine === "SQLite"
        ? ["drop trigger events_keep", "drop trigger events_stay", "pragma foreign_keys = off"]
        : [
            "drop trigger events_keep on events",
            "drop trigger events_stay on events",
            "alter table personal drop constraint personal_event",
          ];
    await ground.run(...guards, ...statements);
  };

  const eventRows = async (): Promise<readonly Link[]> =>
    (await ground.run(
      "select stream, version, type, schema, at, commitment, previous from events order by version",
    )) as readonly Link[];

  it("accepts what no one touched, on its own and after it has grown", async () => {
    expect(await record.verifyStream(STREAM)).toEqual({ intact: true, length: 4, erased: [] });
    await record.append(adding(STREAM, 4, fact("NoteAdded", { personal: { words: "…" } })));
    expect(await record.verifyStream(STREAM)).toEqual({ intact: true, length: 5, erased: [] });
    expect(await record.verifyStream("lesson/none")).toEqual({ intact: true, length: 0, erased: [] });
  });

  it.each([
    ["type", "update events set type = 'LessonEnded' where version = 2"],
    ["moment", "update events set at = '2026-11-24T09:00:01.000Z' where version = 2"],
    ["data", `update events set data = '{"by":"another"}' where version = 2`],
    ["data that is no longer JSON", "update events set data = '{' where version = 2"],
    ["schema", "update events set schema = 2 where version = 2"],
    ["commitment", "update events set commitment = null where version = 2"],
    ["digest", "update events set hash = previous where version = 2"],
  ])("finds a changed %s", async (_, statement) => {
    await tamper(statement);
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 2, why: "changed" });
  });

  it("finds an event dropped from the middle", async () => {
    await tamper("delete from events where version = 2");
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 2, why: "missing" });
  });

  it("finds an event dropped from the end", async () => {
    await tamper("delete from events where version = 4");
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 4, why: "missing" });
  });

  it("finds two events that changed places", async () => {
    await tamper(
      "update events set version = 9 where version = 2",
      "update events set version = 2 where version = 3",
      "update events set version = 3 where version = 9",
    );
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 2, why: "changed" });
  });

  it("finds an event that was forged together with its digest", async () => {
    const [, second] = await eventRows();
    if (second === undefined) throw new Error("there is a second event");
    const data = { by: "another" };
    const hash = hashOf({ ...second, data });

    await tamper(`update events set data = '${canonicalJson(data)}', hash = '${hash}' where version = 2`);

    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 3, why: "broken" });
  });

  it.each([
    ["payload", `update personal set payload = '{"name":"Somebody else"}' where version = 2`],
    ["payload that is no longer JSON", "update personal set payload = '' where version = 2"],
    ["salt", "update personal set salt = '00' where version = 2"],
  ])("finds an altered %s", async (_, statement) => {
    await tamper(statement);
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 2, why: "payload" });
  });

  it("finds a payload added to an event that had none", async () => {
    await tamper(`insert into personal (school, store, stream, version, salt, payload)
       values ('school', 'general', '${STREAM}', 1, '00', '{"name":"Mia"}')`);
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 1, why: "payload" });
  });

  it("finds a payload that is gone and that no fact says was erased", async () => {
    await tamper("delete from personal where version = 2");
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: 2, why: "payload" });
  });

  it.each([
    ["that names another event", STREAM, 4, [3]],
    ["of another stream", "lesson/2", 0, [2]],
    ["that stands before it", STREAM, 4, [6]],
  ] as const)("does not pass it for the sake of an erasure %s", async (_, stream, version, versions) => {
    await record.append(erasing(stream, version, ...versions));
    const length = stream === STREAM ? version + 1 : 4;
    await record.append(adding(STREAM, length, fact("NoteAdded", { personal: { words: "…" } })));
    const gone = versions[0] === 6 ? 6 : 2;
    await tamper(`delete from personal where stream = '${STREAM}' and version = ${gone}`);
    expect(await record.verifyStream(STREAM)).toEqual({ intact: false, version: gone, why: "payload" });
  });

  it("still passes once a person has been erased, and says where", async () => {
    await record.append(erasing(STREAM, 4, 1, 2));

    expect(await record.verifyStream(STREAM)).toEqual({ intact: true, length: 5, erased: [2] });
    const facts = await record.read(STREAM);
    expect(facts.map(({ personal }) => personal)).toEqual([
      undefined,
      undefined,
      { name: "Quillon" },
      undefined,
      { byName: "Ms Reviewer", left: {} },
    ]);
    expect(facts[1]).not.toHaveProperty("personal");
  });
});

describe("SQLite: an erased person", () => {
  it("leaves no trace in any of the files", async () => {
    const ground = await newGround("SQLite");
    const { dataDir } = ground.place;
    const record = await ground.open();
    const names = ["Zebedee Quartermain", "Quillon"];
    await record.append(adding(STREAM, 0, ...names.map((name) => fact("AdultSeen", { personal: { name } }))));
    const files = () => readdirSync(dataDir).map((file) => readFileSync(join(dataDir, file), "latin1"));
    expect(files().join()).toContain("Zebedee");

    await record.append(erasing(STREAM, 2, 1));

    expect(files().join()).not.toContain("Zebedee");
    expect(files().join()).toContain("Quillon");
    await ground.remove();
  });
});

describe.each(ENGINES)("%s: the record is append-only", (engine) => {
  it.each([
    "update events set type = 'X'",
    "delete from events",
    engine === "SQLite" ? "insert or replace into events select * from events" : "truncate events cascade",
  ])("refuses the statement “%s”", async (statement) => {
    const ground = await newGround(engine);
    const record = await ground.open();
    await record.append(adding(STREAM, 0, fact("LessonStarted")));
    await record.close();

    await expect(ground.run(statement)).rejects.toThrow("append-only");

    await ground.remove();
  });
});
