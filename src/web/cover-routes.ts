import { z } from "zod";
import { namesOf } from "../desk/people.ts";
import { Day } from "../desk/school-file.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { OwnCoverView } from "../protocol/holders/view.ts";
import type { Caller } from "../protocol/who/caller.ts";
import { dayThere } from "../protocol/who/cover.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import type { Watch } from "./watch.ts";

const Absence = z.object({ by: z.string().uuid().toLowerCase(), from: Day, until: Day }).strict();
const Asked = z.union([z.object({ set: Absence }).strict(), z.object({ end: Absence }).strict()]);

type Dependencies = { readonly now: () => string; readonly watch: Pick<Watch, "done"> };

/** A DSL's or headteacher's own cover: on which days they are away, and who stands in (docs/api.md). */
export const coverRoutes = (routes: Routes, signed: Signed, { now, watch }: Dependencies): void => {
  routes.get(
    "/api/cover",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "cover-oneself");
      await at.school.refresh();
      answer(response, 200, await shown(caller, at, now()));
    }),
  );

  routes.post(
    "/api/cover",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "cover-oneself");
      const asked = read(Asked, request.body);
      const done = await at.school.coverOwn(caller, asked, await at.people.holders());
      if ("refused" in done) throw new Refusal(done.refused, done.say);
      watch.done(request, caller.id, { event: "settings-changed", fields: ["cover"] });
      answer(response, 200, { say: done.say, ...(await shown(caller, at, now())) });
    }),
  );
};

/** Absences that are over are left out. */
const shown = async (
  { id }: Pick<Caller, "id">,
  { people, school }: SchoolServices,
  now: string,
): Promise<OwnCoverView> => {
  const { timeZone, cover } = school.settings();
  const { dsl, headteacher } = await people.holders();
  const today = dayThere(now, timeZone);
  const stints = (cover?.stints ?? []).filter(({ until }) => until >= today);
  const holders = [...new Set([...dsl, ...headteacher])];
  const nameOf = await namesOf(people, [...holders, ...stints.flatMap(({ away, by }) => [away, by])]);
  const named = (person: string): string => nameOf(person) ?? person;
  const inOrder = stints.toSorted((a, b) => a.from.localeCompare(b.from));
  return {
    today,
    people: holders
      .filter((person) => person !== id)
      .map((person) => ({ id: person, name: named(person) }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    own: inOrder.flatMap(({ away, by, from, until }) =>
      away === id ? [{ by, byName: named(by), from, until }] : [],
    ),
    others: inOrder.flatMap(({ away, by, from, until }) =>
      away === id ? [] : [{ name: named(away), byName: named(by), from, until }],
    ),
  };
};
