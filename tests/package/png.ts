import { inflateSync } from "node:zlib";

/** A picture of 8-bit pixels with transparency, not interlaced: what the icons are. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and how opaque, each 0 to 255. */
  readonly at: (x: number, y: number) => readonly [number, number, number, number];
};

const HEAD = 8;
const COLOUR_WITH_ALPHA = 6;
const COLOUR = 2;

/** @throws for a picture of another form */
export const readPng = (png: Buffer): Picture => {
  if (png.toString("latin1", 1, 4) !== "PNG") throw new Error("no PNG");
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, form, interlaced] = [png.readUInt8(24), png.readUInt8(25), png.readUInt8(28)];
  if (depth !== 8 || interlaced !== 0 || ![COLOUR, COLOUR_WITH_ALPHA].includes(form))
    throw new Error("a PNG of another form");
  const bytes = form === COLOUR ? 3 : 4;
  const rows = unfiltered(inflateSync(Buffer.concat(dataOf(png))), width * bytes, bytes);
  return {
    width,
    height,
    at: (x, y) => {
      const from = y * width * bytes + x * bytes;
      return [0, 1, 2, 3].map((n) => (n < bytes ? (rows[from + n] ?? 0) : 255)) as [
        number,
        number,
        number,
        number,
      ];
    },
  };
};

const dataOf = (png: Buffer): readonly Buffer[] => {
  const found: Buffer[] = [];
  for (let at = HEAD; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") found.push(png.subarray(at + 8, at + 8 + length));
  }
  return found;
};

/** Each row says how it was made from the one above and the pixel to the left (PNG specification, 9). */
const unfiltered = (raw: Buffer, row: number, bytes: number): Buffer => {
  const count = raw.length / (row + 1);
  const out = Buffer.alloc(count * row);
  for (let y = 0; y < count; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const left = x < bytes ? 0 : (out[y * row + x - bytes] ?? 0);
      const up = y === 0 ? 0 : (out[(y - 1) * row + x] ?? 0);
      const corner = x < bytes || y === 0 ? 0 : (out[(y - 1) * row + x - bytes] ?? 0);
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[y * row + x] = ((raw[y * (row + 1) + 1 + x] ?? 0) + add) & 255;
    }
  }
  return out;
};

const paeth = (left: number, up: number, corner: number): number => {
  const to = left + up - corner;
  const [a, b, c] = [Math.abs(to - left), Math.abs(to - up), Math.abs(to - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
};
