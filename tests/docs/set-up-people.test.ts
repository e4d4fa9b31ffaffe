import { GUARDS } from "../../src/app/set-up/guards.ts";
import { parseAs } from "../package/bicep.ts";

/** Lines of the script that show people before it asks whether the app is given to all of them. */
const SHOWS = (GUARDS.staff[0]?.shows ?? []).join("\n");

describe("the people whom docs/admin/setup.ps1 shows before it gives them the app", () => {
  it("are all of each group: nothing cuts the list short or leaves a person out", async () => {
    const root = await parseAs("powershell", SHOWS);
    const names = root.descendantsOfType("command_name").map((one) => one?.text);
    expect(new Set(names)).toEqual(
      new Set(["Get-MgGroupTransitiveMember", "ForEach-Object", "Sort-Object", "Write-Host", "Get-MgGroup"]),
    );
    expect(SHOWS).toContain("Get-MgGroupTransitiveMember -GroupId $Group -All");
  });

  it("are printed in rows that leave no gap between one row and the next", () => {
    const [, step, last] =
      /for \(\$At = 0; \$At -lt \$Names\.Count; \$At \+= (\d+)\) \{.*\$Names\[\$At\.\.\(\$At \+ (\d+)\)\]/.exec(
        SHOWS,
      ) ?? [];
    expect(Number(last) + 1).toBe(Number(step));
  });
});
