import { z } from "zod";
import { namesOf } from "../desk/people.ts";
import type { SchoolServices } from "../desk/school-services.ts";
import type { PeopleView } from "../protocol/holders/view.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import type { Watch } from "./watch.ts";

const Asked = z.object({ person: z.string().uuid().toLowerCase(), out: z.boolean() }).strict();

/** The people of the school, for a headteacher who signs one of them out (docs/api.md). */
export const peopleRoutes = (
  routes: Routes,
  signed: Signed,
  { watch }: { watch: Pick<Watch, "done"> },
): void => {
  routes.get(
    "/api/people",
    signed(async (_request, response, caller, at) => {
      requireRight(caller, "sign-people-out");
      answer(response, 200, await shown(at));
    }),
  );

  routes.post(
    "/api/people",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "sign-people-out");
      const asked = read(Asked, request.body);
      const known = (await at.people.everyone().catch(() => undefined))?.map(({ id }) => id);
      const done = await at.school.signOut(caller, asked, await at.people.holders(), known);
      if ("refused" in done) throw new Refusal(done.refused, done.say);
      watch.done(request, caller.id, { event: "person-signed-out", out: asked.out });
      answer(response, 200, { say: done.say, ...(await shown(at)) });
    }),
  );
};

/** While the directory does not answer, those who are out can still be let in. */
const shown = async ({ people, school }: SchoolServices): Promise<PeopleView> => {
  const [everyone, { headteacher }] = await Promise.all([
    people.everyone().catch(() => []),
    people.holders(),
  ]);
  const out = school.signedOut();
  const nameOf = await namesOf(
    people,
    out.flatMap(({ person, by }) => [person, by]),
  );
  return {
    people: everyone
      .filter(({ id }) => !headteacher.includes(id) && !out.some(({ person }) => person === id))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    signedOut: out.map(({ person, by, at }) => ({
      person,
      name: nameOf(person) ?? person,
      at,
      byName: nameOf(by) ?? by,
    })),
  };
};
