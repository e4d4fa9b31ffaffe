import { setImmediate } from "node:timers/promises";
import { watchSignIn } from "../../src/app/sign-in-watch.ts";
import { CloudError } from "../../src/meeting/cloud-error.ts";
import { signInEnd } from "../../src/meeting/sign-in-end.ts";

const NOW = "2027-01-04T10:00:00.000Z";
const answer = (kind: "not-signed-in" | "temporary") =>
  new CloudError({ service: "entra", operation: "sign in", kind, code: "AADSTS7000222" });

describe("signing in to Microsoft 365 at the start and each day", () => {
  afterEach(() => jest.useRealTimers());

  const watched = async (accessToken: () => Promise<string>, endsOn?: string, days = 0) => {
    jest.useFakeTimers({ doNotFake: ["setImmediate"] });
    const said: string[] = [];
    const asked: unknown[] = [];
    const note = (level: string) => (fields: object, message: string) =>
      said.push(`${level} ${message} ${JSON.stringify(fields)}`);
    const stop = watchSignIn({
      credentials: {
        accessToken: async (_scope, fresh) => {
          asked.push(fresh);
          return accessToken();
        },
      },
      end: signInEnd({ kind: "secret", secret: "s", ...(endsOn === undefined ? {} : { endsOn }) }),
      now: () => NOW,
      log: { info: note("info"), warn: note("warn"), error: note("error") },
    });
    jest.advanceTimersByTime(days * 24 * 60 * 60_000);
    await setImmediate();
    stop();
    return { said, asked };
  };

  it("says that it can, and until when", async () => {
    const { said } = await watched(async () => "token", "2027-06-30");
    expect(said).toEqual([
      'info Lesson Guard can sign in to Microsoft 365 {"endsOn":"2027-06-30","daysLeft":176}',
    ]);
  });

  it("asks Entra itself each day, not the token that is kept", async () => {
    expect((await watched(async () => "token", undefined, 2)).asked).toEqual([false, true, true]);
  });

  it("says that Microsoft has not answered; a refusal is said where all are", async () => {
    const away = await watched(() => Promise.reject(answer("temporary")));
    expect(away.said).toEqual([expect.stringContaining("warn Microsoft 365 has not answered a sign-in")]);
    expect((await watched(() => Promise.reject(answer("not-signed-in")))).said).toEqual([]);
  });

  it.each([
    ["2027-01-14", "warn the client secret ends soon: make a new one"],
    ["2027-01-03", "error the client secret has ended, by its date: make a new one"],
  ])("says of an end on %s: %s", async (endsOn, words) => {
    const { said } = await watched(async () => "token", endsOn);
    expect(said.at(-1)).toContain(words);
  });
});
