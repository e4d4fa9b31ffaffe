import { CloudError } from "../../src/meeting/cloud-error.ts";
import { faultOf, reasonOf } from "../../src/meeting/fault.ts";

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

  it("is, of what Microsoft answered, the code, else the status, else how it ended", () => {
    const call = { service: "graph", operation: "remove participant" } as const;
    expect(reasonOf(new CloudError({ ...call, kind: "gone", status: 404, code: "NotFound" }))).toBe(
      "NotFound",
    );
    expect(reasonOf(new CloudError({ ...call, kind: "temporary", status: 503 }))).toBe("503");
    expect(reasonOf(new CloudError({ ...call, kind: "unknown-outcome" }))).toBe("unknown-outcome");
    const signIn = new CloudError({ service: "entra", operation: "token", kind: "not-signed-in", code: "x" });
    expect(reasonOf(signIn)).toBe("cannot-sign-in");
  });

  it("says in a log line where it happened, never what was said", () => {
    const fault = faultOf(new TypeError("Mia Smith\n    is not here"));
    expect(fault.error).toBe("TypeError");
    expect(fault.frames[0]).toMatch(/^\s+at /);
    expect(JSON.stringify(fault)).not.toContain("Mia");
    expect(faultOf("Mia Smith")).toEqual({ error: "error", frames: [] });
  });
});
