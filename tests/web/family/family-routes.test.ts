import { createFamilyLinks } from "../../../src/web/family/links.ts";
import { CHAT } from "../../desk/school-day.ts";
import {
  address,
  day,
  facts,
  familyOf,
  familyServer,
  KEY,
  links,
  list,
  press,
  typesOf,
} from "./family-server.ts";

const CHILDREN = ["Maya Singh", "Oliver Bennett"];

familyServer();

const ofMum = (): string => links.mum;
const endLink = async (): Promise<void> => {
  const view = await day.classes.view(day.caller("teacher"), list);
  const maya = view?.families.find(({ child }) => child === "Maya Singh");
  const adult = maya?.adults[0]?.adult ?? "";
  await day.classes.press(day.caller("teacher"), list, maya?.family ?? "", { do: "revoke", adult });
};

describe("before a press", () => {
  it("a visit by a mail scanner changes nothing, shows no name and keeps no link", async () => {
    const before = [await typesOf("Maya Singh"), await typesOf("Oliver Bennett")];
    for (const path of ["/family", `/family#${links.mum}`, "/family?lang=cy", `/family?link=${links.mum}`]) {
      const response = await fetch(`${address}${path}`);
      const text = await response.text();
      expect(response.status).toBe(200);
      for (const child of CHILDREN) expect(text).not.toContain(child.split(" ")[0]);
      expect(text).not.toContain(links.mum.split(".")[2]);
    }
    expect([await typesOf("Maya Singh"), await typesOf("Oliver Bennett")]).toEqual(before);
  });

  it("the page takes its own forms alone, stands in no frame, and is kept nowhere after a press", async () => {
    const { headers } = await press(links.mum, "open");
    expect(headers.get("content-security-policy")).toMatch(/form-action 'self'.*frame-ancestors 'none'/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("set-cookie")).toBeNull();
  });
});

describe("an adult's own page", () => {
  it("is opened by the link, or by the whole address pasted without script, and that is in the record", async () => {
    for (const link of [links.mum, ` https://guard.example/family#${links.mum} `]) {
      const { status, text } = await press(link, "open");
      expect(status).toBe(200);
      expect(text).toContain("Live lessons for Maya Singh");
      expect(text).toContain("This page is for Maya&#39;s mum.");
    }
    expect((await typesOf("Maya Singh")).filter((type) => type === "LinkOpened")).toHaveLength(1);
  });

  it("shows nothing of another adult, and nothing of another family", async () => {
    await press(links.dad, "no");
    const { text } = await press(links.mum, "open");
    // The page carries her own link, whose letters are chance.
    expect(text.replaceAll(links.mum, "")).not.toMatch(/dad|Oliver|Bennett|refus/);
    expect(text).not.toContain("Show the way to the lesson");
  });

  it("is the same, byte for byte, where another adult said no as where no lesson is there, whatever she presses", async () => {
    const lesson = (await day.record.lessonByChat(CHAT.chatId))?.lesson ?? "";
    const kind = (called: "class" | "not a lesson") =>
      day.lessons.press(day.caller("teacher"), lesson, { press: "choose-kind", kind: called });
    const pages = async () => {
      const open = await press(links.mum, "open");
      const join = await press(links.mum, "join");
      return [open.status, open.text, join.status, join.text];
    };
    for (const answer of ["open", "yes"]) {
      await press(links.mum, answer);
      const usual = await pages();
      await press(links.dad, "no");
      const refused = await pages();
      await press(links.dad, "yes");
      expect(await pages()).toEqual(usual);
      await kind("not a lesson");
      const none = await pages();
      await kind("class");
      expect(refused).toEqual(none);
      expect(refused).not.toEqual(usual);
      expect(refused.join()).toContain(
        "You cannot join a lesson from this page at present, and the page does",
      );
      expect(refused.join()).not.toMatch(/no lesson|not open|not planned/i);
    }
  });

  it("puts no name into its title: it stays in the history of a shared computer", async () => {
    const { text } = await press(links.mum, "open");
    expect(text).toContain("<title>Joining a live lesson</title>");
  });

  it("shows names as text, whatever is in them", async () => {
    const family = await familyOf("Oliver Bennett");
    await day.classes.press(day.caller("teacher"), list, family, {
      do: "add-adult",
      name: `<b onclick="x">`,
    });
    const view = await day.classes.view(day.caller("teacher"), list);
    const adult = view?.families.find((one) => one.family === family)?.adults.at(-1)?.adult ?? "";
    const { token, digest } = createFamilyLinks(KEY).make(day.id, family);
    await day.classes.press(day.caller("teacher"), list, family, { do: "make-link", adult, digest });
    const { text } = await press(token, "open");
    expect(text).toContain("&lt;b onclick=&quot;x&quot;&gt;");
    expect(text).not.toContain("<b ");
  });

  it("asks for permission once, keeps the answer, and lets it be changed", async () => {
    expect((await press(links.mum, "open")).text).toContain(
      "May Maya Singh take part in live lessons by video?",
    );
    const said = await press(links.mum, "yes");
    expect(said.text).toContain("You said yes.");
    expect(said.text).toContain("Change my answer");
    expect((await press(links.mum, "no")).text).toContain("you took your permission back.");
    expect((await facts("Maya Singh")).flatMap(({ data }) => data["answer"] ?? [])).toEqual([
      "given",
      "withdrawn",
    ]);
  });

  it("overturns no newer answer when an older page is loaded once more, and says so", async () => {
    const seenOn = ({ text }: { readonly text: string }) =>
      /name="answered" value="([^"]*)"/.exec(text)?.[1] ?? "-";
    const first = { answered: seenOn(await press(links.mum, "open")) };
    const yes = await press(links.mum, "yes", first);
    const no = await press(links.mum, "no", { answered: seenOn(yes) });
    expect(no.text).toContain("you took your permission back.");
    for (const lang of ["en-GB", "cy"]) {
      const { status, text } = await press(links.mum, "yes", { ...first, lang });
      expect([status, /role="alert">N(othing was|i newidiwyd)/.test(text)]).toEqual([200, true]);
      // From here it can be changed.
      expect(seenOn({ text })).toBe(seenOn(no));
    }
    expect((await facts("Maya Singh")).flatMap(({ data }) => data["answer"] ?? [])).toEqual([
      "given",
      "withdrawn",
    ]);
    expect((await press(links.mum, "yes", { answered: seenOn(no) })).text).toContain("You said yes.");
  });

  it("speaks Welsh, and answers in Welsh", async () => {
    const { text } = await press(links.mum, "yes", { lang: "cy" });
    expect(text).toContain(`<html lang="cy"`);
    expect(text).toContain("Fe wnaethoch ateb: caiff.");
  });

  it.each([
    ["that was ended", async () => endLink(), ofMum, "Mae’r ysgol wedi dod â’r ddolen hon i ben"],
    ["that was never made", async () => undefined, () => "nonsense", "Nid yr ysgol a wnaeth y ddolen hon"],
  ])("a link %s says so in each language", async (_what, before, link, welsh) => {
    await before();
    const english = await press(link(), "open");
    expect(english.text).toContain(`value="in cy"`);
    const { text, status } = await press(link(), "in cy");
    expect([text.includes(welsh), text.includes(`<html lang="cy"`), status]).toEqual([
      true,
      true,
      english.status,
    ]);
    expect(text).toContain(`value="in en-GB"`);
  });

  it("is small: an old phone on slow 3G has it in a second", async () => {
    const { text } = await press(links.mum, "open");
    expect(Buffer.byteLength(text)).toBeLessThan(12 * 1024);
  });
});

describe("two places", () => {
  it("show staff that a link may have been passed on, and keep no address", async () => {
    await press(links.mum, "open", { from: "192.0.2.1:50001" });
    // The same home again, behind another port.
    await press(links.mum, "open", { from: "192.0.2.1:50002" });
    const shared = async () =>
      (await day.classes.view(day.caller("teacher"), list))?.families[0]?.adults[0]?.link?.twoPlaces;
    expect(await shared()).toBeUndefined();
    await press(links.mum, "open", { from: "198.51.100.7" });
    expect(await shared()).toBe(true);
    expect(JSON.stringify(await facts("Maya Singh"))).not.toMatch(/192\.0\.2|198\.51/);
  });
});
