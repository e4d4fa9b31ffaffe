import type { Request, Response } from "restify";
import { z } from "zod";
import type { SchoolServices } from "../../desk/school-services.ts";
import { CHANNELS } from "../../protocol/families/events.ts";
import { newestWording } from "../../protocol/families/note.ts";
import { ANSWERS } from "../../protocol/families/permission.ts";
import { momentsIn } from "../../protocol/time/moments.ts";
import { mayInSchool } from "../../protocol/who/authorise.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import { answer, notHere, Refusal } from "../answers.ts";
import { requireRight, type Signed, turnedAway } from "../caller.ts";
import { paramOf, read } from "../requests.ts";
import type { Routes } from "../routes.ts";
import type { FamilyLinks } from "./links.ts";

const id = z.string().min(1).max(300);
const name = z.string().trim().min(1).max(80);
const adult = id;

/** A year of four classes. What a list costs the program grows with it, and a Pause of another is not to wait for that. */
const MOST_ON_A_LIST = 120;

const List = z
  .object({
    name: z.string().trim().min(1).max(80),
    pupils: z
      .array(z.object({ name, adults: z.array(name).max(8) }).strict())
      .min(1)
      .max(MOST_ON_A_LIST),
  })
  .strict();

const ofFamily = { family: id };
const Pressed = z.union([
  z.object({ do: z.literal("keep"), list: List }).strict(),
  z.object({ do: z.literal("meet"), lesson: id, weekly: z.boolean() }).strict(),
  z.object({ do: z.literal("add-adult"), ...ofFamily, name }).strict(),
  z.object({ do: z.literal("make-link"), ...ofFamily, adult }).strict(),
  z.object({ do: z.literal("sent"), ...ofFamily, adult, how: z.enum(CHANNELS) }).strict(),
  z.object({ do: z.literal("revoke"), ...ofFamily, adult }).strict(),
  z.object({ do: z.literal("note-answer"), ...ofFamily, adult, answer: z.enum(ANSWERS) }).strict(),
  z.object({ do: z.literal("ask-again"), ...ofFamily, on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }).strict(),
]);

type Dependencies = {
  readonly links: FamilyLinks /** Where families reach us. */;
  readonly publicUrl: string;
};

/** The lists of families, for the staff who keep them (docs/api.md). */
export const classRoutes = (routes: Routes, signed: Signed, { links, publicUrl }: Dependencies): void => {
  const view = async ({ classes }: SchoolServices, caller: Caller, of: string) => {
    const found = await classes.view(caller, of);
    if (found === undefined) throw notHere();
    return found;
  };

  /** The text that goes with a new link: answered once, and kept nowhere. */
  const noteFor = ({ school }: SchoolServices, token: string, expiresAt: string): string => {
    const { name: called, timeZone } = school.settings();
    return newestWording().text({
      school: called,
      link: `${publicUrl}/family#${token}`,
      until: momentsIn(timeZone).day(new Date(Date.parse(expiresAt) - 1).toISOString()),
    });
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
      const kept = await at.classes.keep(caller, read(List, request.body));
      if ("refused" in kept) throw new Refusal(kept.refused, kept.say);
      answer(response, 200, { say: kept.say, view: await view(at, caller, kept.class) });
    }),
  );

  routes.get(
    "/api/classes/:class",
    signed(async (request: Request, response: Response, caller, at) => {
      requireOwn(caller);
      answer(response, 200, { view: await view(at, caller, paramOf(request, "class")) });
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
      const made = pressed.do === "make-link" ? links.make(at.id, pressed.family) : undefined;
      const given = await carriedOut(at, caller, of, pressed, made?.digest ?? "");
      if ("refused" in given) throw new Refusal(given.refused, given.say);
      const { say, expiresAt } = given;
      answer(response, 200, {
        say,
        view: await view(at, caller, of),
        ...(made === undefined || expiresAt === undefined
          ? {}
          : { note: noteFor(at, made.token, expiresAt) }),
      });
    }),
  );
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
  pressed: z.infer<typeof Pressed>,
  digest: string,
): ReturnType<SchoolServices["classes"]["press"]> => {
  if (pressed.do === "keep") return classes.keep(caller, { ...pressed.list, class: of });
  if (pressed.do === "meet") return classes.meet(caller, of, pressed.lesson, pressed.weekly);
  const { family, ...press } = pressed;
  return classes.press(caller, of, family, press.do === "make-link" ? { ...press, digest } : press);
};
