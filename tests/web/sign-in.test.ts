import { createSignIn } from "../../src/web/sign-in.ts";
import { badTokens, type Claims, keyPublisher, newSigner, sign } from "../meeting/support/tokens.ts";

const BOT = "3f6a1c52-8b77-4d0a-9a51-1b2c3d4e5f60";
const TENANT = "7d0f6b1e-2c1a-4c55-9f0e-5a6b7c8d9e01";
const TEACHER = "0b1c2d3e-4f50-4a61-8b72-9c83ad94be05";
const exp = Math.floor(Date.now() / 1000) + 600;

const known = newSigner("known");
const stranger = newSigner("stranger");
const good: Claims = {
  aud: BOT,
  iss: `https://login.example/${TENANT}/v2.0`,
  tid: TENANT,
  oid: TEACHER,
  name: "Ms A Okafor",
  scp: "access_as_user",
  azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
  exp,
};

/** As Entra writes it: the client under another name. */
const VERSION_1: Claims = {
  ver: "1.0",
  iss: `https://sts.windows.net/${TENANT}/`,
  azp: undefined,
  appid: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
};

const signInWith = (publisher = keyPublisher([known]), now?: () => number) => {
  const config = {
    bot: { id: BOT, tenantId: TENANT, credential: { kind: "secret", secret: "s" } },
    entraEndpoint: "https://login.example",
    publicUrl: "https://lessons.example:8443",
  } as const;
  return createSignIn(config, publisher.keys(now === undefined ? {} : { now }));
};

const header = async (change: Claims = {}) => `Bearer ${await sign(known, { ...good, ...change })}`;

describe("the panel's sign-in", () => {
  it("says who is there and until when", async () => {
    expect(await signInWith()(await header())).toEqual({
      ok: true,
      person: { id: TEACHER, name: "Ms A Okafor", expiresAt: exp * 1000 },
    });
  });

  it.each([
    ["the app's own address as audience", { aud: `api://lessons.example:8443/botid-${BOT}` }],
    ["Teams on the desktop", { azp: "1fec8e78-bce4-4aaf-ab1b-5451cc387264" }],
    ["several scopes", { scp: "email access_as_user" }],
    ["a directory id in capitals", { oid: TEACHER.toUpperCase() }],
    ["version 1, where the registration does not say 2", VERSION_1],
    [
      "version 1 for the app's own address",
      {
        ...VERSION_1,
        aud: `api://lessons.example:8443/botid-${BOT}`,
        appid: "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
      },
    ],
  ])("accepts a token with %s", async (_what, change) => {
    expect(await signInWith()(await header(change))).toMatchObject({ ok: true, person: { id: TEACHER } });
  });

  it("refuses every bad token with 401, each for its own reason", async () => {
    const tokens = [
      ...(await badTokens(good, { known, stranger })),
      ["another tenant", await header({ tid: BOT }), "tenant"],
      ["another app's address", await header({ aud: `api://other.example/botid-${BOT}` }), "audience"],
      ["another tenant's issuer", await header({ iss: `https://login.example/${BOT}/v2.0` }), "issuer"],
      ["no scope: an application, not a person", await header({ scp: undefined, roles: ["All"] }), "scope"],
      ["another scope", await header({ scp: "access_as_user_not" }), "scope"],
      ["another client", await header({ azp: BOT }), "client"],
      ["no client", await header({ azp: undefined }), "client"],
      [
        "version 1 of another tenant",
        await header({ ...VERSION_1, iss: `https://sts.windows.net/${BOT}/` }),
        "issuer",
      ],
      ["version 1 that says another tenant", await header({ ...VERSION_1, tid: BOT }), "tenant"],
      ["version 1 for another app", await header({ ...VERSION_1, aud: TENANT }), "audience"],
      ["version 1 through another client", await header({ ...VERSION_1, appid: BOT }), "client"],
      [
        "version 1 of an application",
        await header({ ...VERSION_1, scp: undefined, roles: ["All"] }),
        "scope",
      ],
      [
        "version 1 with the client of version 2",
        await header({ ...VERSION_1, appid: undefined, azp: good["azp"] }),
        "client",
      ],
      [
        "version 2 with the client of version 1",
        await header({ azp: undefined, appid: good["azp"] }),
        "client",
      ],
      [
        "almost version 1",
        await header({ ...VERSION_1, iss: `https://sts.windows.net/${TENANT}` }),
        "issuer",
      ],
      ["nobody", await header({ oid: undefined }), "claims"],
    ] as const;
    const signIn = signInWith();
    for (const [what, authorization, reason] of tokens) {
      expect([what, await signIn(authorization)]).toEqual([what, { ok: false, status: 401, reason }]);
    }
  });

  it("says 503, not 401, while the keys cannot be read, and goes on with those it has", async () => {
    const publisher = keyPublisher([known]);
    publisher.goAway();
    expect(await signInWith(publisher)(await header())).toMatchObject({ ok: false, status: 503 });
    publisher.comeBack();
    const signIn = signInWith(publisher);
    expect(await signIn(await header())).toMatchObject({ ok: true });
    publisher.goAway();
    expect(await signIn(await header())).toMatchObject({ ok: true });
  });

  it("follows a rotation of the keys", async () => {
    let now = 0;
    const publisher = keyPublisher([known]);
    const signIn = signInWith(publisher, () => now);
    await signIn(await header());
    const next = newSigner("next");
    publisher.rotateTo([next]);
    now = 31_000;
    expect(await signIn(`Bearer ${await sign(next, good)}`)).toMatchObject({ ok: true });
    expect(await signIn(await header())).toEqual({ ok: false, status: 401, reason: "key" });
  });
});
