import type { NoVisit, VisitView } from "../../desk/families/visit-desk.ts";
import { clockTime } from "../../protocol/time/clock-time.ts";
import { escaped, h2, list, p } from "./html.ts";
import {
  type Beyond,
  type Button,
  buttons,
  DRAWN,
  ENTER_PRESSES_NOTHING,
  FORM,
  ownForm,
  type Said,
  saidPart,
  tellPart,
  type Written,
} from "./tell-part.ts";
import type { AskedOfFamilies, FamilyWords } from "./words.ts";
import { WELSH } from "./words-cy.ts";
import { ENGLISH } from "./words-en.ts";

/** Every language the page speaks: another is one file of words, and its line here. */
export const LANGUAGES: readonly FamilyWords[] = [ENGLISH, WELSH];

export const wordsIn = (lang: string | null): FamilyWords =>
  LANGUAGES.find((one) => one.lang === lang) ?? ENGLISH;

const BEFORE: readonly AskedOfFamilies[] = ["own link", "lobby", "name not shown", "muted"];
const DURING: readonly AskedOfFamilies[] = [
  "no adult seen",
  "not a family room",
  "dress",
  "language",
  "adult spoke to others",
  "screenshot",
];

/** The protocol as a checklist, in plain words: the same on the page of everyone. */
const checklist = (words: FamilyWords): string =>
  [
    h2(words.before),
    list(BEFORE.map((one) => words.asked[one])),
    h2(words.during),
    list(DURING.map((one) => words.asked[one])),
    h2(words.schoolHeading),
    list(words.school),
  ].join("");

const ending = (words: FamilyWords, phone: string): string =>
  [
    h2(words.worried.heading),
    p(words.worried.sentence),
    phone === "" ? "" : p(words.phone(phone)),
    h2(words.about.heading),
    p(words.about.sentence),
  ].join("");

/** A press where the link is known: no address ever holds it. @param does shows the same page in another language */
const otherLanguages = (words: FamilyWords, does: "in" | "told in" | undefined): string =>
  LANGUAGES.filter((one) => one !== words)
    .map((one) =>
      does === undefined
        ? `<p class="languages"><a href="?lang=${one.lang}" lang="${one.lang}" data-keeps-link>${one.language}</a></p>`
        : `<div class="languages" lang="${one.lang}">${buttons([{ does: `${does} ${one.lang}`, title: one.language }])}</div>`,
    )
    .join("");

export type Page = { readonly lang: string; readonly title: string; readonly main: string };

/** What everyone may read, with the way to one's own page: no name, and nothing that a GET could change. */
export const openingPage = (words: FamilyWords, phone: string): Page => ({
  lang: words.lang,
  title: words.title,
  main: [
    otherLanguages(words, undefined),
    `<h1>${escaped(words.title)}</h1>`,
    `<p class="lead">${escaped(words.lead)}</p>`,
    p(words.tell.danger),
    h2(words.open.heading),
    `<form method="post" action="family"><input type="hidden" name="lang" value="${words.lang}" />`,
    `<p class="ready" hidden>${escaped(words.open.ready)}</p>`,
    `<div class="paste"><label for="link">${escaped(words.open.paste)}</label>`,
    `<p id="hint">${escaped(words.open.hint)}</p>`,
    `<input id="link" name="link" type="text" required maxlength="600" aria-describedby="hint" autocomplete="off" autocapitalize="none" spellcheck="false" /></div>`,
    `<button name="do" value="open">${escaped(words.open.button)}</button></form>`,
    checklist(words),
    ending(words, phone),
  ].join(""),
});

const dayIn = (words: FamilyWords, iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat(words.locale, { weekday: "long", day: "numeric", month: "long", timeZone }).format(
    new Date(iso),
  );

/** By it a page that is sent once more is known to be older than their answer. */
export const ANSWERED = "answered";

const permissionPart = (words: FamilyWords, view: VisitView, child: string, notChanged: boolean): string => {
  const { permission: said } = words;
  const seen = `<input form="${FORM}" type="hidden" name="${ANSWERED}" value="${view.answered}" />`;
  const answers: readonly Button[] = [
    { does: "yes", title: said.yes },
    { does: "no", title: said.no },
  ];
  if (view.asks)
    return [
      h2(said.heading),
      `<p class="question">${escaped(said.question(child))}</p>`,
      p(said.means),
      seen,
      buttons(answers),
    ].join("");
  const words_ =
    view.permission === "given"
      ? said.saidYes
      : view.permission === "withdrawn"
        ? said.takenBack
        : said.saidNo;
  return [
    h2(said.heading),
    notChanged ? `<p role="alert">${escaped(said.notChanged)}</p>` : "",
    `<p role="status">${escaped(words_)}</p>`,
    seen,
    `<details><summary>${escaped(said.change)}</summary>${p(said.question(child))}${buttons(answers)}</details>`,
  ].join("");
};

/** A lesson that does not take place is said before the next one that does. */
const notHeldPart = (words: FamilyWords, { cancelled, postponed, timeZone }: VisitView): string => {
  const each = (all: readonly string[], say: FamilyWords["next"]["cancelled"]): readonly string[] =>
    all.map(
      (at) => `<p role="status">${escaped(say(dayIn(words, at, timeZone), clockTime(at, timeZone)))}</p>`,
    );
  return [...each(cancelled, words.next.cancelled), ...each(postponed, words.next.postponed)].join("");
};

/** Every sentence about a lesson says which: beside it another may be cancelled. */
const lessonOn = (words: FamilyWords, { next: { startsAt }, timeZone }: VisitView) =>
  startsAt === undefined
    ? undefined
    : { day: dayIn(words, startsAt, timeZone), at: clockTime(startsAt, timeZone) };

const nextPart = (words: FamilyWords, view: VisitView): string => {
  const say = words.next;
  const { next, timeZone, phone } = view;
  switch (next.state) {
    case "ended":
      return `<p role="status">${escaped(say.ended(lessonOn(words, view)))}</p>`;
    case "none":
      return p(say.none(phone));
    case "open":
      return p(say.openNow(lessonOn(words, view))) + buttons([{ does: "join", title: say.join }]);
    case "to come": {
      const { startsAt = "", from = "", by = "" } = next;
      const time = (iso: string): string => clockTime(iso, timeZone);
      return p(say.toCome(dayIn(words, startsAt, timeZone), time(startsAt), time(from), time(by)));
    }
  }
};

/** After words were sent: what became of them, and nothing else of the family. */
export const toldPage = (
  words: FamilyWords,
  said: Said,
  link: string,
  around: Beyond & { readonly phone: string },
  written: Written,
): Page => ({
  lang: words.lang,
  title: words.title,
  main: [
    ENTER_PRESSES_NOTHING,
    otherLanguages(words, "told in"),
    `<h1>${escaped(words.tell.heading)}</h1>`,
    saidPart(words, said, around),
    // What is about the headteacher is no matter for the office.
    around.phone === "" || isForChair(said) ? "" : p(words.phone(around.phone)),
    p(words.tell.danger),
    buttons([{ does: "open", title: words.open.button }]),
    tellPart(words, link, around, written, said),
  ].join(""),
});

export type ShownWay =
  | { readonly teams: string }
  | { readonly zoom: string }
  | { readonly not: "away" | "closed" };

const wayPart = (words: FamilyWords, view: VisitView, way: ShownWay | undefined): string => {
  const say = words.next;
  const go = (address: string, title: string, hint: string): string =>
    `${p(say.openNow(lessonOn(words, view)))}<p><a class="go" href="${escaped(address)}" rel="noreferrer">${escaped(title)}</a></p>${p(hint)}`;
  if (way === undefined) return nextPart(words, view);
  if ("teams" in way) return go(way.teams, say.joinNow, say.browser);
  if ("zoom" in way) return go(way.zoom, say.joinZoom, say.inZoom);
  if (way.not === "closed" && view.next.state === "none")
    return `<p role="alert">${escaped(say.none(view.phone))}</p>`;
  return `<p role="alert">${escaped(way.not === "away" ? say.away(lessonOn(words, view)) : say.notYet)}</p>${nextPart(words, view)}`;
};

const isForChair = (said: Said): boolean =>
  typeof said === "string"
    ? said === "noChair" || said === "chairNot" || said === "chairOften"
    : said.to === "chair" || said.to === "chairAdded";

/**
 * One adult's own page.
 * @param way to the meeting, where they asked for it and it is open; "away" where it cannot be found
 * @param notChanged they pressed an answer on a page that was older than the answer that stands
 */
export const ownPage = (
  words: FamilyWords,
  view: VisitView,
  link: string,
  written: Written,
  { way, notChanged = false }: { readonly way?: ShownWay; readonly notChanged?: boolean } = {},
): Page => {
  const child = view.child ?? words.yours.aChild;
  const heading = words.yours.heading(child);
  return {
    lang: words.lang,
    // A title is in the history of a shared computer: it holds no name.
    title: words.title,
    main: [
      ENTER_PRESSES_NOTHING,
      otherLanguages(words, "in"),
      `<h1>${escaped(heading)}</h1>`,
      view.adult === undefined ? "" : p(words.yours.for(view.adult)),
      p(words.yours.private),
      h2(words.next.heading),
      notHeldPart(words, view),
      wayPart(words, view, way),
      permissionPart(words, view, child, notChanged),
      tellPart(words, link, view, written),
      checklist(words),
      ending(words, view.phone),
    ].join(""),
  };
};

/** A link, or a press, that leads nowhere; and what to do. @param link as it was sent; absent where nothing was read */
export const noPage = (
  words: FamilyWords,
  not: NoVisit["not"] | "tooMany" | "often" | "fault",
  phone: string,
  link?: string,
): Page => ({
  lang: words.lang,
  title: words.title,
  main: [
    otherLanguages(words, link === undefined ? undefined : "in"),
    link === undefined ? "" : ownForm(words, link),
    `<h1>${escaped(words.no.heading)}</h1>`,
    `<p role="alert">${escaped(words.no[not])}</p>`,
    phone === "" ? "" : p(words.phone(phone)),
    p(words.tell.danger),
    checklist(words),
  ].join(""),
});

/**
 * @param template the built page, with the place for what this one says
 * @param drawn when, ISO 8601
 */
export const filled = (template: string, { lang, title, main }: Page, drawn: string): string =>
  template
    .replace(/<html lang="[^"]*"/, () => `<html lang="${lang}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>`)
    .replace("<!-- family -->", () => main.replace(DRAWN, () => drawn));
