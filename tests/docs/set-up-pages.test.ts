import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GUARDS } from "../../src/app/set-up/guards.ts";
import { MEETING_POLICY } from "../../src/app/set-up/meeting-policy.ts";
import { setUpScript, signInLines, stepsWithVariables } from "../../src/app/set-up/setup-script.ts";
import { type Node, parseAs } from "../package/bicep.ts";
import { expectPrinted } from "../support/printed-page.ts";

const DOCS = join(import.meta.dirname, "../../docs");
const text = (path: string): string => readFileSync(join(DOCS, path), "utf8");
const PAGES = readdirSync(DOCS, { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".md") && !/decisions|words\.md/.test(path),
);

/** Parameters of each cmdlet, as Microsoft documents them: in groups by where that stands. */
const DOCUMENTED = new Map(
  Object.values(
    JSON.parse(readFileSync(join(import.meta.dirname, "cmdlets.json"), "utf8")) as Record<string, object>,
  ).flatMap((group) => Object.entries(group) as [string, readonly string[]][]),
);
const BOOLEAN = ["$true", "$false"];
/** As Microsoft documents them: Set-CsTeamsMeetingPolicy, Set-CsTeamsMeetingConfiguration, Update-M365TeamsApp. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  AutoAdmittedUsers: [
    "EveryoneInCompany",
    "EveryoneInSameAndFederatedCompany",
    "Everyone",
    "OrganizerOnly",
    "EveryoneInCompanyExcludingGuests",
    "InvitedUsers",
  ],
  DesignatedPresenterRoleMode: [
    "EveryoneUserOverride",
    "EveryoneInCompanyUserOverride",
    "EveryoneInSameAndFederatedCompanyUserOverride",
    "OrganizerOnlyUserOverride",
  ],
  AllowPSTNUsersToBypassLobby: BOOLEAN,
  AllowAnonymousUsersToStartMeeting: BOOLEAN,
  AllowAnonymousUsersToJoinMeeting: BOOLEAN,
  AllowOrganizersToOverrideLobbySettings: BOOLEAN,
  AllowBreakoutRooms: BOOLEAN,
  ParticipantNameChange: ["Enabled", "Disabled"],
  ExternalBotAccessMode: ["AllowAllBots", "RequireApprovalWhenDetected"],
  DisableAppInteractionForAnonymousUsers: BOOLEAN,
  AppAssignmentType: ["Everyone", "UsersAndGroups"],
  AppInstallType: ["Everyone", "UsersAndGroups"],
  OperationType: ["Add", "Remove"],
  InstallForOperationType: ["Add", "Remove"],
  DistributionMethod: ["organization"],
};

/** PowerShell's own for every cmdlet. */
const COMMON = ["ErrorAction", "Verbose", "WhatIf", "Confirm"];

/** PowerShell does not mind capitals. */
const has = (known: readonly string[], parameter: string): boolean =>
  [...known, ...COMMON].some((one) => one.toLowerCase() === parameter.toLowerCase());

const commandsIn = (
  node: Node,
): readonly { readonly name: string; readonly parameters: readonly string[] }[] => {
  const inside = node.namedChildren.flatMap((child) => (child === null ? [] : commandsIn(child)));
  if (node.type !== "command") return inside;
  const name = node.childForFieldName("command_name")?.text ?? "";
  const parameters = node
    .descendantsOfType("command_parameter")
    .flatMap((one) =>
      one !== null && ownerOf(one)?.id === node.id ? [one.text.replace(/^-/, "").replace(/:$/, "")] : [],
    );
  return [{ name, parameters }, ...inside];
};

/** The nearest command around a node: one in brackets has parameters of its own. */
const ownerOf = (node: Node): Node | null =>
  node.parent === null || node.parent.type === "command" ? node.parent : ownerOf(node.parent);

/** Functions that a script makes for itself. */
const madeIn = (root: Node): readonly string[] =>
  root
    .descendantsOfType("function_statement")
    .flatMap((one) => one?.descendantsOfType("function_name").flatMap((name) => name?.text ?? []) ?? []);

const wrongIn = (root: Node): readonly string[] =>
  commandsIn(root).flatMap(({ name, parameters }) => {
    if (madeIn(root).includes(name) || !/^[A-Z]\w*-\w+$/.test(name)) return [];
    const known = DOCUMENTED.get(name);
    if (known === undefined) return [`${name} is not documented`];
    return parameters
      .filter((one) => ![...known, ...COMMON].includes(one))
      .map((one) => `${name} has no -${one}`);
  });

/** Blocks of PowerShell on a page. */
const blocksOf = (page: string): readonly string[] =>
  [...page.matchAll(/```powershell\n([\s\S]*?)```/g)].map(([, block = ""]) => block);

describe("docs/admin/setup.ps1", () => {
  it("is printed from the program's own list of steps", () => {
    expectPrinted("admin/setup.ps1", setUpScript());
  });

  it("is PowerShell, by its grammar, and calls only cmdlets and parameters that Microsoft documents", async () => {
    const root = await parseAs("powershell", setUpScript());
    expect(commandsIn(root).length).toBeGreaterThan(20);
    expect(wrongIn(root)).toEqual([]);
  });

  it("has no value left open, and uses each of its parameters", async () => {
    const script = setUpScript();
    expect(script).not.toMatch(/\{\{|undefined/);
    const body = script.split("$ErrorActionPreference")[1] ?? "";
    const parameters = [...script.matchAll(/\] \$(\w+)/g)].map(([, name = ""]) => name);
    expect(parameters.length).toBeGreaterThan(8);
    expect(parameters.filter((name) => !body.includes(`$${name}`))).toEqual([]);
  });

  it("changes nothing before it is told to: all that it does stands in blocks that only -Apply runs", async () => {
    const root = await parseAs("powershell", setUpScript());
    const [listing = ""] = /if \(-not \$Apply\) \{[\s\S]*?\n\}\n/.exec(setUpScript()) ?? [];
    const listed = commandsIn(await parseAs("powershell", listing)).map(({ name }) => name);
    expect(new Set(listed)).toEqual(new Set(["Write-Host"]));
    expect(listing).toMatch(/\n {2}return\n\}\n$/);
    const before = setUpScript().indexOf("if (-not $Apply)");
    const early = root.descendantsOfType("command").filter((one) => {
      if (one === null || one.startIndex > before) return false;
      for (let at: Node | null = one; at !== null; at = at.parent)
        if (at.type === "script_block_expression" || at.type === "function_statement") return false;
      return true;
    });
    expect(early.map((one) => one?.text)).toEqual([]);
  });

  it("unblocks the app only in lines that say who may have it: administrators, then the four groups", () => {
    const unblocking = setUpScript()
      .split("\n")
      .filter((line) => line.includes("-IsBlocked $false"));
    expect(unblocking).toEqual([
      expect.stringMatching(/-AppAssignmentType UsersAndGroups .* -Groups @\(\$AdministratorGroup\)/),
      expect.stringMatching(/-AppAssignmentType UsersAndGroups .* -Groups @\(\$StaffGroup,/),
    ]);
  });

  it("does nothing with the id of an app that was not uploaded", () => {
    const withApp = setUpScript()
      .split("\n  @{\n")
      .filter((block) => / Do = \{.*\$AppId/s.test(block) && !block.includes("$script:AppId"));
    expect(withApp.length).toBeGreaterThan(2);
    expect(withApp.filter((block) => !block.includes("NeedsApp = $true"))).toEqual([]);
  });

  it("shows to whom it gives the app, and which policy it changes, and asks before it does", () => {
    const [, applying = ""] = setUpScript().split("$Left = @()");
    const [shows, asks, does] = ["if ($Step.Shows)", "if ($Step.Asks", "& $Step.Do"].map((one) =>
      applying.indexOf(one),
    );
    expect(shows).toBeGreaterThan(0);
    expect(asks).toBeGreaterThan(shows ?? 0);
    expect(does).toBeGreaterThan(asks ?? 0);
    const asking = stepsWithVariables().flatMap(({ id, cmdlets }) =>
      cmdlets.flatMap(({ lines }, at) => (GUARDS[id][at]?.asks === undefined ? [] : [lines.join("\n")])),
    );
    expect(asking).toEqual([
      expect.stringMatching(/-InstallForGroups @\(\$StaffGroup/),
      expect.stringMatching(/^Set-CsTeamsMeetingPolicy/),
    ]);
  });

  it("gives each setting only a value that Microsoft documents for it, in script and pages", async () => {
    const texts = [setUpScript(), ...PAGES.flatMap((page) => blocksOf(text(page)))];
    const given = texts.flatMap((one) =>
      Object.keys(VALUES).flatMap((name) =>
        [...one.matchAll(new RegExp(`-${name} (\\$?\\w+)`, "g"))].map(
          ([, value = ""]) => [name, value] as const,
        ),
      ),
    );
    expect(given.length).toBeGreaterThan(10);
    expect(given.filter(([name, value]) => !VALUES[name]?.includes(value))).toEqual([]);
  });

  it("signs in to Graph with what Microsoft asks for a pre-approval only where that is done", () => {
    const script = setUpScript();
    const [, inside = ""] = /if \(\$PreApprove\) \{\n([\s\S]*?)\n\}/.exec(script) ?? [];
    expect(inside).toMatch(
      /-Scopes 'TeamworkAppSettings\.ReadWrite\.All', 'Policy\.ReadWrite\.Authorization', 'AppCatalog\.Read\.All'/,
    );
    expect(script.split("TeamworkAppSettings").length).toBe(2);
  });

  it("knows of each block of cmdlets whether it is safe to do twice", () => {
    for (const { id, cmdlets } of stepsWithVariables())
      expect([id, GUARDS[id].length]).toEqual([id, cmdlets.length]);
    const grants = stepsWithVariables().flatMap(({ cmdlets }) =>
      cmdlets.flatMap(({ lines }) => lines.filter((line) => / Grant-Cs\w+ -/.test(line))),
    );
    expect(grants).toHaveLength(2);
    for (const line of grants) expect(line).toMatch(/^if \(\$other\) \{ .* \} else \{ Grant-Cs/);
    const makes = stepsWithVariables().flatMap(({ id, cmdlets }) =>
      cmdlets.flatMap(({ lines }, at) =>
        // As it is copied from the page, a block looks before it makes, too.
        lines.some((line) => /^if \(\$there\) \{ Write-Host .* \} else \{ New-/.test(line))
          ? [GUARDS[id][at]?.already]
          : [],
      ),
    );
    expect(makes.length).toBe(3);
    const bare = stepsWithVariables().flatMap(({ cmdlets }) =>
      cmdlets.flatMap(({ lines }) => lines.filter((line) => /^New-(Cs|Teams|MgBeta)/.test(line))),
    );
    expect(bare).toEqual([]);
    expect(makes).not.toContain(undefined);
  });
});

describe("docs/admin/teams.md", () => {
  it("signs in to the modules before the first cmdlet, as the script does", () => {
    const block = /(<!-- sign-in -->\n)[\s\S]*?(<!-- end -->)/;
    const page = text("admin/teams.md");
    expect(page).toMatch(block);
    expectPrinted(
      "admin/teams.md",
      page.replace(block, (_all, begin: string, end: string) =>
        [begin.trim(), "```powershell", ...signInLines(), "```", end].join("\n"),
      ),
    );
    expect(page.indexOf("<!-- sign-in -->")).toBeLessThan(page.indexOf("<!-- step 1:"));
  });

  it("has the steps, their presses and cmdlets as the program has them", () => {
    const printed = stepsWithVariables().reduce((page, { id, portal, cmdlets, notes }, at) => {
      const lines = [
        ...(portal.length === 0 ? [] : [portal.map((press) => `*${press}*`).join(" › ")]),
        ...cmdlets.map(({ does, lines: all }) => `${does}\n\n\`\`\`powershell\n${all.join("\n")}\n\`\`\``),
        ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join("\n")]),
      ];
      const block = new RegExp(`(<!-- step ${at + 1}: ${id} -->\n)[\\s\\S]*?(<!-- end -->)`);
      expect(page).toMatch(block);
      return page.replace(
        block,
        (_all, begin: string, end: string) => `${begin}${lines.join("\n\n")}\n${end}`,
      );
    }, text("admin/teams.md"));
    expectPrinted("admin/teams.md", printed);
  });

  it("has each setting of the meeting policy that step 7 sets or leaves to the school", () => {
    const block = /(<!-- meeting policy -->\n)[\s\S]*?(<!-- end -->)/;
    const rows = MEETING_POLICY.map(
      ({ parameter, shown, without }) => `| \`${parameter}\` | ${shown} | ${without} |`,
    );
    const page = text("admin/teams.md");
    expect(page).toMatch(block);
    expectPrinted(
      "admin/teams.md",
      page.replace(block, (_all, begin: string, end: string) =>
        [`${begin}| Setting in the policy | Value | Without it |`, "|---|---|---|", ...rows, end].join("\n"),
      ),
    );
  });

  it("has the title of each step, in their order", () => {
    const titles = [...text("admin/teams.md").matchAll(/^## \d+\. (.+)$/gm)].map(([, title]) => title);
    expect(titles).toEqual(stepsWithVariables().map(({ title }) => title));
  });
});

describe("what the pages say about PowerShell", () => {
  it.each(PAGES)("in blocks of docs/%s, only what Microsoft documents", async (page) => {
    for (const block of blocksOf(text(page))) expect(wrongIn(await parseAs("powershell", block))).toEqual([]);
  });

  it.each(PAGES)("in the text of docs/%s, only what Microsoft documents", (page) => {
    const named = [
      ...text(page).matchAll(/`((?:New|Get|Set|Grant|Remove|Update|Connect|Install)-[A-Z]\w+)([^`]*)`/g),
    ];
    const wrong = named.flatMap(([, name = "", rest = ""]) => {
      const known = DOCUMENTED.get(name);
      if (known === undefined) return [name];
      const parameters = [...rest.matchAll(/ -(\w+)/g)].map(([, one = ""]) => one);
      return parameters.filter((one) => !has(known, one)).map((one) => `${name} -${one}`);
    });
    expect(wrong).toEqual([]);
  });

  it("would find a cmdlet that is spelt wrongly, a parameter that is not there, and what is no PowerShell", async () => {
    expect(wrongIn(await parseAs("powershell", "Grant-CsApplicationPolicy -Group 'a'"))).toEqual([
      "Grant-CsApplicationPolicy is not documented",
    ]);
    expect(wrongIn(await parseAs("powershell", "New-TeamsApp -File 'a' | Out-Null"))).toEqual([
      "New-TeamsApp has no -File",
    ]);
    await expect(parseAs("powershell", "if ($a { New-TeamsApp }")).rejects.toThrow("not powershell");
  });
});
