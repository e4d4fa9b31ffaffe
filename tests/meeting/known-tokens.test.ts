import { knownTokens } from "../../src/meeting/known-tokens.ts";
import { type TokenRules, verifyToken } from "../../src/meeting/verify-token.ts";
import { keyPublisher, newSigner, sign } from "./support/tokens.ts";

const signer = newSigner("first");
const stranger = newSigner("second");
const MINUTE_MS = 60_000;
const START = Date.parse("2026-11-24T10:00:00Z");

let now: number;
let publisher: ReturnType<typeof keyPublisher>;
/** Of the machine, which no one can set. */
let steady: number;
const rulesFor = (audience: string): TokenRules => ({
  keys: publisher.keys({ now: () => steady }),
  issuers: ["issuer"],
  audiences: [audience],
  clockTolerance: 60,
});
const tokenFor = (ms: number, change = {}) =>
  sign(signer, { iss: "issuer", aud: "us", exp: Math.floor((now + ms) / 1000), ...change });
const wait = (ms: number): void => {
  now += ms;
  steady += ms;
  jest.setSystemTime(now);
};

beforeEach(() => {
  [now, steady] = [START, 0];
  jest.useFakeTimers({ now, doNotFake: ["setImmediate", "nextTick", "queueMicrotask", "performance"] });
  publisher = keyPublisher([signer]);
});
afterEach(() => jest.useRealTimers());

describe("a token that has passed a short while ago", () => {
  it("is not verified again: what was found is the same object", async () => {
    const [rules, token] = [rulesFor("us"), await tokenFor(60 * MINUTE_MS)];
    const found = await verifyToken(token, rules);
    wait(4 * MINUTE_MS);
    expect(await verifyToken(token, rules)).toBe(found);
  });

  it("is verified again after five minutes, and passes", async () => {
    const [rules, token] = [rulesFor("us"), await tokenFor(60 * MINUTE_MS)];
    const found = await verifyToken(token, rules);
    wait(5 * MINUTE_MS);
    const again = await verifyToken(token, rules);
    expect(again).not.toBe(found);
    expect(again.claims).toEqual(found.claims);
  });

  it("is refused once its time is over", async () => {
    const [rules, token] = [rulesFor("us"), await tokenFor(2 * MINUTE_MS)];
    await verifyToken(token, rules);
    wait(3 * MINUTE_MS);
    await expect(verifyToken(token, rules)).rejects.toMatchObject({ reason: "expired" });
  });

  it("is refused once its key is withdrawn", async () => {
    const [rules, token] = [rulesFor("us"), await tokenFor(60 * MINUTE_MS)];
    await verifyToken(token, rules);
    publisher.rotateTo([stranger]);
    wait(2 * MINUTE_MS);
    // A token of the new key has the keys read anew.
    await verifyToken(
      await sign(stranger, { iss: "issuer", aud: "us", exp: Math.floor(now / 1000) + 600 }),
      rules,
    );
    await expect(verifyToken(token, rules)).rejects.toMatchObject({ reason: "key" });
  });

  it("is verified again where the clock has been put back", async () => {
    const [rules, token] = [rulesFor("us"), await tokenFor(60 * MINUTE_MS, { nbf: START / 1000 })];
    await verifyToken(token, rules);
    wait(-10 * MINUTE_MS);
    await expect(verifyToken(token, rules)).rejects.toMatchObject({ code: "token-refused" });
  });

  it("opens nothing under other rules", async () => {
    const token = await tokenFor(60 * MINUTE_MS);
    await verifyToken(token, rulesFor("us"));
    await expect(verifyToken(token, rulesFor("others"))).rejects.toMatchObject({ reason: "audience" });
  });

  it("lets no other token pass: not with its signature cut, changed, or under other claims", async () => {
    const [rules, token] = [rulesFor("us"), await tokenFor(60 * MINUTE_MS)];
    await verifyToken(token, rules);
    const [header, claims, signature = ""] = token.split(".");
    const other = await tokenFor(90 * MINUTE_MS, { oid: "another" });
    const spoilt = [
      `${header}.${claims}.`,
      `${header}.${claims}.${signature.slice(0, -8)}AAAAAAAA`,
      `${header}.${other.split(".")[1]}.${signature}`,
    ];
    for (const one of spoilt)
      await expect(verifyToken(one, rules)).rejects.toMatchObject({ reason: "signature" });
  });

  it("is forgotten once five thousand others have come", async () => {
    const tokens = knownTokens();
    const found = {
      claims: { exp: now / 1000 + 600 },
      signedWith: { key: new Uint8Array(), endorsements: [] },
      keyId: "first",
    };
    const first = tokens.keep("token", found);
    for (let n = 1; n < 5000; n += 1) tokens.keep(`token ${n}`, found);
    expect(tokens.find("token")).toBe(first);
    tokens.keep("token 5000", found);
    expect(tokens.find("token")).toBeUndefined();
  });
});
