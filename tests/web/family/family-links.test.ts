import { generateKeyPairSync } from "node:crypto";
import { createFamilyLinks } from "../../../src/web/family/links.ts";
import { CHAT } from "../../desk/school-day.ts";
import { FOUND } from "../../protocol/lesson/story.ts";
import {
  address,
  around,
  day,
  facts,
  familyOf,
  familyServer,
  KEY,
  links,
  list,
  press,
  typesOf,
  WAY,
} from "./family-server.ts";

familyServer();

describe("the way to the lesson", () => {
  const MINUTE = 60_000;

  it("opens five minutes early, and is asked of Teams only then", async () => {
    // The lesson of the story starts at this very moment; a week later it starts again.
    day.wait(7 * 24 * 60 * MINUTE - 6 * MINUTE);
    const early = await press(links.mum, "open");
    expect(early.text).toContain("Tuesday 1 December at 10:00. Open this page again between 09:55 and 09:58");
    expect((await press(links.mum, "join")).text).not.toContain(WAY);
    day.wait(MINUTE);
    const { text } = await press(links.mum, "join");
    expect(text).toContain(`href="${WAY}"`);
    expect(await typesOf("Maya Singh")).toContain("JoinShown");
  });

  it("is in no record, also where it was shown", async () => {
    await press(links.mum, "join");
    const all = JSON.stringify([await facts("Maya Singh"), await day.record.read("classes")]);
    expect(all).not.toMatch(/meetup-join|https?:/);
    expect(all).not.toContain(links.mum.split(".")[2]);
  });

  it("is not shown to either parent once one of them has said no", async () => {
    await press(links.mum, "yes");
    await press(links.dad, "no");
    for (const link of [links.mum, links.dad]) expect((await press(link, "join")).text).not.toContain(WAY);
    expect(await typesOf("Maya Singh")).not.toContain("JoinShown");
    expect((await press(links.other, "join")).text).toContain(WAY);
  });

  it("says what to do where Teams does not give it", async () => {
    around.way = undefined;
    expect((await press(links.mum, "join")).text).toContain(
      "Try again in a minute, or phone the school office.",
    );
  });

  it("leads no family to a meeting that Lesson Guard cannot reach", async () => {
    const lesson = (await day.record.lessonByChat(CHAT.chatId))?.lesson ?? "";
    expect((await press(links.mum, "open")).text).not.toContain("You cannot join a lesson from this page");
    await day.lessons.report(lesson, { ...FOUND, protectable: false });
    const { text } = await press(links.mum, "open");
    expect(text).toContain("You cannot join a lesson from this page");
    expect((await press(links.mum, "join")).text).not.toContain(WAY);
  });

  it("after a lesson was ended for safety says that the school will be in touch, and no more", async () => {
    const row = await day.record.lessonByChat(CHAT.chatId);
    const lesson = row?.lesson ?? "";
    await day.lessons.report(lesson, { report: "meeting-started", source: "event" });
    await day.lessons.press(day.caller("teacher"), lesson, { press: "end-for-all" });
    const { text } = await press(links.mum, "open");
    expect(text).toContain(
      "The lesson on Tuesday 24 November at 10:00 has ended. The school will contact you.",
    );
    expect((await press(links.mum, "join")).text).not.toContain(WAY);
  });
});

describe("a link that does not open", () => {
  it.each([
    ["that was revoked says so", async () => revoke()],
    ["whose time is over says so", async () => day.wait(400 * 24 * 60 * 60_000)],
  ])("%s, and changes nothing", async (_what, end) => {
    await end();
    const before = await typesOf("Maya Singh");
    for (const does of ["open", "yes", "no", "join"]) {
      const { status, text } = await press(links.mum, does);
      expect(status).toBe(410);
      expect(text).toMatch(/The school has ended this link|This link has run out/);
      expect(text).not.toContain("Maya");
    }
    expect(await typesOf("Maya Singh")).toEqual(before);
  });

  const revoke = async () => {
    const view = await day.classes.view(day.caller("teacher"), list);
    const maya = view?.families.find(({ child }) => child === "Maya Singh");
    const adult = maya?.adults[0]?.adult ?? "";
    await day.classes.press(day.caller("teacher"), list, maya?.family ?? "", { do: "revoke", adult });
  };

  it("one changed letter in any part of it finds nothing", async () => {
    for (const at of [2, 20, links.mum.length - 30, links.mum.length - 1]) {
      const other = links.mum[at] === "A" ? "B" : "A";
      const changed = `${links.mum.slice(0, at)}${other}${links.mum.slice(at + 1)}`;
      expect((await press(changed, "open")).status).toBe(404);
    }
  });

  it("10,000 guesses find nothing, and nothing is looked up for them", () => {
    const [school, family, , signature] = links.mum.split(".");
    const tokens = createFamilyLinks(KEY);
    const found = Array.from({ length: 10_000 }, (_, n) => `${school}.${family}.${n}.${signature}`).filter(
      (guess) => tokens.read(guess) !== undefined,
    );
    expect(found).toEqual([]);
    expect(tokens.read(links.mum)).toMatchObject({ school, family });
  });

  it("guesses are slowed, while the right link opens all the time", async () => {
    const [school, family, , signature] = links.mum.split(".");
    const statuses: number[] = [];
    for (let n = 0; n < 400; n += 50) {
      const guesses = Array.from({ length: 50 }, (_, one) => `${school}.${family}.${n + one}.${signature}`);
      const answers = await Promise.all(guesses.map((guess) => press(guess, "open")));
      statuses.push(...answers.map(({ status }) => status));
      expect(answers.filter(({ text }) => /Maya|Singh/.test(text))).toEqual([]);
      // Ten seconds go by, by the clock of the page.
      around.clock += 10_000;
    }
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    // Sixty at once, and one for each second since.
    expect(statuses.filter((status) => status === 404).length).toBe(60 + 7 * 10);
    around.clock -= 10_000;
    const slowed = await press("nonsense", "open");
    expect([slowed.status, slowed.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await press(links.mum, "open")).status).toBe(200);
    expect((await typesOf("Maya Singh")).filter((type) => type === "LinkOpened")).toHaveLength(1);
  });

  it("a link of another school, or another key, finds nothing", async () => {
    const family = await familyOf("Maya Singh");
    const other = createFamilyLinks(generateKeyPairSync("ed25519").privateKey).make(day.id, family);
    const elsewhere = createFamilyLinks(KEY).make("elm", family);
    for (const { token } of [other, elsewhere]) expect((await press(token, "open")).status).toBe(404);
  });

  it("what is no form is refused in words, and is no fault", async () => {
    const response = await fetch(`${address}/family`, {
      method: "POST",
      body: JSON.stringify({ link: links.mum }),
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("phone the school office");
    expect(around.faults).toEqual([]);
  });
});
