import { reasonOf } from "../../src/duty/reason.ts";

describe("the reason of an error", () => {
  it("is its name and code, never its message", () => {
    const error = new TypeError("GET https://graph.example/users/mia.smith failed");
    expect(reasonOf(error)).toBe("TypeError");
    expect(reasonOf(Object.assign(error, { code: "ECONNRESET" }))).toBe("TypeError ECONNRESET");
    expect(reasonOf(Object.assign(new Error("Mia"), { statusCode: 503 }))).toBe("Error 503");
    expect(reasonOf(new Error("fetch failed", { cause: { code: "ETIMEDOUT" } }))).toBe("Error ETIMEDOUT");
  });

  it("does not take a sentence for a code", () => {
    expect(reasonOf(Object.assign(new Error("x"), { code: "Mia Smith is not here" }))).toBe("Error");
    expect(reasonOf("Mia Smith is not here")).toBe("error");
  });
});
