import { createCipheriv, createHash } from "node:crypto";

/** No whole number of ranges of an upload. */
const SIZE = 700_001;

/** The video of a recording: no picture, but always the same bytes for the same recording. */
export const recordingBytes = (id: string): Buffer => {
  const key = createHash("sha256").update(id).digest();
  return createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(SIZE));
};

/** Microsoft's checksum of a file in OneDrive and SharePoint: 160 bits in a ring, each byte 11 further than the last. */
export const quickXorHash = (bytes: Buffer): string => {
  const ring = Buffer.alloc(20);
  const add = (at: number, value: number): void => {
    ring[at % 20] = (ring[at % 20] ?? 0) ^ (value & 0xff);
  };
  // Every 160th byte falls on the same bits: such are laid over each other first.
  const folded = new Uint8Array(160);
  for (let n = 0; n < bytes.length; n += 1) folded[n % 160] = (folded[n % 160] ?? 0) ^ (bytes[n] ?? 0);
  folded.forEach((byte, n) => {
    const bit = (n * 11) % 160;
    add(bit >> 3, byte << (bit & 7));
    add((bit >> 3) + 1, byte >> (8 - (bit & 7)));
  });
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  length.forEach((byte, n) => {
    add(12 + n, byte);
  });
  return ring.toString("base64");
};
