import type { Request, Response } from "restify";
import { z } from "zod";
import type { SchoolServices } from "../../desk/school-services.ts";
import type { FoundList, ListSource } from "../../meeting/class-lists.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import type { Person } from "../../meeting/memberships.ts";
import { readRegisterCsv } from "../../protocol/names/register-csv.ts";
import { termOf } from "../../protocol/rules/s8-exception.ts";
import { foundListView, notAList } from "../../protocol/screen/found-list.ts";
import type { Caller } from "../../protocol/who/caller.ts";
import { answer, Refusal } from "../answers.ts";
import { requireRight, type Signed } from "../caller.ts";
import { Csv, read } from "../requests.ts";
import type { Routes } from "../routes.ts";

/** Where a list of families can be taken from. Each of them @throws CloudError */
export type ListSources = {
  readonly groupsOf: (person: string, without: ReadonlySet<string>) => Promise<readonly ListSource[]>;
  readonly isInGroup: (person: string, group: string) => Promise<boolean>;
  readonly findGroup: (group: string, staff: ReadonlySet<string>) => Promise<FoundList>;
  /** Entra ids of pupils of classes, as far as they can be read. */
  readonly pupils: () => Promise<ReadonlySet<string>>;
  /** undefined where one school's classes cannot be told from another's. */
  readonly classes: () =>
    | {
        readonly list: () => Promise<readonly ListSource[]>;
        readonly find: (id: string, reader: string) => Promise<FoundList>;
        readonly teachers: (id: string) => Promise<readonly Person[]>;
      }
    | undefined;
};

const id = z.string().min(1).max(300);
const name = z.string().trim().min(1).max(80);
const Look = z.union([z.object({ class: id, name }).strict(), z.object({ group: id, name }).strict(), Csv]);

/** A term is added to it, and a list has at most 80 letters. */
const LONGEST_NAME = 60;

const SEVERAL = "With several schools, classes cannot be read from the directory. Choose a group.";
const NOT_ALLOWED =
  "The school has not let Lesson Guard read classes. Choose a group, or write the list. An administrator can allow it: EduRoster.Read.All.";
const AWAY = "Microsoft does not answer just now. Try again in a minute, or write the list.";
const GONE = "This class or group is no longer there. Choose another.";

/** What a person reads where Microsoft does not give it. @param error any; what is no trouble of theirs is thrown */
const troubleOf = (error: unknown): Refusal => {
  if (!(error instanceof CloudError)) throw error;
  if (error.kind === "gone") return new Refusal("not-found", GONE);
  return error.kind === "not-allowed"
    ? new Refusal("classes-not-allowed", NOT_ALLOWED)
    : new Refusal("classes-away", AWAY);
};

const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    throw troubleOf(error);
  }
};

/** Groups that give a role: of them no list of pupils can be made. */
const roleGroups = ({ school }: SchoolServices): ReadonlySet<string> =>
  new Set(Object.values(school.settings().groups).map((group) => group.toLowerCase()));

/** Colleagues who teach the class, as far as they are staff here and Microsoft says so. */
export const teachersWho = async (
  { classes }: ListSources,
  { people }: Pick<SchoolServices, "people">,
  from: string | undefined,
): Promise<readonly string[]> => {
  const source = classes();
  if (from === undefined || source === undefined) return [];
  try {
    return await people.staffAmong((await source.teachers(from)).map((one) => one.id));
  } catch (error) {
    // The list is kept all the same, and what is answered says whose it is.
    if (error instanceof CloudError) return [];
    throw error;
  }
};

/** Classes and groups by which staff begin a list of families (docs/api.md). */
export const sourceRoutes = (
  routes: Routes,
  signed: Signed,
  { sources, now }: { readonly sources: ListSources; readonly now: () => string },
): void => {
  const classesSaid = async () => {
    const source = sources.classes();
    if (source === undefined) return { classes: [], classesNot: SEVERAL };
    try {
      return { classes: await source.list() };
    } catch (error) {
      return { classes: [], classesNot: troubleOf(error).say };
    }
  };
  const groupsSaid = async (at: SchoolServices, caller: Caller) => {
    try {
      return { groups: await sources.groupsOf(caller.id, roleGroups(at)) };
    } catch (error) {
      troubleOf(error);
      return { groups: [], groupsNot: "Your groups cannot be read just now. Try again in a minute." };
    }
  };

  routes.get(
    "/api/class-sources",
    signed(async (_request: Request, response: Response, caller, at) => {
      requireRight(caller, "keep-families");
      const [classes, groups] = await Promise.all([classesSaid(), groupsSaid(at, caller)]);
      answer(response, 200, { ...classes, ...groups });
    }),
  );

  routes.post(
    "/api/class-sources",
    signed(async (request: Request, response: Response, caller, at) => {
      requireRight(caller, "keep-families");
      const look = read(Look, request.body);
      if ("csv" in look) {
        answer(response, 200, readRegisterCsv(look.csv, look.columns));
        return;
      }
      const from = "class" in look ? "class" : "group";
      const found = await asked(() =>
        "class" in look ? ofClass(look.class, caller) : ofGroup(look.group, caller, at),
      );
      const not = notAList(found);
      if (not !== undefined) throw new Refusal("not-a-list", not);
      const { term } = termOf(now(), at.school.settings().timeZone);
      const named = `${look.name.slice(0, LONGEST_NAME)}, ${term}`;
      answer(response, 200, { found: foundListView(found, { name: named, from, reader: caller.id }) });
    }),
  );

  const ofClass = async (of: string, caller: Caller): Promise<FoundList> => {
    const source = sources.classes();
    if (source === undefined) throw new Refusal("classes-not-apart", SEVERAL);
    return source.find(of, caller.id);
  };

  const ofGroup = async (group: string, caller: Caller, at: SchoolServices): Promise<FoundList> => {
    // A group that they are not in is answered like one that is not there.
    if (roleGroups(at).has(group.toLowerCase()) || !(await sources.isInGroup(caller.id, group)))
      throw new Refusal("not-found", GONE);
    const everyone = await at.people.everyone();
    return sources.findGroup(group, new Set(everyone.map((one) => one.id)));
  };
};
