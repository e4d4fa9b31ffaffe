import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publicKeyOf } from "../../../src/record/seal/seal.ts";
import { openSealKey } from "../../../src/record/seal/seal-key.ts";

describe("the key that seals are signed with", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "seal-key-"));
  const file = join(dataDir, "seal-key.pem");
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it("is made once, for its owner's eyes only, and stays the same", () => {
    const made = publicKeyOf(openSealKey({ dataDir }));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(publicKeyOf(openSealKey({ dataDir }))).toBe(made);
  });

  it("is not made anew over one that cannot be read", () => {
    writeFileSync(file, "broken");
    expect(() => openSealKey({ dataDir })).toThrow("seal-key.pem in DATA_DIR must be an Ed25519 private key");
    expect(readFileSync(file, "utf8")).toBe("broken");
  });

  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const der = privateKey.export({ type: "pkcs8", format: "der" });

  it.each([
    ["PEM", pem],
    ["PEM on one line, as settings are often kept", pem.replaceAll("\n", "\\n")],
    ["PEM in base64", Buffer.from(pem).toString("base64")],
    ["base64", der.toString("base64")],
  ])("comes from settings as %s", (_, sealKey) => {
    expect(publicKeyOf(openSealKey({ dataDir, sealKey }))).toBe(publicKeyOf(privateKey));
  });

  it.each([
    ["no key at all", "s3cret"],
    [
      "another kind of key",
      generateKeyPairSync("x25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    ],
  ])("is refused when it is %s, without being said", (_, sealKey) => {
    const open = () => openSealKey({ dataDir, sealKey });
    expect(open).toThrow("SEAL_KEY must be an Ed25519 private key: PEM, or the same in base64.");
    expect(open).not.toThrow(sealKey);
  });
});
