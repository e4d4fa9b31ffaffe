import type { VisitView } from "../../desk/families/visit-desk.ts";
import { TOLD_ROLES, type ToldRole } from "../../protocol/who/route.ts";
import { escaped, h2, p } from "./html.ts";
import type { FamilyWords } from "./words.ts";

/** What a parent has written and not sent. It goes along in every press, and never in an address. */
export type Written = {
  readonly about: string;
  readonly words: string;
  readonly ref: string;
  readonly more: string;
};

/** One form holds all that a page with a link can send: a press for one thing loses no words of another. */
export const FORM = "own";

export type Button = { readonly does: string; readonly title: string };

/** Nothing is changed without such a press: mail scanners follow links, and press nothing. */
export const buttons = (some: readonly Button[]): string =>
  some
    .map(({ does, title }) => `<button form="${FORM}" name="do" value="${does}">${escaped(title)}</button>`)
    .join(" ");

/** Enter in a field presses the first button of its form: this one, which does nothing. */
export const ENTER_PRESSES_NOTHING = `<button form="${FORM}" hidden disabled></button>`;

const area = (id: string, name: string, label: string, written: string): string =>
  `<label for="${id}">${escaped(label)}</label><textarea id="${id}" name="${name}" rows="6" maxlength="4000">\n${escaped(written)}</textarea>`;

const choice = (id: string, value: string, label: string, chosen: string): string =>
  `<p class="choice"><input id="${id}" type="radio" name="about" value="${value}"${chosen === value ? " checked" : ""} /> <label for="${id}">${escaped(label)}</label></p>`;

/** What became of words that were sent; the page keeps none of them. */
export type Said =
  | "notThere"
  | "closed"
  | "tooOften"
  | "empty"
  | "noChoice"
  | "tooMany"
  | "noChair"
  | "chairNot"
  | "chairOften"
  | { readonly ref: string; readonly to: SaidTo };
/** Else the roles that were told. */
type SaidTo = "chair" | "chairAdded" | "added" | "no one" | readonly ToldRole[];

/** Whom a family can write to, or phone, about the headteacher. */
export type Beyond = Pick<VisitView, "chair" | "lado" | "tells">;

const SAID_WORDS: ReadonlySet<string> = new Set<Exclude<Said, object>>([
  "notThere",
  "closed",
  "tooOften",
  "empty",
  "noChoice",
  "tooMany",
  "noChair",
  "chairNot",
  "chairOften",
]);
const SAID_TO: ReadonlySet<string> = new Set<Exclude<SaidTo, object>>([
  "chair",
  "chairAdded",
  "added",
  "no one",
]);

/** What a page said goes along in its form, so that it can be read again in another language. */
const codeOf = (said: Said): string => {
  if (typeof said === "string") return said;
  return `${typeof said.to === "string" ? said.to : said.to.join(" ")}:${said.ref}`;
};

export const saidIn = (code: string): Said | undefined => {
  if (SAID_WORDS.has(code)) return code as Exclude<Said, object>;
  const [, to = "", ref = ""] = /^([a-z ]+):([A-Z0-9]{1,12})$/i.exec(code) ?? [];
  if (SAID_TO.has(to)) return { to: to as Exclude<SaidTo, object>, ref };
  const roles = TOLD_ROLES.filter((role) => to.split(" ").includes(role));
  return to !== "" && roles.join(" ") === to ? { to: roles, ref } : undefined;
};

/** "the designated safeguarding lead and the headteacher" */
const peopleIn = ({ tell }: FamilyWords, roles: readonly ToldRole[] | undefined): string =>
  roles === undefined ? tell.someone : roles.map((role) => tell.people[role]).join(tell.and);

const SENT: {
  readonly [To in Exclude<SaidTo, "no one" | object>]: (tell: FamilyWords["tell"]) => (ref: string) => string;
} = {
  chair: (tell) => tell.sentToChair,
  chairAdded: (tell) => tell.addedForChair,
  added: (tell) => tell.added,
};

export const saidPart = (words: FamilyWords, said: Said, { lado }: Beyond): string => {
  const { tell, no } = words;
  if (said === "noChair" || said === "chairNot" || said === "chairOften")
    return `<p role="alert">${escaped(tell[said])}</p>${p(tell.instead(lado))}`;
  if (said === "tooMany") return `<p role="alert">${escaped(no.tooMany)}</p>`;
  if (typeof said === "string") return `<p role="alert">${escaped(tell[said])}</p>`;
  const { ref, to } = said;
  if (to === "no one") return `<p role="alert">${escaped(tell.notReached(ref))}</p>`;
  const forChair = to === "chair" || to === "chairAdded";
  const next = forChair ? p(tell.nextFromChair) + p(tell.instead(lado)) : p(tell.next);
  return `<p role="status">${escaped(typeof to === "string" ? SENT[to](tell)(ref) : tell.sent(ref, peopleIn(words, to)))}</p>${next}`;
};

/** Where a page has nothing to be written: what its presses need. */
export const ownForm = (words: FamilyWords, link: string): string =>
  `<form id="${FORM}" method="post" action="family">${carried(words, link)}</form>`;

/** In its place stands when the page was drawn: a page that is sent once more is known by it. */
export const DRAWN = "<!-- drawn -->";

const carried = (words: FamilyWords, link: string): string =>
  `<input type="hidden" name="drawn" value="${DRAWN}" /><input type="hidden" name="lang" value="${words.lang}" /><input type="hidden" name="link" value="${escaped(link)}" />`;

/** A plain way to tell the school, during a lesson and after it (X2, X3). */
export const tellPart = (
  words: FamilyWords,
  link: string,
  { chair, lado, tells }: Beyond,
  { about, words: began, ref, more }: Written,
  said?: Said,
): string => {
  const { tell } = words;
  const details = (isOpen: boolean, title: string): string =>
    `<details${isOpen ? " open" : ""}><summary>${escaped(title)}</summary>`;
  return [
    h2(tell.heading),
    p(tell.danger),
    `<form id="${FORM}" method="post" action="family">${carried(words, link)}`,
    said === undefined ? "" : `<input type="hidden" name="said" value="${codeOf(said)}" />`,
    details(began !== "", tell.open),
    choice(
      "about-child",
      "child",
      tells?.length === 0 ? tell.childToNoOne : tell.child(peopleIn(words, tells)),
      about,
    ),
    choice("about-staff", "adult", tell.staff, about),
    chair ? choice("about-head", "head", tell.chair, about) : p(`${tell.noChair} ${tell.instead(lado)}`),
    area("tell-words", "words", tell.words, began),
    buttons([{ does: "tell", title: tell.send }]),
    "</details>",
    details(more !== "", tell.more),
    `<label for="ref">${escaped(tell.ref)}</label>`,
    `<input id="ref" name="ref" type="text" maxlength="12" autocomplete="off" autocapitalize="characters" value="${escaped(ref)}" />`,
    area("add-words", "more", tell.addWords, more),
    buttons([{ does: "add", title: tell.add }]),
    "</details></form>",
  ].join("");
};
