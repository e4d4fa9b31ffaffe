import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StepId } from "../../src/app/set-up/step.ts";
import { setUpSteps } from "../../src/app/set-up/steps.ts";
import { Changes } from "../../src/practice/changes.ts";
import { appInTeams } from "../../src/practice/school/app-package.ts";
import { groupId } from "../../src/practice/school/groups.ts";
import { botId, tenantId } from "../../src/practice/school/tenant.ts";
import { bareSwitches } from "../../src/practice/switches.ts";
import { PowerShell } from "../../src/practice/tenant/cmdlets.ts";
import { Tenant } from "../../src/practice/tenant/tenant.ts";

const ROLES = ["OnlineMeetings.ReadWrite.All", "Mail.Send"];
const GROUPS = {
  staff: groupId("staff"),
  dsl: groupId("dsl"),
  headteacher: groupId("headteacher"),
  administrators: groupId("administrators"),
};
const STEPS = setUpSteps({
  tenantId,
  botId,
  catalogId: appInTeams.id,
  packageVersion: "1.0.0",
  groups: GROUPS,
});

/** A tenant in which nothing is set up, its window of PowerShell, and who was given the app. */
const bare = () => {
  const having = new Set<string>();
  const inMeetingsOf = new Set<string>();
  const switches = bareSwitches(ROLES);
  const tenant = new Tenant(
    {
      switches,
      changes: new Changes(),
      roles: ROLES,
      give: async ({ id }) => void having.add(id),
      putIntoMeetingsOf: async (organisers) => {
        for (const { id } of organisers) inMeetingsOf.add(id);
      },
    },
    true,
  );
  const window = new PowerShell(tenant);
  const run = (...lines: readonly string[]) =>
    window.run(
      [
        `Connect-MicrosoftTeams -TenantId '${tenantId}'`,
        `Connect-MgGraph -TenantId '${tenantId}'`,
        ...lines,
      ].join("\n"),
    );
  const paste = (step: StepId): Promise<string> =>
    run(...(STEPS.find(({ id }) => id === step)?.cmdlets.flatMap(({ lines }) => lines) ?? []));
  return { tenant, switches, having, inMeetingsOf, run, paste };
};

describe("the set-up of a tenant that has something of its own already", () => {
  it("adds Lesson Guard to the access policy that staff have, and takes nothing away", async () => {
    const { tenant, switches, paste } = bare();
    tenant.makeAccessPolicy("Reports", ["another app"]);
    tenant.grantAccessPolicy("Reports", GROUPS.staff);
    expect(await paste("meetings")).not.toContain("not run");
    expect(tenant.policiesOf(GROUPS.staff, "ApplicationAccessPolicy")).toEqual(["Reports"]);
    expect(tenant.accessPolicies.get("Reports")?.appIds).toEqual(["another app", botId]);
    expect(switches.applicationAccessPolicy).toBe(true);
  });

  it("leaves the setup policy that staff have, and says what to do with it", async () => {
    const { tenant, paste } = bare();
    tenant.upload();
    for (const name of ["Lesson Guard", "Staff apps"])
      tenant.makeSetupPolicy(name, { installed: true, inMeetings: true });
    await tenant.grantSetupPolicy("Staff apps", GROUPS.staff);
    expect(await paste("staff")).toContain(
      "Not done: staff have another setup policy. Add Lesson Guard to that one",
    );
    expect(tenant.policiesOf(GROUPS.staff, "TeamsAppSetupPolicy")).toEqual(["Staff apps"]);
  });

  it("would otherwise lose it: a policy that is granted takes the place of the one before", () => {
    const { tenant } = bare();
    for (const name of ["Reports", "Lesson Guard"]) {
      tenant.makeAccessPolicy(name, [botId]);
      tenant.grantAccessPolicy(name, GROUPS.staff);
    }
    expect(tenant.policiesOf(GROUPS.staff, "ApplicationAccessPolicy")).toEqual(["Lesson Guard"]);
  });

  it("can be pasted a second time, and a permission that the school has added stays given", async () => {
    const { tenant, switches, paste } = bare();
    tenant.consent(["Mail.Send"]);
    for (let time = 0; time < 2; time += 1) expect(await paste("consent")).not.toContain("not run");
    expect(switches.revokedRoles).toEqual([]);
  });

  it("takes no version of the package that is not in the catalogue", async () => {
    const { tenant, run } = bare();
    tenant.upload();
    expect(
      await run(
        `Update-M365TeamsApp -Id '${appInTeams.id}' -InstallForGroups @('x') -InstallVersion '9.9.9'`,
      ),
    ).toContain("There is no version 9.9.9");
  });
});

describe("step 4", () => {
  it("comes to the same by hand, press by press, as by its cmdlets", async () => {
    const [byHand, byCmdlet] = [bare(), bare()];
    for (const { tenant } of [byHand, byCmdlet]) {
      tenant.upload();
      tenant.block(false);
      tenant.makeSetupPolicy("Lesson Guard", { installed: true, inMeetings: true });
    }
    byHand.tenant.assign(Object.values(GROUPS));
    for (const group of Object.values(GROUPS)) await byHand.tenant.grantSetupPolicy("Lesson Guard", group);
    expect(await byCmdlet.paste("staff")).not.toContain("not run");
    expect(byHand.having.size).toBeGreaterThan(3);
    expect([...byHand.having].toSorted()).toEqual([...byCmdlet.having].toSorted());
    for (const person of byCmdlet.inMeetingsOf) expect(byHand.inMeetingsOf).toContain(person);
    expect(byHand.tenant.app?.availableTo).toEqual(byCmdlet.tenant.app?.availableTo);
  });
});

describe("the calendars of staff", () => {
  const [block = ""] =
    /```powershell\n(Connect-MgGraph[\s\S]*?)```/
      .exec(readFileSync(join(__dirname, "../../docs/for-administrators.md"), "utf8"))
      ?.slice(1) ?? [];
  const values = [`$TenantId = '${tenantId}'`, `$BotId = '${botId}'`, `$StaffGroup = '${GROUPS.staff}'`];

  it("are opened by the lines of docs/for-administrators.md, and by no fewer", async () => {
    const { switches, run } = bare();
    expect(switches.calendars).toBe("none");
    expect(await run(...values, ...block.split("\n"))).not.toContain("not run");
    expect(switches.calendars).toBe("staff");
    const without = bare();
    const lines = block.split("\n").filter((line) => !line.startsWith("New-ServicePrincipal"));
    expect(await without.run(...values, ...lines)).toContain("New-ServicePrincipal comes first");
  });

  it("are all opened by a role without a scope, which the check then calls red", async () => {
    const { switches, run } = bare();
    await run(...values, ...block.replace(" -CustomResourceScope 'Lesson Guard staff'", "").split("\n"));
    expect(switches.calendars).toBe("all");
  });
});
