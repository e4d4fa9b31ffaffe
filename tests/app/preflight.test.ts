import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Line, preflight } from "../../src/app/preflight-checks.ts";
import { environmentFor } from "../../src/practice/app/environment.ts";
import type { PracticeClient } from "../e2e/support/practice.ts";
import { startWithReceiver } from "../practice/support/cloud.ts";

const PROGRAM = join(__dirname, "../../src/app/preflight.ts");

describe("the preflight", () => {
  let practice: PracticeClient;
  let whole: Record<string, string>;
  /** What stands where the program is said to be. */
  let health: object = { up: true };
  const door = createServer((_request, response) => response.end(JSON.stringify(health)));

  beforeAll(async () => {
    practice = await startWithReceiver();
    await new Promise<void>((ready) => door.listen(0, "127.0.0.1", ready));
    const { running } = practice;
    whole = {
      ...environmentFor(
        running,
        new URL(`http://127.0.0.1:${running.appPort}`),
        running.botPassword,
        running.dataDir,
        "",
        running.certificateFile,
        running.metricsToken,
      ),
      PUBLIC_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      BOT_PASSWORD_ENDS: "2099-01-14",
    };
  });
  afterAll(async () => {
    door.close();
    await practice.stop();
  });
  afterEach(async () => {
    health = { up: true };
    await practice.switches({ revokedRoles: [] });
  });

  /** As a program of its own: only so does it trust the certificate of practice. */
  const looked = (change: Readonly<Record<string, string>> = {}) => {
    const env = { PATH: process.env["PATH"] ?? "", ...whole, ...change };
    return new Promise<{ readonly status: number; readonly lines: readonly string[] }>((done) => {
      const child = spawn(process.execPath, [PROGRAM], { env });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
      child.once("close", (status) =>
        done({
          status: status ?? -1,
          lines: said.split("\n").filter((line) => /^(GREEN|AMBER|RED|GREY) /.test(line)),
        }),
      );
    });
  };

  it("is red nowhere where all is in place, and grey where it cannot look", async () => {
    const { status, lines } = await looked();
    expect(lines.filter((line) => !/^GREEN|^GREY/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("GREY"))).toHaveLength(3);
    expect(status).toBe(0);
  });

  it.each([
    ["a wrong secret", { BOT_PASSWORD: "wrong" }, [/^RED +Sign-in: .*AADSTS7000215/]],
    [
      "a secret that has ended",
      { BOT_PASSWORD_ENDS: "2020-01-14" },
      [/^RED +End of the sign-in: it ended on 2020-01-14/],
    ],
    ["an end that no one knows", { BOT_PASSWORD_ENDS: "" }, [/^AMBER +End of the sign-in: not known/]],
    ["no id of the catalogue", { TEAMS_CATALOG_ID: "" }, [/^AMBER +Links: TEAMS_CATALOG_ID/]],
    [
      "an address where nothing is",
      { PUBLIC_URL: "http://127.0.0.1:1" },
      [/^RED +Address: .*does not answer/],
    ],
    ["no id of the app", { TEAMS_APP_ID: "" }, [/^RED +Settings: TEAMS_APP_ID is missing/]],
  ])("shows %s, and calls nothing else red", async (_what, change, expected) => {
    const { status, lines } = await looked(change);
    const told = lines.filter((line) => !/^GREEN|^GREY/.test(line));
    expect(told).toEqual(expected.map((line) => expect.stringMatching(line)));
    expect(status).toBe(told.some((line) => line.startsWith("RED")) ? 1 : 0);
  });

  it("shows a consent that was taken back, by its name and what is not done without it", async () => {
    await practice.switches({ revokedRoles: ["Calls.JoinGroupCall.All", "Mail.Send"] });
    const { lines } = await looked();
    expect(lines.filter((line) => line.startsWith("RED"))).toEqual([
      expect.stringMatching(/Consent: Calls\.JoinGroupCall\.All: not given/),
    ]);
    expect(lines).toContainEqual(expect.stringMatching(/^GREY +Consent: Mail\.Send/));
  });

  it("shows that something else answers at the address", async () => {
    health = { hello: "nginx" };
    expect((await looked()).lines).toContainEqual(expect.stringMatching(/^RED +Address: .*not Lesson Guard/));
  });

  it("leaves grey what rests on settings that are not right", async () => {
    const states = (await preflight({})).map(({ name, state }: Line) => `${state} ${name}`);
    expect(states.filter((one) => !one.startsWith("red Settings"))).toEqual([
      "grey Sign-in",
      "grey Consent",
      "grey End of the sign-in",
      "grey Address",
      "grey Links",
    ]);
  });
});
