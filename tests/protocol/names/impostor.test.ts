import { isGenericName } from "../../../src/protocol/names/device-names.ts";
import { looksLikeLessonGuard, looksLikeStaff } from "../../../src/protocol/names/impostor.ts";
import { skeletonWords } from "../../../src/protocol/names/skeleton.ts";
import { fc } from "../../support/properties.ts";

const STAFF = "Ms A Okafor";

describe("a name that a reader would take for a member of staff's (C4)", () => {
  it.each([
    "Ms A Okafor",
    "ms a okafor (Guest)",
    "Ms A Оkafor",
    "Mrs Okafor",
    "Ms Oka\u200Bfor",
    "Mѕ Окаfоr",
    "Miss Okafor",
    "Dr. Okafor",
    "Mx A. Okafor",
    "Okafor, A",
    "Okafor Ms",
    "MsOkafor",
    "Ms O kafor",
    "Ｍｓ Ｏｋａｆｏｒ",
    "𝐌𝐬 𝐎𝐤𝐚𝐟𝐨𝐫",
    "Ms Ókáfor",
    "Ms 0kaf0r",
    "M\u00ADs O\u2060kafor",
    "\u202EMs Okafor",
    "Mrs Ada Okafor",
    "A Okafor",
    "Teacher Okafor",
    "Ms Οkafοr (Unverified)",
    "Ms Okafor (Class 4W)",
    "Ms Okafor - Class Teacher",
    "Ms Okafor’s iPad",
    "MS OKAFOR",
    "Ms_Okafor",
    "Ms.Okafor",
    "Ms  Okafor\u00A0",
    "Ꮇꓢ ꓳꓗꓮꓝꓳꓣ",
    "ΜS ΟΚΑFΟR",
    "M$ Okafor",
    "A. Okafor",
    "Okafor A (Class Teacher)",
  ])("“%s” looks like a member of staff", (shown) => {
    expect(looksLikeStaff(shown, STAFF)).toBe(true);
  });

  it.each([
    "Sarah Okafor",
    "Mrs Sarah Okafor",
    "Okafor",
    "Okafor family",
    "The Okafors",
    "Amara Okafor",
    "Amara's mum",
    "Mrs Price",
    "Mrs Sarah Okafor (4W)",
    "Ms Okafor-Price",
    "Okafor 4W",
    "Amara Okafor's iPad",
    "Ms A Okoro",
    "Mr",
    "A",
    "",
    "(Guest)",
  ])("not %s: an ordinary parent or pupil", (shown) => {
    expect(looksLikeStaff(shown, "Ms B Okafor")).toBe(false);
  });

  it.each([
    ["Sarah Okafor", "Sarah Okafor", true],
    ["Okafor Sarah", "Mrs Sarah Okafor", true],
    ["Mrs Okafor", "Sarah Okafor", true],
    ["lan Evans", "Ian Evans", true],
    ["Dr Evans", "Dr R Evans", true],
    ["Rob Evans", "Dr R Evans", false],
    ["Miss Harrn", "Miss Ham", false],
    ["Miss Harn", "Miss Ham", true],
    ["Mr Havvkins", "Mr Hawkins", true],
    ["Sarah", "Sarah Okafor", false],
    ["Mr DeSouza", "Mr J de Souza", true],
    ["Mr de Souza", "Mr J de Souza", true],
    ["Mr D E Souza", "Mr J de Souza", true],
    ["Mrs Vanderberg", "Ms T van der Berg", true],
    ["Mrs van den Berg", "Ms T van der Berg", false],
    ["Ms Smith Jones", "Ms P Smith-Jones", true],
    ["Ms SmithJones", "Ms P Smith-Jones", true],
    ["Mrs Smith", "Ms P Smith-Jones", false],
    ["Ms O'Neill", "Ms K O’Neill", true],
    ["Ms ONeill", "Ms K O'Neill", true],
    ["Ms O Neill", "Ms K O’Neill", true],
    ["Mr DΑΝΝΥ ΥΟUΝG", "Mr D Young", true],
    ["Mr ΥΟUΝG", "Mr D Young", true],
  ])("%s beside %s: %s", (shown, staff, is) => {
    expect(looksLikeStaff(shown, staff)).toBe(is);
  });

  it("whatever is put between or over the letters of a staff name, it is one", () => {
    const unseen = fc.constantFrom("", "\u200B", "\u200D", "\u2060", "\u00AD", "\uFEFF", "\u202A", "\u0301");
    const kinds: Readonly<Record<string, string>> = { o: "оοо0", a: "аɑ", s: "ѕ5", k: "кκ", r: "г", f: "ƒ" };
    const look = fc.nat();
    fc.assert(
      fc.property(
        fc.constantFrom("Mrs Okafor", "ms a okafor", "A OKAFOR", "Okafor Ms A"),
        fc.array(fc.tuple(unseen, look), { minLength: 12, maxLength: 12 }),
        (name, changes) => {
          const typed = Array.from(name)
            .map((letter, n) => {
              const [between = "", which = 0] = changes[n % changes.length] ?? [];
              const others = [...Array.from(kinds[letter.toLowerCase()] ?? letter), letter];
              return (others[which % others.length] ?? letter) + (letter === " " ? "" : between);
            })
            .join("");
          expect(looksLikeStaff(typed, STAFF)).toBe(true);
        },
      ),
    );
  });

  it("the skeleton of a plain name holds plain letters, and is its own", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][a-z]{1,9} [A-Z][a-z]{1,9}$/), (name) => {
        const once = skeletonWords(name);
        expect(skeletonWords(once.join(" "))).toEqual(once);
        expect(once.join("")).toMatch(/^[a-z]*$/);
      }),
    );
  });
});

describe("a name that is taken for the app's own: staff are told to admit it", () => {
  it.each([
    "Lesson Guard",
    "lesson guard (Guest)",
    "LessonGuard",
    "Guard Lesson",
    "Lesson Gυаrd",
    "Lesson Guard Bot",
    "Lesson\u200B Guard 2",
    "L e s s o n Guard",
    "1esson Guard",
  ])("“%s” looks like Lesson Guard", (shown) => expect(looksLikeLessonGuard(shown)).toBe(true));

  it.each(["Lesson", "Guard", "Les Guardiola", "Maths lesson", ""])(
    "“%s” does not look like Lesson Guard",
    (shown) => expect(looksLikeLessonGuard(shown)).toBe(false),
  );
});

describe("a name that says nothing of who it is", () => {
  it.each([
    "iPad",
    "iPad (2)",
    "iPhone",
    "Galaxy S21",
    "user",
    "Guest",
    "Teams User (Guest)",
    "Samsung SM-T510",
    "SM-A526B",
    "DESKTOP-4F7K2QJ",
    "LAPTOP-ABCDEFG",
    "Mum",
    "Dad",
    "Parent",
    "mum’s iPad",
    "Amazon Fire HD 10",
    "iPhone 14 Pro Max",
    "",
    "?",
  ])("“%s” says nothing about who it is", (shown) => expect(isGenericName(shown)).toBe(true));

  it.each(["Amara Okafor", "Amara's iPad", "Nan's tablet from Ben", "Ben (Guest)", "Max", "Mrs Price"])(
    "“%s” says who it is",
    (shown) => expect(isGenericName(shown)).toBe(false),
  );
});
