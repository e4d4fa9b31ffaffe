import { personOf, TokenCache } from "../../src/panel/token.ts";

const token = (claims: object): string => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;

describe("the sign-in token", () => {
  describe("near its end", () => {
    let now: number;
    let asked: number;
    let away: boolean;
    let tokens: TokenCache;
    const first = token({ exp: 3_600, n: 1 });
    const held = () => tokens.get().then((one) => (one === first ? "first" : "next"));

    beforeEach(async () => {
      [now, asked, away] = [0, 0, false];
      tokens = new TokenCache(
        () => {
          asked += 1;
          return away
            ? Promise.reject(new Error("no"))
            : Promise.resolve(token({ exp: 3_600 * asked, n: asked }));
        },
        () => now,
      );
      await tokens.get();
    });

    it("is asked for again five minutes before, and no request waits for it", async () => {
      now = 3_299_999;
      expect(await held()).toBe("first");
      expect(asked).toBe(1);
      now = 3_300_000;
      expect(await held()).toBe("first");
      expect(asked).toBe(2);
      expect(await held()).toBe("next");
      expect(asked).toBe(2);
    });

    it("serves to its end where Teams gives no other, which is asked for with each request", async () => {
      away = true;
      for (now of [3_300_000, 3_500_000, 3_594_999]) expect(await held()).toBe("first");
      expect(asked).toBe(4);
      now = 3_595_000;
      await expect(tokens.get()).rejects.toThrow("no");
      away = false;
      expect(await held()).toBe("next");
    });
  });

  it("is asked for once by requests that start together", async () => {
    let asked = 0;
    const tokens = new TokenCache(() => {
      asked += 1;
      return Promise.resolve(token({ exp: 9e9 }));
    });
    await Promise.all([tokens.get(), tokens.get(), tokens.get()]);
    expect(asked).toBe(1);
  });

  it("is asked for again after the server refused it, and after the host did", async () => {
    const answers = [
      () => Promise.reject(new Error("no")),
      () => Promise.resolve(token({ exp: 9e9, oid: "b" })),
    ];
    const tokens = new TokenCache(() =>
      (answers.shift() ?? (() => Promise.resolve(token({ exp: 9e9, oid: "c" }))))(),
    );
    await expect(tokens.get()).rejects.toThrow("no");
    expect(personOf(await tokens.get())).toBe("b");
    tokens.drop();
    expect(personOf(await tokens.get())).toBe("c");
  });

  it("names no one where it cannot be read", () => {
    expect([personOf(""), personOf("a.%%%.b"), personOf("a.bnVsbA.b"), personOf(token({}))]).toEqual(
      Array(4).fill("unknown"),
    );
  });
});
