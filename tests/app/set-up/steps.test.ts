import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MEETING_POLICY } from "../../../src/app/set-up/meeting-policy.ts";
import { connectLines } from "../../../src/app/set-up/power-shell.ts";
import { type SetUpValues, STEP_IDS } from "../../../src/app/set-up/step.ts";
import { setUpSteps } from "../../../src/app/set-up/steps.ts";

const CHECKS_FOLDER = join(__dirname, "../../../src/app/preflight");

const ids = {
  tenantId: "7f0b9f54-0000-4000-8000-000000000001",
  botId: "7f0b9f54-0000-4000-8000-000000000002",
  catalogId: "7f0b9f54-0000-4000-8000-000000000003",
  staff: "7f0b9f54-0000-4000-8000-000000000004",
  dsl: "7f0b9f54-0000-4000-8000-000000000005",
};

const BARE: SetUpValues = { tenantId: ids.tenantId, botId: ids.botId, groups: {} };
const WHOLE: SetUpValues = {
  ...BARE,
  catalogId: ids.catalogId,
  groups: { staff: ids.staff, dsl: ids.dsl, headteacher: ids.dsl, administrators: ids.staff },
  packageVersion: "1.2.0",
};

const cmdletsOf = (values: SetUpValues) => setUpSteps(values).flatMap(({ cmdlets }) => cmdlets);

describe("the eight steps of the set-up", () => {
  it("stand in their order, and each says what it is for and where it is done", () => {
    const steps = setUpSteps(BARE);
    expect(steps.map(({ id }) => id)).toEqual(STEP_IDS);
    for (const { why, portal, cmdlets } of steps) {
      expect(why).toMatch(/\.$/);
      expect(portal.length + cmdlets.length).toBeGreaterThan(0);
    }
  });

  it("have every value of the school in them once all are known, and nothing left to fill in", () => {
    const all = cmdletsOf(WHOLE);
    expect(all.filter(({ lines, needs }) => lines.length === 0 || needs !== undefined)).toEqual([]);
    const text = all.flatMap(({ lines }) => lines).join("\n");
    for (const id of [ids.botId, ids.catalogId, ids.staff, ids.dsl, "1.2.0"]) expect(text).toContain(id);
    expect(text).not.toMatch(/undefined|<|''(?!')/);
  });

  it("say which value a cmdlet waits for, instead of showing one that would do something else", () => {
    for (const { lines, needs } of cmdletsOf(BARE)) expect(lines.length === 0).toBe(needs !== undefined);
    const waiting = cmdletsOf(BARE).flatMap(({ needs }) => needs ?? []);
    expect(waiting).toHaveLength(7);
    expect(waiting.join()).toMatch(/App ID.*groups of step 3/);
  });

  it("name a group once, though it has two roles", () => {
    const line = cmdletsOf(WHOLE).flatMap(({ lines }) => lines.filter((one) => one.includes(" -Groups ")));
    expect(line.slice(1)).toEqual([
      expect.stringMatching(new RegExp(`@\\('${ids.staff}', '${ids.dsl}'\\)$`)),
    ]);
  });

  it("sign in to the school's own tenant, whatever the module", () => {
    for (const { module } of cmdletsOf(WHOLE))
      expect(connectLines(module, WHOLE)).toEqual([
        expect.stringMatching(new RegExp(`^Connect-\\w+ -TenantId '${ids.tenantId}'`)),
      ]);
  });

  it("show what only some schools use apart, and no more of it once it is given", () => {
    const consent = (given: readonly string[]) =>
      setUpSteps({ ...WHOLE, given })[0]?.cmdlets.flatMap(({ lines, optional }) => (optional ? lines : []));
    const wanted = (given: readonly string[]) => consent(given)?.filter((line) => line.startsWith("$wanted"));
    expect(wanted([])).toHaveLength(4);
    expect(wanted(["Mail.Send", "Sites.Selected"])).toEqual([
      "$wanted = @('EduRoster.Read.All')",
      expect.stringContaining("Sites.Selected"),
      expect.stringContaining("TeamsAppInstallation"),
    ]);
  });

  it("set in step 7 each setting of the meeting policy that a check says is missing", () => {
    const checks = readdirSync(CHECKS_FOLDER).map((file) => readFileSync(join(CHECKS_FOLDER, file), "utf8"));
    const named = checks.flatMap((text) =>
      [...text.matchAll(/Set-CsTeamsMeetingPolicy -(\w+) (\$?\w+)/g)].map(
        ([, name, value]) => `-${name} ${value}`,
      ),
    );
    expect(named.length).toBeGreaterThan(1);
    const line = cmdletsOf(WHOLE)
      .flatMap(({ lines }) => lines)
      .find((one) => one.startsWith("Set-CsTeamsMeetingPolicy"));
    for (const one of named) expect(line).toContain(one);
    // Presses by hand and the cmdlet come to the same where the portal has it.
    for (const { portal, value } of MEETING_POLICY) if (portal !== undefined) expect(value).toBeDefined();
  });

  it("cannot be made to run anything by a value", () => {
    const spoilt = { ...WHOLE, packageVersion: "1'; Remove-Item *; '" };
    const line = cmdletsOf(spoilt).flatMap(({ lines }) => lines.filter((one) => one.includes("Remove-Item")));
    expect(line).toEqual([expect.stringContaining("'1''; Remove-Item *; '''")]);
  });
});
