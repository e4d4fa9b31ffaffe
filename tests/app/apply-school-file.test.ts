import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applySchoolFile } from "../../src/app/apply-school-file.ts";
import { ConfigError } from "../../src/config.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import { type Day, openDay } from "../desk/school-day.ts";

const KNOWN = "11111111-1111-4111-8111-111111111111";
const UNKNOWN = "99999999-9999-4999-8999-999999999999";

let day: Day;
let folder: string;
beforeEach(async () => {
  day = await openDay({ dataDir: ":memory:" }, "none");
  folder = mkdtempSync(join(tmpdir(), "school-file-"));
});
afterEach(async () => {
  await day.close();
  rmSync(folder, { recursive: true, force: true });
});

const apply = (staff: string): Promise<boolean> => {
  const path = join(folder, "school.json");
  writeFileSync(path, JSON.stringify({ name: "Oakfield", timeZone: "Europe/London", groups: { staff } }));
  const inGroup = async (group: string) => {
    if (group === UNKNOWN) throw new CloudError({ service: "graph", operation: "read group", kind: "gone" });
    return { name: "All staff", people: [{ id: "okafor", name: "Ms A Okafor" }] };
  };
  const services = { ...day, people: { ...day.people, inGroup } };
  return applySchoolFile(path, { add: async () => false, at: async () => services });
};

it("a school file that names an unknown group is refused, and the settings in force stay", async () => {
  expect(await apply(KNOWN)).toBe(true);
  const refused = await apply(UNKNOWN).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ConfigError);
  expect(String(refused)).toContain('"groups.staff": There is no group with this id.');
  expect(day.school.settings().groups).toEqual({ staff: KNOWN });
  expect(await apply(KNOWN)).toBe(false);
});
