const BITS = 160;
const BYTES = BITS / 8;
const SHIFT = 11;

/**
 * The only checksum that SharePoint and OneDrive for Business keep of a file, taken as its bytes come: each byte is
 * laid over a ring of 160 bits, 11 bits further than the one before, and at last the length.
 * Source: learn.microsoft.com, "Code snippets: QuickXorHash".
 */
export class QuickXorHash {
  readonly #ring = new Uint8Array(BYTES);
  #at = 0;
  #length = 0;

  update(bytes: Uint8Array): void {
    let at = this.#at;
    const ring = this.#ring;
    for (const byte of bytes) {
      const first = at >> 3;
      const off = at & 7;
      ring[first] = (ring[first] ?? 0) ^ ((byte << off) & 0xff);
      const second = first + 1 === BYTES ? 0 : first + 1;
      ring[second] = (ring[second] ?? 0) ^ (byte >> (8 - off));
      at = (at + SHIFT) % BITS;
    }
    this.#at = at;
    this.#length += bytes.length;
  }

  /** In base64, as Graph has it. */
  digest(): string {
    const whole = Buffer.from(this.#ring);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(this.#length));
    for (const [n, byte] of length.entries()) whole[BYTES - 8 + n] = (whole[BYTES - 8 + n] ?? 0) ^ byte;
    return whole.toString("base64");
  }
}
