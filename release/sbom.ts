import { createHash } from "node:crypto";
import { type Lock, nameOf } from "./lock.ts";

/**
 * The list of what is in a release, as CycloneDX 1.6 wants it.
 *
 * @param paths of the packages in it, from the lock
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export const sbomOf = (
  lock: Lock,
  paths: readonly string[],
  { version, timestamp }: { readonly version: string; readonly timestamp: string },
): object => {
  const components = paths.map((path) => {
    const { version: of = "", license, integrity } = lock.packages[path] ?? {};
    const name = nameOf(path);
    return {
      type: "library",
      "bom-ref": purlOf(name, of),
      name,
      version: of,
      purl: purlOf(name, of),
      scope: "required",
      ...(license === undefined ? {} : { licenses: [licenceOf(license)] }),
      ...(integrity?.startsWith("sha512-")
        ? { hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }] }
        : {}),
    };
  });
  const unique = [...new Map(components.map((one) => [one["bom-ref"], one])).values()];
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    // The same contents have the same number.
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify([version, unique]))}`,
    version: 1,
    metadata: {
      timestamp,
      component: { type: "application", "bom-ref": "lesson-guard", name: "lesson-guard", version },
    },
    components: unique,
  };
};

const licenceOf = (license: string): object =>
  /[ ()]/.test(license) ? { expression: license } : { license: { id: license } };

const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace(/^@/, "%40")}@${encodeURIComponent(version)}`;

const uuidOf = (text: string): string => {
  const hex = createHash("sha256").update(text).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
};
