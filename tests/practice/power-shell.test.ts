import { CMDLETS } from "../../src/practice/tenant/cmdlets.ts";
import { KNOWN, known } from "../../src/practice/tenant/parameters.ts";
import { readLine } from "../../src/practice/tenant/power-shell.ts";

const read = (line: string, variables: Readonly<Record<string, string>> = {}) =>
  readLine(line, new Map(Object.entries(variables)));

describe("a window of PowerShell in practice", () => {
  it.each([
    "Set-CsApplicationMeetingConfiguration -AllowRemoveParticipantAppIds @{Remove='a'}",
    "Set-CsApplicationAccessPolicy -Identity 'Lesson Guard' -AppIds @{ Replace = 'a' }",
    "Get-CsGroupPolicyAssignment -GroupId 'g' | ForEach-Object { Remove-CsGroupPolicyAssignment -GroupId 'g' }",
  ])("refuses what it would not do, and says nothing was done: %s", (line) => {
    expect(() => readLine(line, new Map())).toThrow(/this window/);
  });

  it("reads names of what comes back, which changes nothing", () => {
    const line =
      "Get-MgGroupTransitiveMember -GroupId 'g' -All | ForEach-Object { $_.AdditionalProperties['displayName'] }";
    expect(readLine(line, new Map())).toMatchObject({ does: "call" });
  });

  it("reads parameters: text, lists, what is added, switches", () => {
    expect(
      read(
        "Update-M365TeamsApp -Id 'a''b' -IsBlocked $false -Groups @('x', $Staff) -Add @{Add=$Bot} -Force",
        {
          staff: "s",
          bot: "b",
        },
      ),
    ).toEqual({
      does: "call",
      into: undefined,
      call: {
        name: "Update-M365TeamsApp",
        parameters: { Id: "a'b", IsBlocked: false, Groups: ["x", "s"], Add: { Add: "b" }, Force: true },
      },
    });
  });

  it("reads a list without brackets, and passes over what comes after a pipe", () => {
    expect(read("Connect-MgGraph -TenantId 't' -Scopes 'a', 'b' | Out-Null")).toMatchObject({
      call: { parameters: { TenantId: "t", Scopes: ["a", "b"] } },
    });
  });

  it("puts a variable into text in double quotes, and keeps what is set", () => {
    expect(read(`$app = Get-MgServicePrincipal -Filter "appId eq '$BotId'"`, { botid: "7" })).toMatchObject({
      into: "app",
      call: { parameters: { Filter: "appId eq '7'" } },
    });
    expect(read("$BotId = '7'")).toEqual({ does: "set", variable: "botid", value: "7" });
  });

  it("says of a variable without a value, and of what is no cmdlet, that it does not know it", () => {
    expect(() => read("New-TeamsApp -Path $Path")).toThrow("$Path has no value yet");
    expect(() => read("teams please")).toThrow("The term 'teams' is not recognised");
    expect(() => read("New-TeamsApp lesson-guard.zip")).toThrow("a value stands alone");
  });

  const knownIn = (line: string) => {
    const read = readLine(line, new Map());
    if (read.does !== "call") throw new Error("no call");
    return known(read.call).parameters;
  };

  it.each([
    [
      "Set-CsTeamsMeetingPolicy -Identity 'Global' -AllowBreakoutRoom $false",
      /cannot be found.*'AllowBreakoutRoom'/,
    ],
    ["Set-CsTeamsMeetingPolicy -Identity 'Staff' -AllowBreakoutRooms $false", /takes Global, Educators/],
    ["Set-CsTeamsMeetingPolicy -Identity 'Global' -AutoAdmittedUsers Organiser", /takes EveryoneInCompany,/],
    ["Update-M365TeamsApp -Id 'a' -AppAssignmentType Everyone -OperationType Add", /takes UsersAndGroups/],
    ["Update-M365TeamsApp -Id 'a' -OperationType Remove -Groups @('g')", /takes Add/],
    ["Grant-CsApplicationAccessPolicy -PolicyName 'Lesson Guard' -Global", /cannot be found.*'Global'/],
  ])("does nothing, and says why, where it would pass something over: %s", (line, why) => {
    expect(() => knownIn(line)).toThrow(why);
  });

  it("minds no capitals, as PowerShell does not, and knows parameters of each cmdlet that it has", () => {
    expect(knownIn("Set-CsTeamsMeetingPolicy -identity 'global' -AUTOADMITTEDUSERS organizeronly")).toEqual({
      Identity: "Global",
      AutoAdmittedUsers: "OrganizerOnly",
    });
    expect([...KNOWN].toSorted()).toEqual(Object.keys(CMDLETS).toSorted());
  });
});
