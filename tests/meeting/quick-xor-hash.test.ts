import { QuickXorHash } from "../../src/meeting/quick-xor-hash.ts";
import { quickXorHash, recordingBytes } from "../../src/practice/meeting/recording-bytes.ts";

const hashOf = (...parts: readonly Uint8Array[]): string => {
  const hash = new QuickXorHash();
  for (const part of parts) hash.update(part);
  return hash.digest();
};

describe("Microsoft's checksum of a file", () => {
  // Vectors that rclone publishes with its own (backend/onedrive/quickxorhash).
  it.each([
    ["", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="],
    ["Sg==", "SgAAAAAAAAAAAAAAAQAAAAAAAAA="],
    ["tbQ=", "taAFAAAAAAAAAAAAAgAAAAAAAAA="],
    ["jRRDVA==", "jaDAEKgAAAAAAAAABAAAAAAAAAA="],
    ["2fuxhBJXtpWFe8dOfdGeHw==", "O9tHLAghgSvYohKFyMMxnNCHaHg="],
    [
      "ikwCorI7PKWz17EI50jZCGbV9JU2E8bXVfxNMg5zdmqSZ2NlsQPp0kqYIPjzwTg1MBtfWPg53k0h0P2naJNEVgrqpoHTfV2b3pJ4m0zYPTJmUX4Bg/lOxcnCxAYKU29Y5F0U8Quz7ZXFBEweftXxJ7RS4r6N7BzJrPsLhY7hgck=",
      "imAoFvCWlDn4yVw3/oq1PDbbm6U=",
    ],
  ])("of %s is %s", (base64, expected) => {
    const bytes = Buffer.from(base64, "base64");
    expect(hashOf(bytes)).toBe(expected);
    expect(quickXorHash(bytes)).toBe(expected);
  });

  it("is the same however the bytes come, and another where one differs", () => {
    const bytes = recordingBytes("a").subarray(0, 100_003);
    const whole = hashOf(bytes);
    expect(hashOf(bytes.subarray(0, 7), bytes.subarray(7, 160), bytes.subarray(160))).toBe(whole);
    const changed = Buffer.from(bytes);
    changed[50_000] = (changed[50_000] ?? 0) ^ 1;
    expect(hashOf(changed)).not.toBe(whole);
    expect(hashOf(bytes.subarray(0, -1))).not.toBe(whole);
  });
});
