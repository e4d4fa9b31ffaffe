import { mayUseCalendarOf } from "../../meeting/calendar.ts";
import { listClasses, listPupils } from "../../meeting/classes.ts";
import { CloudError } from "../../meeting/cloud-error.ts";
import { amber, type Finding, green, grey, manyTried, red } from "./line.ts";
import { insideOf, type Look } from "./look.ts";
import type { Check } from "./run-checks.ts";

// What staff need to plan a lesson here. Exchange gives it, and no token shows it: it is tried.

const NOT_PLANNED = "A lesson that staff plan here is not put into their calendar: they plan it in Teams.";
const GIVE =
  "In Exchange Online PowerShell: New-ServicePrincipal, New-ManagementScope, New-ManagementRoleAssignment, as in docs/for-administrators.md, Planning lessons. It can take two hours.";
/** From both ends of the list: people of a group inside the group stand at its end, and Exchange passes those over. */
const ASKED_AT_EACH_END = 3;

const calendars = async (look: Look): Promise<Finding> => {
  const all = look.found.people.staff ?? [];
  const staff = all.filter((_, n) => n < ASKED_AT_EACH_END || n >= all.length - ASKED_AT_EACH_END);
  const open = await Promise.all(staff.map(({ id }) => mayUseCalendarOf(look.graph, id)));
  const closed = staff.filter((_, n) => !open[n]).map(({ name }) => name || "a person without a name");
  if (closed.length === staff.length) {
    const none = `Lesson Guard may use none of the ${staff.length} calendars of staff that were tried`;
    // Lessons are protected all the same: it keeps no school from being ready.
    return (await insideOf(look).plansLessons())
      ? amber(none, NOT_PLANNED, GIVE)
      : {
          ...grey(`not used: no lesson is planned in Lesson Guard. ${none}`),
          means: NOT_PLANNED,
          mend: `Only where staff are to plan lessons here. ${GIVE}`,
        };
  }
  if (closed.length > 0)
    return amber(
      `closed to Lesson Guard, or without a mailbox: ${closed.join(", ")}`,
      `Of these: ${NOT_PLANNED}`,
      "Exchange counts the direct members of the group in the scope only: put these people into it themselves.",
    );
  const other = await pupil(look);
  if (other !== undefined && (await mayUseCalendarOf(look.graph, other)))
    return red(
      "Lesson Guard may use calendars of pupils, too",
      "A person who took over the server could read and change every calendar.",
      "In Exchange Online PowerShell: Remove-ManagementRoleAssignment for the one without a scope, then New-ManagementRoleAssignment with -CustomResourceScope. In Entra: take back Calendars.ReadWrite if it was consented to.",
    );
  return green(
    `it may use those of the ${manyTried(staff.length, all.length, "members of staff").replace(/,$/, "")}${other === undefined ? "" : ", and not a pupil’s"}`,
  );
};

/** By number, as for the other checks; undefined where no class says who is a pupil. */
const pupil = async ({ graph, found }: Look): Promise<string | undefined> => {
  if (!found.roles?.includes("EduRoster.Read.All")) return undefined;
  try {
    const [first] = await listClasses(graph);
    return first === undefined ? undefined : (await listPupils(graph, first.id))[0]?.id;
  } catch (error) {
    if (error instanceof CloudError && error.kind !== "throttled") return undefined;
    throw error;
  }
};

export const CALENDAR_CHECK: Check<Look> = {
  id: "calendars",
  name: "Calendars of staff",
  optional: true,
  needs: ["graph", "group:staff", "consent:TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All"],
  look: calendars,
};
