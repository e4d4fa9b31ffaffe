import { generate } from "selfsigned";

export type Certificate = {
  readonly key: string;
  readonly cert: string;
};

/** A certificate for this machine's loopback addresses; the application trusts it by file. */
export const makeCertificate = async (): Promise<Certificate> => {
  const made = await generate([{ name: "commonName", value: "Lesson Guard practice cloud" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + 90 * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: true },
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
  return { key: made.private, cert: made.cert };
};
