import { isOfficePhone } from "../../../src/protocol/holders/office-phone.ts";

describe("the number that people are told to phone", () => {
  it.each(["01632 960123", "+44 1632 960123", "(01632) 960-123", "03000 200 190", "12345"])(
    "may be written %s",
    (written) => {
      expect(isOfficePhone(written)).toBe(true);
    },
  );

  it.each([
    "",
    "999",
    "the office",
    "01632 960123 ext 4",
    "[01632 960123](https://example.org)",
    "**01632 960123**",
    "01632 960123\n01632 960124",
    "1234567890123456",
    "0909 8790123",
    "+44 909 8790123",
    "0871 9600123",
    "0844 9600123",
    "0044 70 1234 5678",
    "118 118",
  ])("may not be “%s”", (written) => {
    expect(isOfficePhone(written)).toBe(false);
  });
});
