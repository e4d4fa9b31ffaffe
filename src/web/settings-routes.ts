import isDeepEqual from "fast-deep-equal";
import type { Request } from "restify";
import { wrongCover } from "../desk/cover-check.ts";
import { groupShown, groupsFound, wrongGroups } from "../desk/group-check.ts";
import { namesOf } from "../desk/people.ts";
import { checkSettings, SETTINGS_FIELDS, type SettingsField } from "../desk/school-file.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { Schools } from "../desk/schools.ts";
import type { SchoolSettings } from "../protocol/holders/school.ts";
import { askedFor, waitingIn } from "../protocol/holders/state.ts";
import { toldIn } from "../protocol/holders/watched.ts";
import { savedWords } from "../protocol/holders/words.ts";
import type { Caller } from "../protocol/who/caller.ts";
import type { Channel } from "../record/index/conversations.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { paramOf } from "./requests.ts";
import type { Routes } from "./routes.ts";
import { shownValue } from "./shown-value.ts";
import type { Watch } from "./watch.ts";

type Dependencies = {
  readonly schools: Schools;
  readonly now: () => string;
  /** Who is a pupil of a class, by their Entra id. */
  readonly sources: { readonly pupils: () => Promise<ReadonlySet<string>> };
  readonly watch: Pick<Watch, "done">;
};

/** A person's own roles, and a school's settings for its administrators (docs/api.md). */
export const settingsRoutes = (
  routes: Routes,
  signed: Signed,
  { schools, now, watch, sources }: Dependencies,
): void => {
  routes.get(
    "/api/me",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "know-oneself");
      answer(response, 200, {
        name: caller.name,
        roles: caller.roles,
        staff: caller.roles.includes("staff"),
        school: at.id,
        ...(caller.overAll === true ? { overAll: true } : {}),
        schools: (await schoolsOf(schools, caller, at)).map(nameOf),
      });
    }),
  );

  routes.get(
    "/api/settings",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "read-settings");
      answer(response, 200, await shown(at, caller, now()));
    }),
  );

  routes.get(
    "/api/settings/groups",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "change-settings");
      answer(response, 200, await groupsFound(at.people, named(request)));
    }),
  );

  routes.get(
    "/api/settings/groups/:group",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "change-settings");
      const group = paramOf(request, "group").toLowerCase();
      answer(response, 200, await groupShown(at.people, group, await sources.pupils()));
    }),
  );

  routes.put(
    "/api/settings",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "change-settings");
      const checked = checkSettings(request.body);
      if ("fields" in checked) throw notRight(checked.fields);
      const { dslChannel } = checked.settings;
      const theirs = [...(await channelsFor(at, caller)), at.school.settings().dslChannel];
      if (dslChannel !== undefined && !theirs.some((one) => one?.channelId === dslChannel.channelId))
        throw notRight({ dslChannel: "must be a channel that Lesson Guard has been added to" });
      const { groups } = at.school.settings();
      const locking = await wrongGroups(at.people, groups, checked.settings.groups, caller);
      if (Object.keys(locking).length > 0) throw notRight(locking);
      const before = at.school.settings();
      const covered = await wrongCover(at.people, before, checked.settings);
      if (Object.keys(covered).length > 0) throw notRight(covered);
      const fields = changedIn(before, checked.settings);
      const guarded = await at.school.change(checked.settings, caller.id);
      const told = toldIn(before, at.school.settings(), "").map(({ of }) => of);
      watch.done(request, caller.id, { event: "settings-changed", fields });
      answer(response, 200, { say: savedWords(guarded, told), ...(await shown(at, caller, now())) });
    }),
  );
};

/** What is searched for; no group has a longer name. */
const named = (request: Request): string => {
  const { searchParams } = new URL(request.url ?? "", "http://panel.invalid");
  return (searchParams.get("name") ?? "").trim().slice(0, 100);
};

/** Which settings were changed, those that wait for approval among them. */
const changedIn = (before: SchoolSettings, after: SchoolSettings): SettingsField[] =>
  SETTINGS_FIELDS.options.filter((field) => !isDeepEqual(before[field], after[field]));

export const notRight = (fields: Readonly<Record<string, string>>): Refusal =>
  new Refusal("not-right", "Some settings are not right. Nothing was changed.", fields);

export const nameOf = ({ id, school }: SchoolServices) => ({ id, name: school.settings().name });

/** The schools they may choose. While the directory does not answer, only the present one. */
const schoolsOf = async (
  schools: Schools,
  caller: Caller,
  at: SchoolServices,
): Promise<readonly SchoolServices[]> => {
  if (caller.overAll === true) return schools.all();
  const theirs = await schools.of(caller.id).catch(() => []);
  return theirs.length === 0 ? [at] : theirs;
};

const shown = async (at: SchoolServices, caller: Caller, now: string) => {
  const channels = await channelsFor(at, caller);
  const { school } = at;
  const settings = school.settings();
  const waiting = waitingIn({ settings, proposals: school.proposals() }, now);
  return {
    school: at.id,
    settings,
    channels,
    ...(await holdersOf(at)),
    waiting: await Promise.all(
      waiting.map(async ({ of, to, at: since }) => ({
        of,
        asked: askedFor({ of, to }),
        to: await shownValue(of, to, channels, at.people),
        since,
      })),
    ),
  };
};

/** The people of the headteacher's group by name, so that one can be named headteacher; and with the DSLs, for cover. */
const holdersOf = async ({ people }: SchoolServices) => {
  const { dsl, headteacher } = await people.holders();
  const all = [...new Set([...dsl, ...headteacher])];
  const nameOf = await namesOf(people, all);
  const named = (ids: readonly string[]) => ids.map((id) => ({ id, name: nameOf(id) ?? id }));
  return { heads: named(headteacher), holders: named(all) };
};

/** The channels of the school; one of an unknown school is for a person who administers all schools. */
export const channelsFor = async (
  { id, record }: SchoolServices,
  { overAll }: Pick<Caller, "overAll">,
): Promise<readonly Channel[]> =>
  (await record.channels()).flatMap(({ school, ...channel }) =>
    school === id || (school === undefined && overAll === true) ? [channel] : [],
  );
