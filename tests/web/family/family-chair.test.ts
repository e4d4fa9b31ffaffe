import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { smtpMailer } from "../../../src/meeting/mail.ts";
import type { SchoolRecord } from "../../../src/record/school-record.ts";
import { exportStreams } from "../../../src/record/seal/export-streams.ts";
import { CHAT } from "../../desk/school-day.ts";
import { address, around, day, familyServer, links, list } from "./family-server.ts";

familyServer();

const WORDS = "He told the class to keep it from us";
const CHAIR = "chair@governors.example";

type Heard = { readonly to: readonly string[]; readonly text: string };
const heard: Heard[] = [];
let answer: Error | undefined;
let server: SMTPServer;

const chosen = (more: object) =>
  day.school.change(
    { ...day.school.settings(), mailFrom: "alerts@oakfield.example", lado: "01782 123456", ...more },
    "admin",
  );

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        // Quoted-printable: a line that is too long is broken with "=".
        const text = Buffer.concat(pieces).toString().replaceAll("=\r\n", "");
        heard.push({ to: session.envelope.rcptTo.map((one) => one.address), text });
        done(answer);
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});
afterAll(async () => new Promise<void>((closed) => server.close(closed)));
beforeEach(async () => {
  heard.length = 0;
  answer = undefined;
  around.mailer = smtpMailer(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  await chosen({ chairMail: CHAIR });
});

const send = async (link: string, fields: Readonly<Record<string, string>>) => {
  const response = await fetch(`${address}/family`, {
    method: "POST",
    body: new URLSearchParams({ link, lang: "en-GB", ...fields }),
  });
  const text = await response.text();
  return { status: response.status, text, ref: /reference ([A-Z0-9]{11})\b/.exec(text)?.[1] ?? "" };
};
const aboutHead = (words = WORDS, link = links.mum) => send(link, { do: "tell", about: "head", words });

const everyRecorded = async (record: SchoolRecord): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const line of exportStreams(record, { streams: "all", at: day.now() })) lines.push(line);
  return lines;
};

/** All that anyone at the school can be shown, the headteacher too, and both stores of the record. */
const everything = async (): Promise<string> => {
  const row = await day.record.lessonByChat(CHAT.chatId);
  const lesson = await day.lessons.read(row?.lesson ?? "");
  const roles = ["teacher", "assistant", "colleague", "dsl", "head", "deputy", "admin"].map((one) =>
    day.caller(one),
  );
  return JSON.stringify({
    lesson,
    record: await everyRecorded(day.record),
    staffMatters: await everyRecorded(day.staffMatters),
    concerns: await Promise.all(roles.map((one) => day.concerns.readable(one))),
    lists: await Promise.all(roles.map((one) => day.classes.view(one, list))),
    lessons: await day.record.openLessons(),
    page: (await send(links.dad, { do: "open" })).text,
    own: (await send(links.mum, { do: "open" })).text,
  });
};

describe("what a parent writes about the headteacher", () => {
  it("goes to the chair of governors alone, by e-mail, with the words, who wrote them, and whom to ask", async () => {
    const { text, ref } = await aboutHead();
    expect(text).toContain(
      `Your words were given to the e-mail service for the chair of governors, under the reference ${ref}.`,
    );
    expect(text).toContain("phone your local authority");
    expect(text).not.toContain(WORDS);
    expect(heard.map(({ to }) => to)).toEqual([[CHAIR]]);
    for (const part of [WORDS, ref, "Maya Singh. Written by Maya's mum", "(LADO): 01782 123456"])
      expect(heard[0]?.text).toContain(part);
    // Whoever sees a list of messages sent sees neither what it is about nor about whom.
    expect(/^Subject: (.*)$/m.exec(heard[0]?.text ?? "")?.[1]?.trim()).toBe(
      `Lesson Guard: a message for you (${ref})`,
    );
  });

  it("is in no record, list, count or export of anyone at the school, the headteacher's own among them", async () => {
    for (const link of [links.mum, links.dad, links.other]) await send(link, { do: "open" });
    const without = await everything();
    const { ref } = await aboutHead();
    await send(links.mum, { do: "add", ref, more: "And on Wednesday" });
    expect(heard).toHaveLength(2);
    expect(await everything()).toBe(without);
    answer = Object.assign(new Error("no such mailbox"), { responseCode: 550 });
    await aboutHead();
    expect(await everything()).toBe(without);
    expect(around.faults).toEqual([]);
    const due = await day.records.claimDuties(Date.parse(day.now()), 50, 60_000, "alerts");
    expect(due.map(({ work }) => work.kind)).not.toContain("tell");
    expect(without).toContain("LinkOpened");
  });

  it("sends one e-mail where a page is sent once more, and another where the words are others", async () => {
    const drawn = day.now();
    const page = (words = WORDS, link = links.mum) => send(link, { do: "tell", about: "head", words, drawn });
    const first = await page();
    expect((await page()).text).toBe(first.text);
    expect(heard).toHaveLength(1);
    const add = () => send(links.mum, { do: "add", ref: first.ref, more: WORDS, drawn });
    expect((await add()).text).toBe((await add()).text);
    expect(heard).toHaveLength(2);
    for (const other of [await page("Something else"), await page(WORDS, links.dad), await aboutHead()])
      expect(other.ref).not.toBe(first.ref);
    expect(heard).toHaveLength(5);
  });

  it("is added to by its reference, through the same adult's link alone", async () => {
    const { ref } = await aboutHead();
    const add = (link: string, wanted = ref) =>
      send(link, { do: "add", ref: wanted.toLowerCase(), more: "It was on Tuesday" });
    expect((await add(links.mum)).text).toContain(
      `What you added was given to the e-mail service for the chair of governors`,
    );
    expect(heard[1]?.text).toContain(`${ref} (added to an earlier message)`);
    const other = await add(links.dad);
    expect(other.text).toContain("There is nothing under this reference that you wrote.");
    // Byte for byte as for a reference that does not exist.
    expect((await add(links.dad, "ZZZZZZ")).text).toBe(other.text);
    const nearly = `${ref.slice(0, 10)}${ref.endsWith("A") ? "B" : "A"}`;
    expect((await add(links.mum, nearly)).text).toContain("There is nothing under this reference");
    expect(heard).toHaveLength(2);
  });

  it.each([
    ["the mail server refuses it", () => (answer = Object.assign(new Error("no"), { responseCode: 550 }))],
    ["the mail server is not there", () => (around.mailer = smtpMailer("smtp://127.0.0.1:1"))],
  ])("is not called sent where %s: the page says so, and whom to phone", async (_what, breaks) => {
    breaks();
    const { text } = await aboutHead();
    expect(text).toContain("Do not rely on this: we cannot say that it reached the chair of governors.");
    expect(text).toContain("(LADO) of your local authority: 01782 123456.");
    expect(text).not.toMatch(/went to the chair|school office:/);
  });

  it("cannot be sent where no address is set: the page says how to reach the chair, and takes nothing", async () => {
    const { chairMail: _none, lado: _neither, ...rest } = day.school.settings();
    await day.school.change(rest, "admin");
    const page = (await send(links.mum, { do: "open" })).text;
    expect(page).toContain("About the headteacher nothing can be sent from here.");
    expect(page).toContain("your council gives you the number");
    expect(page).not.toContain('value="head"');
    expect((await aboutHead()).text).toContain("About the headteacher nothing can be sent from here.");
    expect(heard).toEqual([]);
  });

  it("counts only what was accepted: after six that failed the seventh is tried, too", async () => {
    answer = new Error("the mailbox is full");
    for (let n = 0; n < 7; n += 1) expect((await aboutHead()).text).toContain("Do not rely on this");
    answer = undefined;
    expect((await aboutHead()).ref).not.toBe("");
  });

  it("fills no mailbox: six in a day through one link, and nothing through a link that has ended", async () => {
    for (let n = 0; n < 9; n += 1) await aboutHead();
    expect(heard).toHaveLength(6);
    const often = (await aboutHead()).text;
    expect(often).toContain("this was not sent");
    expect(often).toContain("01782 123456");
    expect(often).not.toMatch(/phone the school office\.|01234 567890/i);
    await aboutHead(WORDS, links.dad);
    expect(heard).toHaveLength(7);
    day.wait(25 * 60 * 60_000);
    await aboutHead();
    expect(heard).toHaveLength(8);
    expect((await aboutHead(WORDS, `${links.mum}x`)).status).toBe(404);
    day.wait(400 * 24 * 60 * 60_000);
    expect((await aboutHead()).status).toBe(410);
    expect(heard).toHaveLength(8);
  });
});
