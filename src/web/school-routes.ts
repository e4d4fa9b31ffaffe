import { wrongGroups } from "../desk/group-check.ts";
import { checkSchool } from "../desk/school-file.ts";
import type { Schools } from "../desk/schools.ts";
import { isSchoolId } from "../record/scope.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import { NewSchool, read } from "./requests.ts";
import type { Routes } from "./routes.ts";
import { nameOf, notRight } from "./settings-routes.ts";
import type { Watch } from "./watch.ts";

type Dependencies = { readonly schools: Schools; readonly watch: Pick<Watch, "done"> };

/** The schools of the tenant, for a person who administers all of them (docs/api.md). */
export const schoolRoutes = (routes: Routes, signed: Signed, { schools, watch }: Dependencies): void => {
  routes.get(
    "/api/schools",
    signed(async (_request, response, caller) => {
      requireRight(caller, "list-schools");
      answer(response, 200, { schools: schools.all().map(nameOf) });
    }),
  );

  routes.post(
    "/api/schools",
    signed(async (request, response, caller, at) => {
      requireRight(caller, "add-school");
      const { id, settings } = read(NewSchool, request.body);
      if (!isSchoolId(id)) throw notRight({ id: "must be small letters, digits and hyphens, at most 40" });
      const checked = checkSchool(settings);
      if ("fields" in checked) throw notRight(checked.fields);
      const locking = await wrongGroups(at.people, {}, checked.settings.groups, caller);
      if (Object.keys(locking).length > 0) throw notRight(locking);
      if (!(await schools.add(id)))
        throw new Refusal("school-exists", "There is a school with this id already. Nothing was changed.");
      watch.done(request, caller.id, { event: "school-added" });
      const services = await schools.at(id);
      await services?.school.change(checked.settings, caller.id);
      answer(response, 200, { school: { id, name: checked.settings.name } });
    }),
  );
};
