import { holdsName, matchName, sameName, tellsSomebody } from "../../../src/protocol/names/matching.ts";
import type { Pupil } from "../../../src/protocol/names/register.ts";
import { fc } from "../../support/properties.ts";

const registerOf = (...names: readonly (string | readonly [string, ...string[]])[]): readonly Pupil[] =>
  names.map((entry) => {
    const [name, ...also] = typeof entry === "string" ? [entry] : entry;
    return { id: name, name, also };
  });

const CLASS = registerOf(
  "Amara Okafor",
  "Ben Price",
  "Chloé Martin",
  "Łukasz Nowak",
  "Tobi Adeyemi",
  "Zara Khan",
  "Zara Lee",
  "Sam Singh",
  ["Theodore Webb", "Teddy", "Teddy Webb"],
);

describe("a shown name that only one pupil fits suggests that pupil (C6)", () => {
  it.each([
    ["Amara Okafor", "Amara Okafor"],
    ["Amara Okafor (Guest)", "Amara Okafor"],
    ["amara okafor", "Amara Okafor"],
    ["AMARA", "Amara Okafor"],
    ["Okafor, Amara", "Amara Okafor"],
    ["Amara's mum (Guest)", "Amara Okafor"],
    ["Amara’s Dad", "Amara Okafor"],
    ["amaras mum", "Amara Okafor"],
    ["Mum of Amara", "Amara Okafor"],
    ["Amara's iPad", "Amara Okafor"],
    ["Chloe Martin", "Chloé Martin"],
    ["chloe", "Chloé Martin"],
    ["Lukasz", "Łukasz Nowak"],
    ["The Adeyemi Family", "Tobi Adeyemi"],
    ["The Adeyemis", "Tobi Adeyemi"],
    ["Zara K", "Zara Khan"],
    ["Zara L. (Guest)", "Zara Lee"],
    ["Sam S", "Sam Singh"],
    ["Teddy", "Theodore Webb"],
    ["Teddy's nan", "Theodore Webb"],
  ])("“%s” suggests %s", (shown, pupil) => {
    expect(matchName(shown, CLASS)).toEqual({ pupils: [pupil], certainty: "one" });
  });
});

describe("a shown name that says nothing about a pupil suggests no one", () => {
  it.each(["iPad", "Mum", "Guest", "", "   ", "()", "Samsung SM-T500", "+44 7700 900123", "🙂", "Alexander"])(
    "%p suggests no pupil",
    (shown) => {
      expect(matchName(shown, CLASS)).toEqual({ pupils: [], certainty: "none" });
    },
  );

  it("an empty register suggests no one", () => {
    expect(matchName("Amara", [])).toEqual({ pupils: [], certainty: "none" });
  });

  it("a name that was erased fits no one, not even a pupil whose name was erased", () => {
    expect(matchName("(name erased)", registerOf("(name erased)"))).toEqual({
      pupils: [],
      certainty: "none",
    });
  });
});

describe("a shown name that several fit is left to staff", () => {
  it("two pupils with one given name", () => {
    expect(matchName("Zara (Guest)", CLASS)).toEqual({
      pupils: ["Zara Khan", "Zara Lee"],
      certainty: "several",
    });
  });

  it("a surname that two pupils have", () => {
    const register = registerOf("Ada Price", "Ben Price");
    expect(matchName("The Price family", register).certainty).toBe("several");
  });

  it("a grown-up who has one pupil's given name and another's surname", () => {
    const register = registerOf("Grace Lee", "Tobi Adeyemi");
    expect(matchName("Grace Adeyemi", register)).toEqual({
      pupils: ["Grace Lee", "Tobi Adeyemi"],
      certainty: "several",
    });
  });

  it("two given names that are not said to belong together", () => {
    expect(matchName("Grace Kelly", registerOf("Grace Lee", "Kelly Brown")).certainty).toBe("several");
  });
});

describe("siblings on one device are all named", () => {
  it.each(["Ada and Ben", "Ada & Ben Price", "ben + ada", "Ada/Ben", "Ada, Ben and Mum", "Ada Ben Price"])(
    "“%s” names both siblings",
    (shown) => {
      expect(matchName(shown, registerOf("Ada Price", "Ben Price", "Cy Jones"))).toEqual({
        pupils: ["Ada Price", "Ben Price"],
        certainty: "one",
      });
    },
  );

  it("with different surnames where the name joins them", () => {
    expect(matchName("Ada & Cy", registerOf("Ada Price", "Cy Jones"))).toEqual({
      pupils: ["Ada Price", "Cy Jones"],
      certainty: "one",
    });
  });
});

describe("a pupil who is not there is not taken for there", () => {
  it.each(["Grace Thomas", "Grace Thomas (Guest)", "Grace Thomas and Mum"])(
    "%s is not Thomas Reed as well",
    (shown) => {
      expect(matchName(shown, registerOf("Grace Thomas", "Thomas Reed"))).toEqual({
        pupils: ["Grace Thomas"],
        certainty: "one",
      });
    },
  );
});

describe("whatever is typed", () => {
  const names = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("Amara", "Zara Khan's mum", "Ben & Amara", "iPad", "constructor", "__proto__"),
  );

  it("only pupils of the register are suggested, each once, and it never throws", () => {
    fc.assert(
      fc.property(names, fc.array(names, { maxLength: 6 }), (shown, pupils) => {
        const register = pupils.map((name, at) => ({ id: `p${at}`, name, also: [name] }));
        const { pupils: found, certainty } = matchName(shown, register);
        expect(new Set(found).size).toBe(found.length);
        expect(register.map(({ id }) => id)).toEqual(expect.arrayContaining([...found]));
        expect(certainty === "none").toBe(found.length === 0);
        if (certainty === "several") expect(found.length).toBeGreaterThan(1);
      }),
    );
  });

  it("a full name always suggests the pupil who bears it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CLASS),
        fc.constantFrom("", " (Guest)", "'s mum", " iPad"),
        (pupil, end) => {
          expect(matchName(`${pupil.name}${end}`, CLASS).pupils).toContain(pupil.id);
        },
      ),
    );
  });
});

describe("an impostor's name reads as a teacher's", () => {
  it.each([
    ["Miss Hart", "miss hart (Guest)", true],
    ["Miss Hart", "Hart, Miss", false],
    ["Miss Hart", "Miss Harte", false],
    ["iPad", "Guest", false],
  ])("“%s” and “%s” read alike: %s", (one, other, same) => {
    expect(sameName(one, other)).toBe(same);
  });
});

describe("a title or a shown name holds a name", () => {
  it.each([
    ["Catch-up with Amara Okafor", "Amara Okafor", true],
    ["OKAFOR, Amara (Guest)", "amara okafor", true],
    ["Amara Okafor’s lesson", "Amara Okafor", true],
    ["Zoe Ng", "Zoë Ng", true],
    ["Joann Lee", "Ann Lee", false],
    ["Samuel", "Sam", false],
    ["Annual review", "Ann", false],
    ["Ann", "Ann Lee", false],
    ["Mum's iPad", "Mum", false],
  ])("“%s” holds “%s”: %s", (text, name, holds) => {
    expect(holdsName(text, name)).toBe(holds);
  });
});

describe("a name says whose it is", () => {
  it.each([
    ["Sam", true],
    ["Ann's iPad", true],
    ["iPad", false],
    ["Tablet 2", false],
    ["(name erased)", false],
  ])("“%s” says whose it is: %s", (name, tells) => {
    expect(tellsSomebody(name)).toBe(tells);
  });
});
