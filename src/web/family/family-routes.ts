import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Request, Response } from "restify";
import type { FamilyTold, Sent } from "../../desk/concern/from-family.ts";
import type { NoVisit } from "../../desk/families/visit-desk.ts";
import type { Way } from "../../desk/families/zoom-ways.ts";
import type { SchoolServices } from "../../desk/school-services.ts";
import type { Schools } from "../../desk/schools.ts";
import type { Mailer } from "../../meeting/mail.ts";
import { BodyRefused, readForm } from "../../meeting/request-body.ts";
import { defined } from "../../protocol/defined.ts";
import { Refusal } from "../answers.ts";
import { createBudget } from "../budget.ts";
import type { Routes } from "../routes.ts";
import { requestIdOf } from "../watch.ts";
import { drawnOf, LARGEST_FORM, writtenIn } from "./form.ts";
import { AGAIN_SECONDS, createGuesses } from "./guesses.ts";
import type { FamilyLinks, ReadLink } from "./links.ts";
import {
  ANSWERED,
  filled,
  noPage,
  openingPage,
  ownPage,
  type Page,
  type ShownWay,
  toldPage,
  wordsIn,
} from "./page.ts";
import { type Said, saidIn, type Written } from "./tell-part.ts";
import { createToChair, reachesChair } from "./to-chair.ts";
import type { FamilyWords } from "./words.ts";

export type FamilyRouteDependencies = {
  readonly schools: Pick<Schools, "all" | "at">;
  readonly links: FamilyLinks;
  /** Where the built pages are. */
  readonly pages: string;
  /** Sends what is about the headteacher to the chair of governors. */
  readonly mailer: Mailer;
  readonly now: () => string;
  /** The way into a meeting, by its chat. @throws CloudError */
  readonly joinAddress: (chat: string) => Promise<string | undefined>;
  readonly failed: (error: unknown, request?: string) => void;
  /** Milliseconds, of a clock that no one can set; the machine's own where not given. */
  readonly clock?: () => number;
};

/** A page that is no panel: it stands in no frame, takes its own forms, and asks nothing of any other server. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

type Pressed = {
  readonly link: string;
  readonly written: Written;
  readonly place: string;
  /** When they had last answered, by their page; undefined where it did not say. */
  readonly seen: string | undefined;
};

type Answered = { readonly status: number; readonly page: Page; readonly againAfterSeconds?: number };

/** The page for families: public, and of one family only through a link of its own (docs/api.md). */
export const familyRoutes = (routes: Routes, dependencies: FamilyRouteDependencies): void => {
  const { schools, links, pages, joinAddress, failed, clock, now } = dependencies;
  const toChair = createToChair(dependencies);
  const guesses = createGuesses(clock);
  const budget = createBudget(clock);

  const send = async (
    response: Response,
    { status, page, againAfterSeconds }: Answered,
    cache: string,
  ): Promise<void> => {
    const template = await readFile(join(pages, "family.html"), "utf8");
    response.writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": CSP,
      // A form that says where it comes from: to no other site, and never what stands behind "#".
      "referrer-policy": "same-origin",
      "cache-control": cache,
      ...(againAfterSeconds === undefined ? {} : { "retry-after": String(againAfterSeconds) }),
    });
    response.end(filled(template, page, now()));
  };

  const officePhone = (): string => {
    const [only, another] = schools.all();
    return another === undefined ? (only?.school.settings().phone ?? "") : "";
  };

  const wrong = (words: FamilyWords, phone: string, link: string): Answered =>
    guesses.wrong()
      ? { status: 404, page: noPage(words, "unknown", phone, link) }
      : tooMany(words, phone, link);

  const pressed = async (request: Request, form: URLSearchParams): Promise<Answered> => {
    const press = form.get("do") ?? "";
    const [, asked] = /^(?:told )?in (.+)$/.exec(press) ?? [];
    const words = wordsIn(asked ?? form.get("lang"));
    const written = writtenIn(form);
    const text = form.get("link") ?? "";
    const read = links.read(text);
    const at = read === undefined ? undefined : await schools.at(read.school);
    const link = text.trim().replace(/^.*#/su, "");
    if (read === undefined || at === undefined) return wrong(words, officePhone(), link);
    const said = press.startsWith("told ") ? saidIn(form.get("said") ?? "") : undefined;
    const place = links.placeOf(addressOf(request), read.digest);
    try {
      return await budget.within(read.digest, "heavy", () =>
        press === "tell" || press === "add"
          ? told(at, words, read, link, {
              isNew: press === "tell",
              form: written,
              ...defined({ drawn: drawnOf(form) }),
            })
          : said === undefined
            ? carriedOut(
                at,
                words,
                read,
                { link, written, place, seen: form.get(ANSWERED) ?? undefined },
                press,
              )
            : toldAgain(at, words, read, link, said, written),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const answer = tooMany(words, at.school.settings().phone ?? "", link);
      // Their words stand in it; whose link it is was not looked up, so it says nothing of them.
      return press === "tell" || press === "add"
        ? { ...answer, page: toldPage(words, "tooMany", link, await aroundOf(at), written) }
        : answer;
    }
  };

  const aroundOf = async (at: SchoolServices) => {
    const { phone = "", lado = "" } = at.school.settings();
    return { phone, lado, chair: reachesChair(at), ...defined({ tells: await at.concerns.toldOfFamily() }) };
  };

  const shownWay = async (way: Way): Promise<ShownWay> => {
    if (way.in === "Zoom") return way.address === undefined ? { not: "away" } : { zoom: way.address };
    const address = await joinAddress(way.chat).catch((error: unknown) => {
      failed(error);
      return undefined;
    });
    return address === undefined ? { not: "away" } : { teams: address };
  };

  const carriedOut = async (
    at: SchoolServices,
    words: FamilyWords,
    { family, digest }: ReadLink,
    { link, written, place, seen }: Pressed,
    press: string,
  ): Promise<Answered> => {
    const { visits, school } = at;
    const { phone = "" } = school.settings();
    if (press === "join") {
      const joined = await visits.join(family, digest, place);
      if ("not" in joined) return notThere(words, joined.not, phone, link);
      if (!("way" in joined)) return shown(ownPage(words, joined, link, written, { way: { not: "closed" } }));
      return shown(ownPage(words, joined.view, link, written, { way: await shownWay(joined.way) }));
    }
    const view =
      press === "yes" || press === "no"
        ? await visits.answer(family, digest, { yes: press === "yes", ...defined({ seen }) }, place)
        : await visits.open(family, digest, place);
    if ("refused" in view) {
      if (view.refused !== "behind") return { status: 429, page: noPage(words, "often", phone, link) };
      const newer = await visits.open(family, digest, place);
      return "not" in newer
        ? notThere(words, newer.not, phone, link)
        : shown(ownPage(words, newer, link, written, { notChanged: true }));
    }
    return "not" in view
      ? notThere(words, view.not, phone, link)
      : shown(ownPage(words, view, link, written));
  };

  /** About the headteacher: to the chair of governors, and into no record. */
  const toldChair = async (
    at: SchoolServices,
    { family, digest }: ReadLink,
    sent: Sent,
    ref: string,
  ): Promise<Said | NoVisit | "not theirs"> => {
    const whose = await at.visits.whose(family, digest);
    if ("not" in whose) return whose;
    if (ref === "") return toChair.send(at, { ...whose, ...sent });
    return links.isChairRef(whose.adult, ref) ? toChair.send(at, { ...whose, ...sent, ref }) : "not theirs";
  };

  /** Nothing of it is noted with the family: staff who keep the list read that. */
  const told = async (
    at: SchoolServices,
    words: FamilyWords,
    read: ReadLink,
    link: string,
    { isNew, form, drawn }: { readonly isNew: boolean; readonly form: Written; readonly drawn?: string },
  ): Promise<Answered> => {
    const { visits } = at;
    const { family, digest } = read;
    const around = await aroundOf(at);
    const { phone } = around;
    const written = (isNew ? form.words : form.more).trim();
    // What was not sent stays; what was is shown no more.
    const left = isNew ? { ...form, about: "", words: "" } : { ...form, ref: "", more: "" };
    const leftOf = (said: Said): Written =>
      typeof said !== "string" ? left : said === "notThere" ? { ...form, ref: "" } : form;
    const page = (said: Said): Answered => shown(toldPage(words, said, link, around, leftOf(said)));
    const about = form.about === "adult" ? "adult" : "child";
    const ref = form.ref.trim().toUpperCase();
    const sent: Sent = { words: written, ...defined({ drawn }) };
    if (written === "") return page("empty");
    if (isNew && form.about === "") return page("noChoice");
    if (isNew ? form.about === "head" : ref !== "") {
      const chair = await toldChair(at, read, sent, isNew ? "" : ref);
      if (typeof chair === "object" && "not" in chair) return notThere(words, chair.not, phone, link);
      if (chair !== "not theirs") return page(chair);
    }
    const answer = isNew
      ? await visits.tell(family, digest, { about, ...sent })
      : await visits.add(family, digest, { ref, ...sent });
    if ("not" in answer) return notThere(words, answer.not, phone, link);
    return page(saidOf(answer.told, isNew));
  };

  /** The same in another language: what was written is sent once. */
  const toldAgain = async (
    at: SchoolServices,
    words: FamilyWords,
    { family, digest }: ReadLink,
    link: string,
    said: Said,
    written: Written,
  ): Promise<Answered> => {
    const around = await aroundOf(at);
    const whose = await at.visits.whose(family, digest);
    return "not" in whose
      ? notThere(words, whose.not, around.phone, link)
      : shown(toldPage(words, said, link, around, written));
  };

  const notThere = (words: FamilyWords, not: NoVisit["not"], phone: string, link: string): Answered =>
    not === "unknown" ? wrong(words, phone, link) : { status: 410, page: noPage(words, not, phone, link) };

  routes.get("/family", async (request: Request, response: Response) => {
    const lang = new URL(request.url ?? "", "http://family.invalid").searchParams.get("lang");
    await send(response, shown(openingPage(wordsIn(lang), officePhone())), "no-cache");
  });

  routes.post("/family", async (request: Request, response: Response) => {
    try {
      const form = await readForm(request, LARGEST_FORM);
      await send(response, await pressed(request, form), "no-store");
    } catch (error) {
      const refused = error instanceof BodyRefused;
      if (!refused) failed(error, requestIdOf(request));
      if (response.headersSent) return;
      const page = noPage(wordsIn(null), "fault", officePhone());
      await send(response, { status: refused ? error.status : 500, page }, "no-store");
    }
  });
};

const saidOf = (told: FamilyTold, isNew: boolean): Said => {
  if ("refused" in told)
    return told.refused === "closed" ? "closed" : told.refused === "not-found" ? "notThere" : "tooOften";
  const { ref, again, reached, to } = told;
  if (!reached) return { ref, to: "no one" };
  return { ref, to: again || !isNew ? "added" : to };
};

const tooMany = (words: FamilyWords, phone: string, link: string): Answered => ({
  status: 429,
  page: noPage(words, "tooMany", phone, link),
  againAfterSeconds: AGAIN_SECONDS,
});

const shown = (page: Page): Answered => ({ status: 200, page });

/**
 * Where a request comes from, as far as the nearest proxy says. Only used to tell two places apart, and never kept
 * as it is.
 */
const addressOf = (request: Request): string => {
  const forwarded = request.headers["x-forwarded-for"];
  const last = (typeof forwarded === "string" ? forwarded : "").split(",").at(-1)?.trim() ?? "";
  // Some proxies add the port, which is another with each connection.
  const bare = last.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  return bare === "" ? (request.socket.remoteAddress ?? "") : bare;
};
