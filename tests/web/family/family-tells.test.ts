import { rolesTold } from "../../../src/protocol/who/route.ts";
import type { SchoolRecord } from "../../../src/record/school-record.ts";
import { exportStreams } from "../../../src/record/seal/export-streams.ts";
import { aroundAlert } from "../../../src/teams/alert-around.ts";
import { alertCard } from "../../../src/teams/cards/alert-card.ts";
import { CHAT, STAFFING, startedLesson } from "../../desk/school-day.ts";
import { guest, roster, TEACHER, user } from "../../protocol/lesson/story.ts";
import { address, day, familyOf, familyServer, links, list, typesOf } from "./family-server.ts";

familyServer();

const CARD_LINKS = { record: () => "https://guard.example/record", join: () => "https://teams.example" };
const WORDS = "She shouted at him when the camera was off";

const send = async (link: string, fields: Readonly<Record<string, string>>) => {
  const response = await fetch(`${address}/family`, {
    method: "POST",
    body: new URLSearchParams({ link, lang: "en-GB", ...fields }),
  });
  const text = await response.text();
  return { status: response.status, text, ref: /reference ([A-Z0-9]{6})/.exec(text)?.[1] ?? "" };
};
const tell = (about: "child" | "adult", words = WORDS, link = links.mum) =>
  send(link, { do: "tell", about, words });

const read = (who: string) => day.concerns.readable(day.caller(who));
const everyRecorded = async (record: SchoolRecord): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const line of exportStreams(record, { streams: "all", at: day.now() })) lines.push(line);
  return lines;
};

describe("something is wrong, from the page for families", () => {
  it("about a child reaches the DSL, with the words, the child and the adult in the record and none on a card", async () => {
    const { ref, text } = await tell("child");
    expect(text).toContain("on their way to the designated safeguarding lead.");
    expect(text).toContain("The school phones you");
    expect(text).not.toContain(WORDS);
    const [concern] = await read("dsl");
    expect(concern).toMatchObject({ ref, about: "child", reaches: "dsl" });
    expect(concern?.details).toMatchObject([
      { who: "Maya Singh. Written by Maya's mum on the page for families.", words: WORDS },
    ]);
    expect(Object.values(concern?.names ?? {})).toEqual(["a parent or carer"]);
    // No account: nothing is sent to the parent's own chat.
    const due = await day.records.claimDuties(Date.parse(day.now()), 50, 60_000, "others");
    expect(due.map(({ work }) => work.kind)).not.toContain("tell-raiser");
  });

  it.each(["child", "adult"] as const)(
    "sent once more by the same page (about: %s) it is no second one, also where the first is closed",
    async (about) => {
      const drawn =
        /name="drawn" value="([^"]*)"/.exec((await send(links.mum, { do: "open" })).text)?.[1] ?? "";
      const page = (words = WORDS) => send(links.mum, { do: "tell", about, words, drawn });
      const first = await page();
      expect((await page()).text).toBe(first.text);
      const more = () => send(links.mum, { do: "add", ref: first.ref, more: "And on Tuesday", drawn });
      expect((await more()).text).toBe((await more()).text);
      const [concern, ...others] = await read(about === "child" ? "dsl" : "head");
      expect([concern?.details.length, others]).toEqual([2, []]);
      const by = about === "child" ? "dsl" : "head";
      await day.concerns.close(day.caller(by), first.ref, {
        decision: "no further action",
        reason: "spoke with the parent",
      });
      expect((await page()).ref).toBe(first.ref);
      expect((await read(by)).map(({ ref }) => ref)).toEqual([first.ref]);
      // Gone back to, and written anew; and the same words another day, on another page.
      expect((await page(`${WORDS}, again`)).ref).not.toBe(first.ref);
      expect((await tell(about)).text).toContain("added to what you wrote");
      expect((await read(by)).map(({ details }) => details.length)).toEqual(expect.arrayContaining([2, 2]));
    },
  );

  it("is read again in Welsh with its reference, is not sent again, and only through a link that works", async () => {
    const first = await tell("child");
    const code = /name="said" value="([^"]*)"/.exec(first.text)?.[1] ?? "";
    const again = await send(links.mum, { do: "told in cy", said: code, more: "a draft" });
    expect(again.text).toContain(`<html lang="cy"`);
    expect(again.text).toContain(first.ref);
    expect(again.text).toContain("a draft");
    const back = await send(links.mum, { do: "told in en-GB", said: code });
    expect(back.text).toBe(first.text);
    expect((await read("dsl")).map(({ details }) => details.length)).toEqual([1]);
    for (const said of ["", "dsl:", "dsl:<b>", "nothing", `head:${"A".repeat(40)}`]) {
      const { text } = await send(links.mum, { do: "told in cy", said });
      // Its own page then, in that language.
      expect([text.includes("Gwersi byw: Maya Singh"), text.includes("<b>")]).toEqual([true, false]);
    }
    expect((await send("nonsense", { do: "told in cy", said: code })).text).not.toContain(first.ref);
  });

  it("about staff reaches the headteacher, and neither the DSL nor the staff who keep the list", async () => {
    const { ref, text } = await tell("adult");
    expect(text).toContain("on their way to the headteacher");
    expect((await read("head")).map((one) => one.ref)).toEqual([ref]);
    for (const other of ["teacher", "assistant", "colleague", "dsl", "deputy", "admin"])
      expect(await read(other)).toEqual([]);
    const [concern] = await read("head");
    // She is not named, so it may be any of them: none of them is told.
    expect(concern?.lessonStaff).toEqual(expect.arrayContaining(["teacher", "assistant"]));
  });

  it("names the lesson only where the record shows the child in it, not the one they come to next", async () => {
    const lesson = await startedLesson(day);
    await day.classes.meet(day.caller("teacher"), list, lesson, { weekly: false });
    const labelOf = async (link: string) => {
      const { ref } = await tell("child", WORDS, link);
      const found = (await read("dsl")).find((one) => one.ref === ref);
      return [found?.lesson, found?.label];
    };
    expect(await labelOf(links.mum)).toEqual(["", "no lesson named"]);
    await day.lessons.report(lesson, roster(user("r-teacher", TEACHER), guest("r-maya", "Maya Singh")));
    const [named, label] = await labelOf(links.dad);
    expect([named, label === "no lesson named"]).toEqual([lesson, false]);
  });

  it.each([
    ["the rule both", "both", STAFFING, "the designated safeguarding lead and the headteacher"],
    ["the DSL first", "dsl-first", STAFFING, "the designated safeguarding lead"],
    ["no DSL", "both", { ...STAFFING, dsl: ["staff"], deputy: ["staff"] }, "the headteacher"],
  ] as const)("says before and after who really is told, with %s", async (_how, firstTold, roles, who) => {
    day.staffing.roles = roles;
    await day.school.change({ ...day.school.settings(), firstTold }, "admin");
    const before = await send(links.mum, { do: "open" });
    expect(before.text).toContain(`something in a lesson. It goes to ${who}. If no one answers in time`);
    const { text, ref } = await tell("child");
    expect(text).toContain(`are on their way to ${who}.`);
    // The same people, by the record.
    const told = (await day.concerns.read(ref)).deliveries.map(({ target }) => target);
    expect(rolesTold(told)).toEqual([
      ...(who.includes("lead") ? ["dsl"] : []),
      ...(who.includes("headteacher") ? ["head"] : []),
    ]);
    const code = /name="said" value="([^"]*)"/.exec(text)?.[1] ?? "";
    const welsh = (await send(links.mum, { do: "told in cy", said: code })).text;
    const inWelsh = /ar eu ffordd at ([^<]*)\./.exec(welsh)?.[1] ?? "";
    expect(inWelsh.includes("y pennaeth")).toBe(who.includes("headteacher"));
  });

  it("written from home, nothing of a lesson stands on the card, and it is tied to no other family's", async () => {
    await tell("child");
    const { ref } = await tell("child", WORDS, links.other);
    const concern = await day.concerns.read(ref);
    const around = await aroundAlert({ ...day, links: CARD_LINKS, now: day.now }, concern, undefined);
    const text = JSON.stringify(alertCard(concern, around));
    expect(text).toContain("A concern came through the page for families.");
    expect(text).toContain("no lesson named");
    expect(text).not.toMatch(/raised in a lesson|, on at|alert of this lesson|Join the lesson/);
  });

  it("says so where no one here may be told, with whom to phone", async () => {
    day.staffing.roles = { ...STAFFING, head: ["staff"], teacher: ["staff", "headteacher"] };
    const { text } = await tell("adult");
    expect(text).toContain("no one here could be told. Phone the school office now.");
  });

  it("a link rings once a day for each kind: what is written later is added, and rings no one", async () => {
    const { ref } = await tell("child");
    for (let n = 0; n < 30; n += 1) await tell("child", `And again ${n}`);
    const concerns = await read("dsl");
    expect(concerns.map((one) => one.ref)).toEqual([ref]);
    // Up to what one concern holds; then the page says to phone.
    expect(concerns[0]?.details).toHaveLength(20);
    expect((await tell("child")).text).toContain("Please phone the school office.");
    const due = await day.records.claimDuties(Date.parse(day.now()), 200, 60_000, "alerts");
    expect(due.filter(({ work }) => work.kind === "tell")).toHaveLength(1);
  });

  it("closed and written anew again and again, a link rings three times a day and no more", async () => {
    for (let n = 0; n < 6; n += 1) {
      const { ref } = await tell("child");
      if (ref !== "") await day.concerns.close(day.caller("dsl"), ref, { decision: "none", reason: "spam" });
    }
    expect(await read("dsl")).toHaveLength(3);
  });

  it("spam without a link, or through one that has ended, tells no one", async () => {
    await tell("adult", WORDS, "nonsense");
    await tell("child", WORDS, `${links.mum}x`);
    const family = await familyOf("Maya Singh");
    const view = await day.classes.view(day.caller("teacher"), list);
    const adult = view?.families.find((one) => one.family === family)?.adults[0]?.adult ?? "";
    await day.classes.press(day.caller("teacher"), list, family, { do: "revoke", adult });
    expect((await tell("adult")).status).toBe(410);
    expect([...(await read("head")), ...(await read("dsl"))]).toEqual([]);
  });

  it("is added to by its reference, through the same adult's link alone", async () => {
    const { ref } = await tell("adult");
    const add = (link: string, wanted = ref) =>
      send(link, { do: "add", ref: wanted.toLowerCase(), more: "It was on Tuesday" });
    expect((await add(links.mum)).text).toContain(`added to what you wrote under the reference ${ref}`);
    const other = await add(links.dad);
    expect(other.text).toContain("There is nothing under this reference that you wrote.");
    // Byte for byte as for a reference that does not exist.
    expect((await add(links.dad, "ZZZZZZ")).text).toBe(other.text);
    expect((await read("head"))[0]?.details).toHaveLength(2);
  });

  it("without words, or without saying what it is about, sends nothing and says so", async () => {
    const empty = await send(links.mum, { do: "tell", about: "child", words: "  " });
    expect(empty.text).toContain("Nothing was written, so nothing was sent.");
    const noChoice = await send(links.mum, { do: "tell", words: WORDS });
    expect(noChoice.text).toContain("Choose what it is about, then press Send.");
    expect(noChoice.text).toContain(`>\n${WORDS}</textarea>`);
    expect(await read("dsl")).toEqual([]);
  });

  it("keeps what is written in every press, without script: another language, an answer, the way, a mistake", async () => {
    const began = { about: "adult", words: `"${WORDS}" & <b>`, ref: "K7Q2AB", more: "\nIt was on Tuesday" };
    const isKept = (text: string): boolean =>
      text.includes(`>\n&quot;${WORDS}&quot; &amp; &lt;b&gt;</textarea>`) &&
      text.includes(">\n\nIt was on Tuesday</textarea>") &&
      /value="adult" checked/.test(text);
    for (const press of ["in cy", "in en-GB", "open", "yes", "no", "join"]) {
      const { text } = await send(links.mum, { ...began, do: press });
      expect([press, isKept(text), text.includes('value="K7Q2AB"')]).toEqual([press, true, true]);
      expect(text).toContain(`<html lang="${press === "in cy" ? "cy" : "en-GB"}"`);
    }
    const wrong = await send(links.mum, { ...began, do: "add" });
    expect([wrong.text.includes("nothing under this reference"), isKept(wrong.text)]).toEqual([true, true]);
    const told = await send(links.mum, { ...began, do: "tell" });
    expect(told.text).not.toContain(WORDS);
    expect(told.text).toContain(">\n\nIt was on Tuesday</textarea>");
    // In no address, and in no record but the concern itself.
    expect(told.text).not.toMatch(/(href|action)="[^"]*Tuesday/);
    expect((await everyRecorded(day.record)).join()).not.toContain("Tuesday");
  });
});

describe("the same day with and without a parent's concern about staff", () => {
  /** All that anyone but the headteacher can be shown, and all that the general record holds. */
  const everythingElse = async (): Promise<string> => {
    const row = await day.record.lessonByChat(CHAT.chatId);
    const lesson = await day.lessons.read(row?.lesson ?? "");
    const roles = ["teacher", "assistant", "colleague", "dsl", "deputy", "admin"].map((one) =>
      day.caller(one),
    );
    return JSON.stringify({
      lesson,
      record: await everyRecorded(day.record),
      concerns: await Promise.all(roles.map((one) => day.concerns.readable(one))),
      lists: await Promise.all(roles.map((one) => day.classes.view(one, list))),
      raised: await Promise.all(roles.map((one) => day.concerns.raisedBy(one, lesson.id))),
      keeping: await day.keeping.read(),
      duties: await day.record.openLessons(),
      page: (await send(links.dad, { do: "open" })).text,
    });
  };

  it("all that every other role can fetch is identical, byte for byte", async () => {
    // Opened before, so that opening it once more is no news.
    for (const link of [links.mum, links.dad, links.other]) await send(link, { do: "open" });
    const without = await everythingElse();
    const { ref } = await tell("adult");
    await send(links.mum, { do: "add", ref, more: "And on Wednesday" });
    await tell("adult", "Once more");
    expect(await read("head")).toHaveLength(1);
    expect(await everythingElse()).toBe(without);
    expect(without).toContain("LinkOpened");
    expect(await typesOf("Maya Singh")).not.toContain("ConcernRaised");
  });

  it("what follows for the parent's own page tells nothing to a person who looks at it", async () => {
    await send(links.mum, { do: "open" });
    const before = (await send(links.mum, { do: "open" })).text;
    await tell("adult");
    expect((await send(links.mum, { do: "open" })).text).toBe(before);
  });
});
