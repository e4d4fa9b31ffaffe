import { anchorText } from "../../../src/record/seal/anchor.ts";
import { sealHash, signSeal } from "../../../src/record/seal/seal.ts";
import { ENGINES, type Ground, newGround } from "../../support/engines.ts";
import { check, closeDays, LESSON, newKey, OTHER_LESSON, playDay, wrongIn } from "./sealed-record.ts";
import { isEventOf } from "./tamper.ts";

afterEach(closeDays);

const _WHOLE = { streams: "all" } as const;
const _ONE = { streams: [LESSON] } as const;

describe("a key that was changed", () => {
  /** The last seal signed anew, as a person who changed the key would. */
  const withNewKey = async () => {
    const day = await playDay();
    const lines = await day.lines();
    const key = newKey();
    let hash = "";
    const changed = lines.map((line) => {
      if (line.line !== "seal" || line.number !== 3) return line;
      const publicKey = Buffer.from(String(key.export({ format: "jwk" }).x), "base64url").toString("hex");
      const seal = signSeal({ ...line, publicKey }, key);
      hash = sealHash(seal);
      return { line: "seal", ...seal, hash };
    });
    // Without the last of the messages, which is of the seal as it was.
    const kept = day.anchors().split("\n\n").slice(0, 2).join("\n\n");
    return { changed, hash, kept };
  };

  it("passes where the headteacher was told so with that very seal, and says how many keys there were", async () => {
    const { changed, hash, kept } = await withNewKey();
    const findings = check(changed, `${kept}\n${anchorText("general", "18:00", hash, { newKey: true })}`);
    expect(wrongIn(findings)).toEqual([]);
    expect(findings.map(({ say }) => say).join()).toContain("signed with 2 keys one after the other");
  });

  it.each([
    ["no one was told", () => ""],
    ["the message did not say so", (hash: string) => anchorText("general", "18:00", hash)],
    [
      "the message was of another seal",
      () => anchorText("general", "18:00", "0".repeat(64), { newKey: true }),
    ],
  ])("is found where %s", async (_, message) => {
    const { changed, hash, kept } = await withNewKey();
    const says = wrongIn(check(changed, `${kept}\n${message(hash)}`)).map(({ say }) => say);
    expect(says.join()).toContain("seal 3: is signed with another key");
  });
});

describe("a record rewritten as a whole", () => {
  it("is found by the messages kept when it was sealed anew with another key", async () => {
    const original = await playDay();
    const forged = await playDay(newKey(), "Somebody else");
    const lines = await forged.lines();
    expect(wrongIn(check(lines))).toEqual([]);
    expect(wrongIn(check(lines, original.anchors()))).toHaveLength(3);
  });

  it("is found by the messages kept when it was sealed anew with the same key", async () => {
    const key = newKey();
    const original = await playDay(key);
    const forged = await playDay(key, "Somebody else");
    expect(wrongIn(check(await forged.lines(), original.anchors()))).toHaveLength(3);
    expect(wrongIn(check(await forged.lines({ store: "adult" }), original.anchors()))).toHaveLength(1);
  });

  it("is found though all but one message were lost", async () => {
    const key = newKey();
    const [original, forged] = [await playDay(key), await playDay(key, "Somebody else")];
    const [first = ""] = original.anchors().split("\nLesson Guard");
    expect(wrongIn(check(await forged.lines(), first))).toHaveLength(1);
  });
});

describe.each(ENGINES)("a record whose events were cut off in the database (%s)", (engine) => {
  let ground: Ground;

  beforeEach(async () => {
    ground = await newGround(engine);
  });

  afterEach(async () => ground.remove());

  it("or whose personal payload was taken out there, is found", async () => {
    const day = await playDay(newKey(), "Zebedee", await ground.open());
    await ground.run(`delete from personal where stream = '${LESSON}' and version = 2`);
    const wrong = wrongIn(check(await day.lines(), day.anchors()));
    expect(wrong.map(({ event }) => event)).toEqual([{ stream: LESSON, version: 2 }]);
  });

  it("is not taken over by the next seal", async () => {
    const day = await playDay(newKey(), "Zebedee", await ground.open());
    expect(wrongIn(check(await day.lines(), day.anchors()))).toEqual([]);
    const [, second] = (await day.lines()).filter(isEventOf(OTHER_LESSON));
    await ground.run(
      engine === "SQLite" ? "drop trigger events_stay" : "alter table events disable trigger user",
      `delete from events where stream = '${OTHER_LESSON}' and version = 2`,
      `update streams set version = 1, hash = '${second?.previous}' where stream = '${OTHER_LESSON}'`,
    );

    await day.seal("general", "19:00");

    const wrong = wrongIn(check(await day.lines(), day.anchors()));
    expect(wrong.map(({ event }) => event)).toEqual([{ stream: OTHER_LESSON, version: 2 }]);
  });
});
