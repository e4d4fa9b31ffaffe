import { personOf, TokenCache } from "../../src/panel/token.ts";

const token = (claims: object): string => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;

describe("the sign-in token", () => {
  it("is kept until a minute before it expires", async () => {
    let now = 0;
    let asked = 0;
    const tokens = new TokenCache(
      () => {
        asked += 1;
        return Promise.resolve(token({ exp: 3_600 * asked }));
      },
      () => now,
    );
    await tokens.get();
    now = 3_539_999;
    await tokens.get();
    expect(asked).toBe(1);
    now = 3_540_000;
    await tokens.get();
    expect(asked).toBe(2);
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

  it("speaks of nobody where it cannot be read", () => {
    expect([personOf(""), personOf("a.%%%.b"), personOf("a.bnVsbA.b"), personOf(token({}))]).toEqual(
      Array(4).fill("unknown"),
    );
  });
});
