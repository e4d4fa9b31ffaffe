import { decodeText } from "../../../src/protocol/names/decode-text.ts";

const NAMES = "Name\r\nZoë Clarke\r\nSiân O’Neill\r\n";
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");

describe("the text of a file as schools save it", () => {
  it.each<readonly [string, Buffer]>([
    ["UTF-8", Buffer.from(NAMES)],
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${NAMES}`)],
    ["Windows-1252, Excel's plain CSV", Buffer.from(NAMES.replace("’", "\x92"), "latin1")],
    ["UTF-16 with a byte order mark, Excel's Unicode text", utf16(`\uFEFF${NAMES}`)],
    ["UTF-16 without one", utf16(NAMES)],
    ["UTF-16, the other way round", utf16(`\uFEFF${NAMES}`).swap16()],
    ["UTF-16, the other way round without one", utf16(NAMES).swap16()],
  ])("a class list in %s is read as it was written", (_encoding, bytes) => {
    expect(decodeText(bytes)).toBe(NAMES);
  });

  it("in letters of which none has an empty byte is told by its byte order mark alone", () => {
    const names = "عمر،سارة،ليلى";
    expect(decodeText(utf16(`\uFEFF${names}`))).toBe(names);
    expect(decodeText(utf16(`\uFEFF${names}`).swap16())).toBe(names);
  });

  it.each(["þór Jónsson", "ÿves Zoë", "Zoë þór"])(
    "half a byte order mark is a letter of Windows-1252: %s",
    (name) => {
      expect(decodeText(Buffer.from(name, "latin1"))).toBe(name);
    },
  );

  it.each([
    ["þ", "ÿ"],
    ["ÿ", "þ"],
  ])("%s before any other letter than %s too", (first) => {
    expect(decodeText(Buffer.from(`${first}${first}a`, "latin1"))).toBe(`${first}${first}a`);
  });

  it("one wrong byte does not make all the others wrong: it is a letter that cannot be read", () => {
    const mixed = Buffer.concat([
      Buffer.from("Zoë Clarke\nSiân O"),
      Buffer.from([0x92]),
      Buffer.from("Neill"),
    ]);
    expect(decodeText(mixed)).toBe("Zoë Clarke\nSiân O\uFFFDNeill");
  });

  it("an empty file is an empty text", () => {
    expect(decodeText(new Uint8Array())).toBe("");
  });
});
