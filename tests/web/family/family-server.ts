import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import restify from "restify";
import type { Mailer } from "../../../src/meeting/mail.ts";
import { familyStream } from "../../../src/record/log/streams.ts";
import { familyRoutes } from "../../../src/web/family/family-routes.ts";
import { createFamilyLinks } from "../../../src/web/family/links.ts";
import { pageRoutes } from "../../../src/web/page-routes.ts";
import { routesOf } from "../../../src/web/routes.ts";
import { CHAT, type Day, openDay } from "../../desk/school-day.ts";
import { FOUND } from "../../protocol/lesson/story.ts";

export const KEY = generateKeyPairSync("ed25519").privateKey;
export const WAY = "https://teams.microsoft.com/l/meetup-join/the-way-in";

/** What two adults of Maya's hold, and one of Oliver's. */
type Adult = "mum" | "dad" | "other";

/** Made anew before each test: a school day, the page's server, and what three adults hold. */
export let day: Day;
export let address: string;
export let links: Readonly<Record<Adult, string>>;
/** The list that the teacher keeps. */
export let list: string;
/** The page's clock (ms), what Teams gives as the way into the meeting, and what broke. */
export const around: { clock: number; way: string | undefined; faults: unknown[]; mailer: Mailer } = {
  clock: 0,
  mailer: async () => {
    throw new Error("no e-mail is sent here");
  },
  way: WAY,
  faults: [],
};
let close: () => Promise<void>;

type More = {
  readonly lang?: string;
  /** The address they come from. */
  readonly from?: string;
  /** What their page says of their answer. */
  readonly answered?: string;
};

/** One press on the page, as a browser without script sends it. */
export const press = async (link: string, does: string, more: More = {}) => {
  const { lang = "en-GB", from = "192.0.2.1", ...seen } = more;
  const response = await fetch(`${address}/family`, {
    method: "POST",
    body: new URLSearchParams({ link, do: does, lang, ...seen }),
    headers: { "x-forwarded-for": from },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

export const familyOf = async (child: string): Promise<string> =>
  (await day.classes.view(day.caller("teacher"), list))?.families.find((one) => one.child === child)
    ?.family ?? "";

export const facts = async (child: string) => day.record.read(familyStream(await familyOf(child)));
export const typesOf = async (child: string) => (await facts(child)).map(({ type }) => type);

const folders: string[] = [];

/** The page as its source has it: without what is built for it. */
const unbuilt = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "family-page-"));
  folders.push(folder);
  const source = resolve(import.meta.dirname, "../../../src/panel/family.html");
  writeFileSync(join(folder, "family.html"), readFileSync(source, "utf8"));
  return folder;
};

/** @param pages where the built pages are */
const begin = async (pages: string): Promise<void> => {
  day = await openDay();
  Object.assign(around, { clock: 0, way: WAY, faults: [] });
  const tokens = createFamilyLinks(KEY);
  const teacher = day.caller("teacher");
  const kept = await day.classes.keep(teacher, {
    name: "4 Willow",
    pupils: [
      { name: "Maya Singh", adults: ["Maya's mum", "Maya's dad"] },
      { name: "Oliver Bennett", adults: ["Mrs Bennett"] },
    ],
  });
  if ("refused" in kept) throw new Error(kept.say);
  list = kept.class;
  const { id: lesson } = await day.lessons.occurrence(CHAT);
  await day.lessons.report(lesson, FOUND);
  await day.lessons.press(teacher, lesson, { press: "choose-kind", kind: "class" });
  await day.classes.meet(teacher, list, lesson, { weekly: true });
  const made = await Promise.all(
    ((await day.classes.view(teacher, list))?.families ?? []).flatMap(({ family, adults }) =>
      adults.map(async ({ adult }) => {
        const { token, digest } = tokens.make(day.id, family);
        await day.classes.press(teacher, list, family, { do: "make-link", adult, digest });
        await day.classes.press(teacher, list, family, { do: "sent", adult, how: "ClassDojo" });
        return token;
      }),
    ),
  );
  const [mum = "", dad = "", other = ""] = made;
  links = { mum, dad, other };

  const server = restify.createServer();
  const routes = routesOf(server);
  pageRoutes(routes, pages, () => undefined);
  familyRoutes(routes, {
    schools: { all: () => [day], at: async (school) => (school === day.id ? day : undefined) },
    links: tokens,
    pages,
    mailer: (mail) => around.mailer(mail),
    now: () => day.now(),
    joinAddress: async () => around.way,
    failed: (error) => around.faults.push(error),
    clock: () => around.clock,
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${server.address().port}`;
  close = async () => {
    server.server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  };
};

/** A school day with a page for families, made anew before each test. @param pages where the built pages are */
export const familyServer = (pages: () => string = unbuilt): void => {
  beforeEach(() => begin(pages()));
  afterEach(async () => {
    await close();
    await day.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
};
