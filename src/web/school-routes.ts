import type { Offices } from "../desk/offices.ts";
import { checkSchool } from "../desk/school-file.ts";
import { isSchoolId } from "../record/scope.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import type { Doors } from "./doors.ts";
import { NewSchool, read } from "./requests.ts";
import { nameOf, notRight } from "./settings-routes.ts";

type Parts = { readonly offices: Offices };

/** The schools of the tenant, for whoever administers all of them (docs/api.md). */
export const schoolRoutes = (doors: Doors, signed: Signed, { offices }: Parts): void => {
  doors.get(
    "/api/schools",
    signed(async (_request, response, caller) => {
      requireRight(caller, "list-schools");
      answer(response, 200, { schools: offices.all().map(nameOf) });
    }),
  );

  doors.post(
    "/api/schools",
    signed(async (request, response, caller) => {
      requireRight(caller, "add-school");
      const { id, settings } = read(NewSchool, request.body);
      if (!isSchoolId(id)) throw notRight({ id: "must be small letters, digits and hyphens, at most 40" });
      const checked = checkSchool(settings);
      if ("fields" in checked) throw notRight(checked.fields);
      if (!(await offices.add(id)))
        throw new Refusal(
          409,
          "school-exists",
          "There is a school with this id already. Nothing was changed.",
        );
      const office = await offices.at(id);
      await office?.school.change(checked.settings, caller.id);
      answer(response, 200, { school: { id, name: checked.settings.name } });
    }),
  );
};
