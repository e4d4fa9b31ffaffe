import { setImmediate } from "node:timers/promises";
import { CloudError, type CloudErrorKind, type CloudService } from "../../src/meeting/cloud-error.ts";
import { createSignInStanding } from "../../src/meeting/sign-in-standing.ts";
import { busy } from "../support/busy.ts";

const error = (service: CloudService, kind: CloudErrorKind, code = "AADSTS7000222") =>
  new CloudError({ service, operation: "set options", kind, code });

const standingIn = () => {
  const logged: string[] = [];
  let time = 0;
  let entra: () => Promise<string> = async () => "token";
  const standing = createSignInStanding({
    credentials: () => ({ accessToken: () => entra() }),
    log: {
      error: (fields, message) => logged.push(`${message} ${JSON.stringify(fields)}`),
      info: (_, message) => logged.push(message),
    },
    clock: () => time,
  });
  const heard = (service: CloudService, kind: CloudErrorKind) =>
    standing.heard(service, kind, error(service, kind));
  return {
    standing,
    logged,
    heard,
    wait: (ms: number) => {
      time += ms;
    },
    entraSays: (answer: () => Promise<string>) => {
      entra = answer;
    },
  };
};

describe("whether Microsoft knows us", () => {
  it("is so until it says no, is logged by code once in a while, and is so again", async () => {
    const { standing, logged, heard, wait, entraSays } = standingIn();
    expect(await standing.canSignIn()).toBe(true);
    entraSays(() => Promise.reject(new Error("no")));
    heard("entra", "not-signed-in");
    heard("entra", "not-signed-in");
    expect(await standing.canSignIn()).toBe(false);
    expect(logged).toEqual([
      'Lesson Guard cannot sign in to Microsoft 365 {"service":"entra","code":"AADSTS7000222"}',
    ]);
    wait(600_000);
    heard("entra", "not-signed-in");
    expect(logged).toHaveLength(2);
    standing.heard("entra", "ok");
    expect(await standing.canSignIn()).toBe(true);
    expect(logged.at(-1)).toBe("Microsoft accepts Lesson Guard's sign-in again");
  });

  it("is asked once more before a person is told no, and not for long", async () => {
    const { standing, heard, entraSays } = standingIn();
    heard("entra", "not-signed-in");
    expect(await standing.canSignIn()).toBe(true);
    entraSays(() => new Promise(() => undefined));
    const from = performance.now();
    expect(await standing.canSignIn()).toBe(false);
    expect(performance.now() - from).toBeLessThan(1500 * busy());
  });

  it("is not doubted for one token that has run out, but where a fresh one is refused too", async () => {
    const { standing, logged, heard } = standingIn();
    heard("graph", "not-signed-in");
    expect(await standing.canSignIn()).toBe(true);
    heard("graph", "not-signed-in");
    expect(await standing.canSignIn()).toBe(false);
    standing.heard("graph", "ok");
    expect(await standing.canSignIn()).toBe(true);
    expect(logged).toHaveLength(2);
  });

  it("is another matter than a missing consent, which is logged; what a chat does not allow is not", async () => {
    const { logged, heard } = standingIn();
    heard("graph", "not-allowed");
    heard("graph", "not-allowed");
    heard("connector", "not-allowed");
    await setImmediate();
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain("consent or a policy");
  });

  it("is told apart from a missing policy by what the token allows", async () => {
    const { logged, heard, entraSays } = standingIn();
    const withRoles = (...roles: readonly string[]): string =>
      `.${Buffer.from(JSON.stringify({ roles })).toString("base64url")}.`;
    entraSays(async () => withRoles("OnlineMeetings.ReadWrite.All"));
    heard("graph", "not-allowed");
    await setImmediate();
    expect(logged[0]).toContain('"missing":"policy"');
  });
});
