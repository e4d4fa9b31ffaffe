import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GRAPH, RESOURCE_SPECIFIC } from "../../src/app/permissions.ts";
import { notAllowed, rolesIn } from "../../src/meeting/not-allowed.ts";

const ROLES = GRAPH.map(({ name }) => name);
const FOLDER = join(import.meta.dirname, "../../src/meeting");
/** Each request to Graph, by our own name for it. */
const OPERATIONS = readdirSync(FOLDER).flatMap((file) =>
  [...readFileSync(join(FOLDER, file), "utf8").matchAll(/operation: "([^"]+)"/g)].map(
    ([, name = ""]) => name,
  ),
);
const SIGN_IN = "sign in";

const token = (claims: object): string =>
  ["{}", JSON.stringify(claims), ""].map((part) => Buffer.from(part).toString("base64url")).join(".");

describe("a request that Microsoft did not allow", () => {
  const asked = [...new Set(OPERATIONS)].filter((name) => name !== SIGN_IN);

  it("is told apart, whichever it is, where the tenant has consented to nothing", () => {
    expect(asked.length).toBeGreaterThan(15);
    const told = asked.map((name) => [name, notAllowed(name, [])]);
    expect(told.filter(([, why]) => why === undefined)).toEqual([]);
    for (const [, why] of told)
      if (why !== undefined && typeof why === "object" && why.missing === "consent")
        expect(ROLES).toContain(why.needs);
  });

  it("never names a consent that is there", () => {
    for (const name of asked) expect(notAllowed(name, ROLES)?.missing).not.toBe("consent");
  });

  it.each([
    ["set options", "policy", /Grant-CsApplicationAccessPolicy/],
    ["remove participant", "policy", /AllowRemoveParticipantAppIds/],
    ["check roles", "directory", /directory/],
    ["read chat", "app", /resource-specific consent/],
    ["send mail", "policy", /Exchange/],
  ])("%s, with every consent, lacks the %s", (name, missing, needs) => {
    expect(notAllowed(name, ROLES)).toEqual({ missing, needs: expect.stringMatching(needs) });
  });

  it("is not guessed where the token cannot be read", () => {
    expect(notAllowed("set options", rolesIn("not a token"))).toBeUndefined();
    expect(rolesIn(token({ roles: ["Mail.Send"] }))).toEqual(["Mail.Send"]);
    expect(rolesIn(token({}))).toEqual([]);
    expect(RESOURCE_SPECIFIC.length).toBeGreaterThan(0);
  });
});
