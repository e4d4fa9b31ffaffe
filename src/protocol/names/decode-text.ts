/**
 * The text of a file as schools save it. A byte order mark decides; else UTF-8 where it is that; else UTF-16 where
 * every other byte is empty (Excel's "Unicode text"), or Windows-1252 (Excel's plain "CSV").
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
    return decoded(bytes, "windows-1252");
  }
};

const decoded = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);
