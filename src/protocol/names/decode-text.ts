/**
 * The text of a file as schools save it. A byte order mark decides; else UTF-8 if the bytes are that; else UTF-16 if
 * every other byte is empty (Excel's "Unicode text"); else Windows-1252 (Excel's plain "CSV"). A byte that fits
 * nowhere becomes U+FFFD, which no name may hold.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, "utf-16le");
  if (first === 0xfe && second === 0xff) return decoded(bytes, "utf-16be");
  const emptyAt = (odd: 0 | 1): number => bytes.filter((byte, at) => at % 2 === odd && byte === 0).length;
  const [highFirst, lowFirst] = [emptyAt(0), emptyAt(1)];
  if (Math.max(highFirst, lowFirst) > bytes.length / 4)
    return decoded(bytes, lowFirst > highFirst ? "utf-16le" : "utf-16be");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // A few wrong bytes do not make a file anything but UTF-8: else "Zoë" would be "ZoÃ«" throughout.
    const lenient = decoded(bytes, "utf-8");
    const [whole, broken] = [lenient.match(BEYOND_ASCII) ?? [], lenient.match(/\uFFFD/g) ?? []];
    return whole.length > broken.length ? lenient : decoded(bytes, "windows-1252");
  }
};

const BEYOND_ASCII = /[^\p{ASCII}\uFFFD]/gu;

const decoded = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);
