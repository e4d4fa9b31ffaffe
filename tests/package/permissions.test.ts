import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GRAPH, type PermissionUse, RESOURCE_SPECIFIC } from "../../src/app/permissions.ts";

const ROOT = join(__dirname, "../..");
const GRAPH_APP = "00000003-0000-0000-c000-000000000000";

type Manifest = {
  readonly authorization: {
    readonly permissions: { readonly resourceSpecific: readonly { name: string; type: string }[] };
  };
};
type Registration = {
  readonly requiredResourceAccess: readonly {
    readonly resourceAppId: string;
    readonly resourceAccess: readonly { readonly id: string; readonly type: string }[];
  }[];
};

describe("each declared permission is used and each used one declared", () => {
  it("in the app's manifest, for the meetings it is installed in", () => {
    const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, "appPackage/manifest.json"), "utf8"));
    expect(manifest.authorization.permissions.resourceSpecific).toEqual(
      RESOURCE_SPECIFIC.map(({ name }) => ({ name, type: "Application" })),
    );
  });

  it("in the app registration, for Graph", () => {
    const registration: Registration = JSON.parse(
      readFileSync(join(ROOT, "appPackage/aad.manifest.json"), "utf8"),
    );
    expect(registration.requiredResourceAccess).toEqual([
      { resourceAppId: GRAPH_APP, resourceAccess: GRAPH.map(({ id }) => ({ id, type: "Role" })) },
    ]);
  });

  it.each(
    [...RESOURCE_SPECIFIC, ...GRAPH].flatMap(({ name, uses }) => uses.map((use) => ({ name, ...use }))),
  )("$name: $does", ({ folder, spelled }) => {
    // Not toContain: its message would print the whole source.
    expect(sourceOf(folder).includes(spelled)).toBe(true);
  });
});

function sourceOf(folder: PermissionUse["folder"]): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(ROOT, folder, name), "utf8"))
    .join("\n");
}
