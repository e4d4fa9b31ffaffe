import type { Request, Response, Server } from "restify";
import type { School } from "../desk/school.ts";
import { mayChangeSettings } from "../protocol/authorise.ts";
import type { Record } from "../record/record.ts";
import { checkSchool } from "../school-file.ts";
import { answer, notForYou, Refusal } from "./answers.ts";
import { requireSchoolRole, type SignedInCaller } from "./caller.ts";

type Signed = (
  route: (request: Request, response: Response, caller: SignedInCaller) => Promise<void>,
) => (request: Request, response: Response) => Promise<void>;

/** Who one is here, and the school's settings for its administrators (docs/api.md). */
export const settingsRoutes = (
  server: Server,
  signed: Signed,
  { school, record }: { readonly school: School; readonly record: Record },
): void => {
  server.get(
    "/api/me",
    signed(async (_request, response, caller) => {
      requireSchoolRole(caller);
      answer(response, 200, {
        name: caller.name,
        roles: caller.roles,
        staff: caller.roles.includes("staff"),
      });
    }),
  );

  server.get(
    "/api/settings",
    signed(async (_request, response, caller) => {
      if (!mayChangeSettings(caller)) throw notForYou();
      answer(response, 200, { settings: school.settings(), channels: await record.channels() });
    }),
  );

  server.put(
    "/api/settings",
    signed(async (request, response, caller) => {
      if (!mayChangeSettings(caller)) throw notForYou();
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
