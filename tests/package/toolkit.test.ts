import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import Ajv from "ajv";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(ROOT, path), "utf8");

type Step = {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
};
type ToolkitFile = { readonly provision: readonly Step[]; readonly deploy: readonly Step[] };

describe.each([
  ["teamsapp.yml", "env/.env.dev"],
  ["teamsapp.local.yml", "env/.env.local"],
])("%s", (path, environment) => {
  const file: ToolkitFile = parse(text(path));

  it("is what the toolkit's own schema wants", () => {
    const ajv = new Ajv.default({ allErrors: true, strict: false });
    const validate = ajv.compile(JSON.parse(text("tests/package/schema/teamsapp.v1.11.schema.json")));
    validate(file);
    expect(validate.errors).toBeNull();
    expect(validate({ ...file, provision: [{ uses: "teamsApp/invent", with: {} }] })).toBe(false);
  });

  it("uses only values that its environment file lists, that a step writes or that are secret", () => {
    const listed = Object.keys(parseEnv(text(environment)));
    const written = file.provision.flatMap((step) => Object.values(step.writeToEnvironmentFile ?? {}));
    const read = [path, "appPackage/manifest.json", "appPackage/aad.manifest.json"].flatMap((name) =>
      [...text(name).matchAll(/\$\{\{(\w+)\}\}/g)].map(([, used]) => used),
    );
    const unknown = read.filter(
      (name) => name && !name.startsWith("SECRET_") && ![...listed, ...written].includes(name),
    );
    expect(unknown).toEqual([]);
  });

  it("names files that exist", () => {
    const named = [...text(path).matchAll(/(?:manifestPath|path|parameters): \.?\/?(\S+)/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(0);
    // What a step before makes.
    const made = named.filter((name) => name?.includes("/build/"));
    expect(made).toContain("appPackage/build/registration.json");
    expect(named.filter((name) => !made.includes(name) && !existsSync(join(ROOT, name ?? "")))).toEqual([]);
  });

  it("calls commands that the project has", () => {
    const { scripts } = JSON.parse(text("package.json")) as { scripts: Readonly<Record<string, string>> };
    const called = [...text(path).matchAll(/args: run ([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(called.length).toBeGreaterThan(1);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("keeps secrets out of the committed environment file", () => {
    const entries = Object.entries(parseEnv(text(environment)));
    expect(entries.length).toBeGreaterThan(5);
    expect(entries.filter(([name]) => /SECRET|PASSWORD(?!_ENDS)/.test(name))).toEqual([]);
  });
});
