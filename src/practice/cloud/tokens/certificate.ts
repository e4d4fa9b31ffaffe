import { generate } from "selfsigned";
import { findKept, keep } from "./kept.ts";

export type Certificate = {
  readonly key: string;
  readonly cert: string;
};

/** A certificate for this machine's loopback addresses; the application trusts it by file. */
export const cloudCertificate = async (): Promise<Certificate> =>
  JSON.parse(findKept(KEPT) ?? keep(KEPT, JSON.stringify(await made(90)))) as Certificate;

const KEPT = "cloud.json";

/** One for the school's address, signed with the other: whoever trusts that one trusts this. @param days left; less than 0: it has ended */
export const makeDoorCertificate = (ca: Certificate, days: number): Promise<Certificate> => made(days, ca);

const made = async (days: number, ca?: Certificate): Promise<Certificate> => {
  const name = ca === undefined ? "Lesson Guard practice cloud" : "Lesson Guard practice address";
  const one = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 2 * 86_400_000),
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    ...(ca === undefined ? {} : { ca }),
    extensions: [
      { name: "basicConstraints", cA: ca === undefined },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true, keyEncipherment: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key: one.private, cert: one.cert };
};
