import type { Request, Response } from "restify";
import { z } from "zod";
import type { SchoolServices } from "../../desk/school-services.ts";
import type { Refused } from "../../protocol/decision.ts";
import { defined } from "../../protocol/defined.ts";
import { CHANNELS, type Channel } from "../../protocol/families/events.ts";
import { noteText } from "../../protocol/families/note.ts";
import { ANSWERS } from "../../protocol/families/permission.ts";
import type { ClassView } from "../../protocol/screen/families-view.ts";
import { MOST_ON_A_LIST } from "../../protocol/screen/found-list.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { mayInSchool } from "../../protocol/who/authorise.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import { answer, notHere, Refusal } from "../answers.ts";
import { requireRight, type Signed, turnedAway } from "../caller.ts";
import { paramOf, read } from "../requests.ts";
import type { Routes } from "../routes.ts";
import type { FamilyLinks } from "./links.ts";
import { createShownLinks, type MadeLink } from "./links-shown.ts";
import { type ListSources, teachersWho } from "./source-routes.ts";

const id = z.string().min(1).max(300);
const name = z.string().trim().min(1).max(80);
const adult = id;

const List = z
  .object({
    name: z.string().trim().min(1).max(80),
    pupils: z
      .array(z.object({ name, adults: z.array(name).max(8) }).strict())
      .min(1)
      .max(MOST_ON_A_LIST),
    /** The class that it was taken from: its teachers keep the list, too. */
    from: id.optional(),
  })
  .strict();

const ofFamily = { family: id };

/** Links made by one request: a whole list takes several, and the page says how far it is. */
const MOST_AT_ONCE = 30;
const OfMany = z.object({ family: id, adult }).strict();
/** `instead`: when the link was made that it takes the place of. */
const ToMake = OfMany.extend({ instead: z.string().datetime().optional() });
const Several = z.array(OfMany).min(1).max(MOST_AT_ONCE);
const Pressed = z.union([
  z.object({ do: z.literal("keep"), list: List }).strict(),
  z
    .object({ do: z.literal("meet"), lesson: id, weekly: z.boolean(), alone: z.boolean().optional() })
    .strict(),
  z.object({ do: z.literal("add-adult"), ...ofFamily, name }).strict(),
  ToMake.extend({ do: z.literal("make-link") }),
  z
    .object({
      do: z.literal("make-links"),
      adults: z.array(ToMake).min(1).max(MOST_AT_ONCE),
    })
    .strict(),
  z.object({ do: z.literal("all-sent"), adults: Several, how: z.enum(CHANNELS) }).strict(),
  /** The person has them, and they are shown no more. */
  z.object({ do: z.literal("links-copied") }).strict(),
  z.object({ do: z.literal("sent"), ...ofFamily, adult, how: z.enum(CHANNELS) }).strict(),
  z.object({ do: z.literal("revoke"), ...ofFamily, adult }).strict(),
  z.object({ do: z.literal("note-answer"), ...ofFamily, adult, answer: z.enum(ANSWERS) }).strict(),
  z.object({ do: z.literal("ask-again"), ...ofFamily, on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }).strict(),
]);

type Dependencies = {
  readonly links: FamilyLinks /** Where families reach us. */;
  readonly publicUrl: string;
  readonly sources: ListSources;
};

/** The lists of families, for the staff who keep them (docs/api.md). */
export const classRoutes = (
  routes: Routes,
  signed: Signed,
  { links, publicUrl, sources }: Dependencies,
): void => {
  const shown = createShownLinks();

  const keep = async (at: SchoolServices, caller: Caller, list: z.infer<typeof List>, of?: string) => {
    const { from, ...kept } = list;
    const staff = await teachersWho(sources, at, from);
    return at.classes.keep(caller, { ...kept, staff, ...(of === undefined ? {} : { class: of }) });
  };

  const view = async ({ classes }: SchoolServices, caller: Caller, of: string) => {
    const found = await classes.view(caller, of);
    if (found === undefined) throw notHere();
    return found;
  };

  const linkOf = (token: string): string => `${publicUrl}/family#${token}`;

  /** The text that goes with a new link: answered once, and kept nowhere. */
  const noteFor = ({ school }: SchoolServices, token: string, expiresAt: string): string => {
    const { name: called, timeZone, familyNote } = school.settings();
    return noteText(familyNote, {
      school: called,
      link: linkOf(token),
      until: momentsIn(timeZone).day(new Date(Date.parse(expiresAt) - 1).toISOString()),
    });
  };

  /**
   * A new link; or, pressed twice, the one that the first press made: shown once more to the person who made it, as long as
   * it works.
   */
  const makeLink = async (
    at: SchoolServices,
    caller: Caller,
    of: string,
    { family, adult: to, ...how }: z.infer<typeof ToMake> & { readonly ofMany?: true },
  ): Promise<{ readonly say: string; readonly note: MadeLink } | Refused> => {
    const { token, digest } = links.make(at.id, family);
    const press = { do: "make-link", adult: to, digest, ...defined(how) } as const;
    const made = await at.classes.press(caller, of, family, press);
    if ("refused" in made) {
      const note = made.refused === "link-in-use" ? shown.of(caller.id, of).find(isOf(to)) : undefined;
      const now = note === undefined ? undefined : await at.classes.view(caller, of);
      return note !== undefined && now !== undefined && madeLast(now, to) === note.madeAt
        ? { say: "The link is made already. Copy the text now.", note }
        : made;
    }
    const { madeAt = "", expiresAt = "" } = made.link ?? {};
    const text = noteFor(at, token, expiresAt);
    const note = { family, adult: to, link: linkOf(token), text, madeAt };
    shown.hold(caller.id, of, [note]);
    return { say: made.say, note };
  };

  /** One after the other, each by itself: what is made is made, whatever becomes of the next. */
  const makeLinks = async (
    at: SchoolServices,
    caller: Caller,
    of: string,
    adults: readonly z.infer<typeof ToMake>[],
  ) => {
    const notes: MadeLink[] = [];
    const left = { ended: 0, inUse: 0, gone: 0 };
    for (const one of adults) {
      const made = await makeLink(at, caller, of, { ...one, ofMany: true });
      if ("refused" in made) left[LEFT[made.refused] ?? "gone"] += 1;
      else notes.push(made.note);
    }
    return { say: severalMade(notes.length, left), notes };
  };

  const allSent = async (
    { classes }: SchoolServices,
    caller: Caller,
    of: string,
    { adults, how }: { readonly adults: z.infer<typeof Several>; readonly how: Channel },
  ) => {
    let noted = 0;
    for (const { family, adult: to } of adults) {
      const answered = await classes.press(caller, of, family, { do: "sent", adult: to, how });
      if (!("refused" in answered)) noted += 1;
    }
    shown.drop(
      caller.id,
      of,
      adults.map(({ adult: to }) => to),
    );
    return { say: noted === adults.length ? "Noted." : `Noted for ${noted} of ${adults.length}.` };
  };

  routes.get(
    "/api/classes",
    signed(async (_request: Request, response: Response, caller, at) => {
      requireRight(caller, "keep-families");
      answer(response, 200, { classes: await at.classes.list(caller) });
    }),
  );

  routes.post(
    "/api/classes",
    signed(async (request: Request, response: Response, caller, at) => {
      requireRight(caller, "keep-families");
      const kept = await keep(at, caller, read(List, request.body));
      if ("refused" in kept) throw new Refusal(kept.refused, kept.say);
      answer(response, 200, { say: kept.say, view: await view(at, caller, kept.class) });
    }),
  );

  routes.get(
    "/api/classes/:class",
    signed(async (request: Request, response: Response, caller, at) => {
      requireOwn(caller);
      const of = paramOf(request, "class");
      const found = await view(at, caller, of);
      const asked = new URL(request.url ?? "", "http://class.invalid").searchParams.has("links");
      answer(response, 200, { view: found, ...(asked ? { notes: shown.of(caller.id, of) } : {}) });
    }),
  );

  routes.post(
    "/api/classes/:class",
    signed(async (request: Request, response: Response, caller, at) => {
      requireOwn(caller);
      const of = paramOf(request, "class");
      // Before the body is looked at: a list that is not theirs is answered like one that is not there.
      await view(at, caller, of);
      const pressed = read(Pressed, request.body);
      if (pressed.do === "links-copied") {
        shown.drop(caller.id, of);
        return answer(response, 200, {
          say: "The links are shown no more.",
          view: await view(at, caller, of),
        });
      }
      if (pressed.do === "make-links" || pressed.do === "all-sent") {
        const several =
          pressed.do === "make-links"
            ? await makeLinks(at, caller, of, pressed.adults)
            : await allSent(at, caller, of, pressed);
        return answer(response, 200, { ...several, view: await view(at, caller, of) });
      }
      if (pressed.do === "make-link") {
        const { do: _press, ...one } = pressed;
        const made = await makeLink(at, caller, of, one);
        if ("refused" in made) throw new Refusal(made.refused, made.say);
        const { say, note } = made;
        return answer(response, 200, {
          say,
          view: await view(at, caller, of),
          note: note.text,
          notes: [note],
        });
      }
      const given =
        pressed.do === "keep"
          ? await keep(at, caller, pressed.list, of)
          : await carriedOut(at, caller, of, pressed);
      if ("refused" in given) throw new Refusal(given.refused, given.say);
      if (pressed.do === "revoke" || pressed.do === "sent") shown.drop(caller.id, of, [pressed.adult]);
      answer(response, 200, { say: given.say, view: await view(at, caller, of) });
    }),
  );
};

/** Why an adult of many got no link. */
type Left = { readonly ended: number; readonly inUse: number; readonly gone: number };

const LEFT: { readonly [refused: string]: keyof Left } = { "link-ended": "ended", "link-in-use": "inUse" };

const isOf =
  (to: string) =>
  ({ adult: of }: MadeLink): boolean =>
    of === to;

/** When the link was made that the adult has. */
const madeLast = ({ families }: ClassView, to: string): string | undefined =>
  families.flatMap(({ adults }) => adults).find(({ adult: one }) => one === to)?.link?.madeAt;

const severalMade = (made: number, { ended, inUse, gone }: Left): string => {
  const of = made + ended + inUse + gone;
  const many = (number: number, one: string, more: string): readonly string[] =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : more}`];
  return [
    made === of
      ? `${made === 1 ? "1 link is" : `${made} links are`} made. ${made === 1 ? "It is" : "They are"} shown now: copy ${made === 1 ? "it" : "them"}.`
      : `${made} of ${of} links are made.${made === 0 ? "" : " They are shown now: copy them."}`,
    ...many(ended, "was left out: staff ended that link.", "were left out: staff ended those links."),
    ...many(
      inUse,
      "was left as it is: that adult has a link.",
      "were left as they are: those adults have links.",
    ),
    ...many(
      gone,
      "was left out: that adult is no longer on the list.",
      "were left out: those adults are no longer on the list.",
    ),
  ].join(" ");
};

/** Of a single list: one that is not theirs is answered like one that is not there, whoever asks. */
const requireOwn = (caller: Caller): void => {
  if (mayInSchool(caller, "keep-families")) return;
  throw caller.fresh ? notHere() : turnedAway(caller);
};

const carriedOut = (
  { classes }: SchoolServices,
  caller: Caller,
  of: string,
  pressed: Exclude<
    z.infer<typeof Pressed>,
    { readonly do: "keep" | "make-link" | "make-links" | "all-sent" | "links-copied" }
  >,
): ReturnType<SchoolServices["classes"]["press"]> => {
  if (pressed.do === "meet") return classes.meet(caller, of, pressed.lesson, pressed);
  const { family, ...press } = pressed;
  return classes.press(caller, of, family, press);
};
