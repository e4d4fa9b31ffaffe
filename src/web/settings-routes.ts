import type { School } from "../desk/school.ts";
import type { Record } from "../record/record.ts";
import { checkSchool } from "../school-file.ts";
import { answer, Refusal } from "./answers.ts";
import { requireRight, type Signed } from "./caller.ts";
import type { Doors } from "./doors.ts";

/** Who one is here, and the school's settings for its administrators (docs/api.md). */
export const settingsRoutes = (
  doors: Doors,
  signed: Signed,
  { school, record }: { readonly school: School; readonly record: Record },
): void => {
  doors.get(
    "/api/me",
    signed(async (_request, response, caller) => {
      requireRight(caller, "know-oneself");
      answer(response, 200, {
        name: caller.name,
        roles: caller.roles,
        staff: caller.roles.includes("staff"),
      });
    }),
  );

  doors.get(
    "/api/settings",
    signed(async (_request, response, caller) => {
      requireRight(caller, "read-settings");
      answer(response, 200, { settings: school.settings(), channels: await record.channels() });
    }),
  );

  doors.put(
    "/api/settings",
    signed(async (request, response, caller) => {
      requireRight(caller, "change-settings");
      const checked = checkSchool(request.body);
      if ("fields" in checked)
        throw new Refusal(
          400,
          "not-right",
          "Some settings are not right. Nothing was changed.",
          checked.fields,
        );
      await school.change(checked.settings, caller.id);
      answer(response, 200, { settings: school.settings(), channels: await record.channels() });
    }),
  );
};
