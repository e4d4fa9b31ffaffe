import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GRAPH, RESOURCE_SPECIFIC } from "../../src/app/permissions.ts";

const ROOT = join(import.meta.dirname, "../..");
const PLANNING = [
  "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All",
  "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
];
const FILING = ["OnlineMeetingRecording.Read.All", "Sites.Selected"];
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

// That each is needed, and no other, is seen where lessons are played: tests/e2e/permissions.test.ts.
describe("each permission that is listed is asked for, and no other", () => {
  it("in the app's manifest, for the meetings it is installed in", () => {
    const manifest: Manifest = JSON.parse(readFileSync(join(ROOT, "appPackage/manifest.json"), "utf8"));
    expect(manifest.authorization.permissions.resourceSpecific).toEqual(
      RESOURCE_SPECIFIC.map(({ name }) => ({ name, type: "Application" })),
    );
  });

  it.each([
    ["nothing of it", {}, ["EduRoster.Read.All", "Mail.Send", ...FILING, ...PLANNING]],
    ["classes", { REGISTERS_FROM_CLASSES: "yes" }, ["Mail.Send", ...FILING, ...PLANNING]],
    [
      "classes and e-mail",
      { REGISTERS_FROM_CLASSES: "yes", EMAIL_THROUGH_GRAPH: "yes" },
      [...FILING, ...PLANNING],
    ],
    ["recordings", { RECORDINGS_FILED: "yes" }, ["EduRoster.Read.All", "Mail.Send", ...PLANNING]],
    ["planning", { LESSONS_PLANNED: "yes" }, ["EduRoster.Read.All", "Mail.Send", ...FILING]],
  ])("in the app registration, without what the school does not use: %s", (_what, env, without) => {
    const program = join(ROOT, "appPackage/registration.ts");
    execFileSync(process.execPath, [program, "no-such-environment"], { env });
    const made = JSON.parse(
      readFileSync(join(ROOT, "appPackage/build/registration.json"), "utf8"),
    ) as Registration;
    const asked = made.requiredResourceAccess.flatMap(({ resourceAccess }) =>
      resourceAccess.map(({ id }) => id),
    );
    expect(GRAPH.filter(({ id }) => !asked.includes(id)).map(({ name }) => name)).toEqual(without);
  });

  it("but sends no list to Entra that would take the place of what the school has put there", () => {
    const program = join(ROOT, "appPackage/registration.ts");
    const sent = () =>
      JSON.parse(readFileSync(join(ROOT, "appPackage/build/registration.json"), "utf8")) as Registration;
    const run = (env: Readonly<Record<string, string>>) =>
      execFileSync(process.execPath, [program, "no-such-environment"], { env, encoding: "utf8" });
    expect(run({})).toContain("Read: no file (there is no env/.env.no-such-environment)");
    expect(sent()).toHaveProperty("requiredResourceAccess");
    const later = run({ AAD_APP_ACCESS_AS_USER_PERMISSION_ID: "7f0b9f54-0000-4000-8000-000000000009" });
    expect(later).toContain("The permissions stay as they are in Entra.");
    // Its own: the address, and the scope that Teams' clients sign in with.
    expect(Object.keys(sent()).toSorted()).toEqual(
      ["api", "appId", "displayName", "id", "identifierUris", "signInAudience"].toSorted(),
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
});
