import type { Request } from "restify";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { concernStream, lessonStream } from "../record/log/streams.ts";
import type { RecordStore } from "../record/record-store.ts";
import { Refusal } from "./answers.ts";

type SignedInPerson = { readonly id: string; readonly name: string };

/** The school that a request is for, and the person's roles there. */
export type Whereabouts = (
  request: Request,
  person: SignedInPerson,
  /** A press that protects children: it does not wait for a slow directory. */
  inHurry?: boolean,
) => Promise<{ readonly services: SchoolServices; readonly caller: Caller }>;

type Dependencies = {
  readonly schools: Schools;
  readonly records: Pick<RecordStore, "scopeOf" | "schoolOfChat">;
};

/**
 * Finds the school that a request is about: it follows from the lesson, the concern or the chat; else it
 * is the one named (`?school=`), or the only one where the person has a role. A lesson, concern or chat
 * of a school where they have no role is looked for where they have one: it does not exist there, and the
 * answer is the same as if it did not exist at all.
 *
 * @throws Refusal 409 `choose-school` where they have several and have named none
 */
export const whereaboutsOf = ({ schools, records }: Dependencies): Whereabouts => {
  /** The schools where a person has a role, if the request does not say which is meant. */
  const homesOf = async (person: SignedInPerson): Promise<readonly SchoolServices[]> => {
    try {
      const homes = await schools.of(person.id);
      if (homes.length > 0) return homes;
      return (await schools.isOverAll(person.id)) ? schools.all() : [];
    } catch {
      // The directory is away: no one has any right by it, in any school.
      return [];
    }
  };

  return async (request, person, inHurry) => {
    const at = async (services: SchoolServices) => ({
      services,
      caller: await services.people.callerOf(person.id, person.name, inHurry),
    });
    const [only, another] = schools.all();
    if (only === undefined) throw new TypeError("there is always a school");
    if (another === undefined) return at(only);

    const about = aboutOf(request);
    if (about !== undefined) {
      const school = await ("chat" in about
        ? records.schoolOfChat(about.chat)
        : records.scopeOf(about.stream).then((scope) => scope?.school));
      const found = school === undefined ? undefined : await schools.at(school);
      const there = found === undefined ? undefined : await at(found);
      if (there !== undefined && there.caller.roles.length > 0) return there;
      return at((await homesOf(person))[0] ?? only);
    }

    const named = queryOf(request).get("school");
    if (named !== null) {
      const found = await schools.at(named);
      if (found !== undefined) return at(found);
      const nobody = await at(only);
      return { ...nobody, caller: { ...nobody.caller, roles: [] } };
    }
    const homes = await homesOf(person);
    if (homes.length > 1 && !OF_ALL.has(request.path()))
      throw new Refusal("choose-school", "You have a role in several schools. Choose one first.");
    return at(homes[0] ?? only);
  };
};

/** Routes about the person or the tenant, in whichever school they are answered. */
const OF_ALL: ReadonlySet<string> = new Set(["/api/me", "/api/live", "/api/schools"]);

/** The lesson, concern or chat of a request, if it names one. */
export const aboutOf = (
  request: Request,
): { readonly stream: string } | { readonly chat: string } | undefined => {
  const body = Object(request.body) as { wanted?: unknown };
  for (const { lesson, ref } of [request.params, body, body.wanted].map(textsIn)) {
    if (ref !== undefined) return { stream: concernStream(ref) };
    if (lesson !== undefined) return { stream: lessonStream(lesson) };
  }
  const chat = queryOf(request).get("chat");
  return chat === null ? undefined : { chat };
};

const queryOf = (request: Request): URLSearchParams =>
  new URL(request.url ?? "", "http://panel.invalid").searchParams;

const textsIn = (value: unknown): { readonly lesson?: string; readonly ref?: string } => {
  const { lesson, ref } = Object(value) as { lesson?: unknown; ref?: unknown };
  return {
    ...(typeof lesson === "string" ? { lesson } : {}),
    ...(typeof ref === "string" ? { ref } : {}),
  };
};
