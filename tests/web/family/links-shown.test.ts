import { createShownLinks } from "../../../src/web/family/links-shown.ts";

const one = (adult: string) => ({
  family: "f",
  adult,
  link: `link of ${adult}`,
  text: "text",
  madeAt: "then",
});
const MINUTE = 60_000;

it("shows new links to the person who made them, for this list, for half an hour from the last one", () => {
  let at = 0;
  const shown = createShownLinks(() => at);
  shown.hold("okafor", "bees", [one("mum")]);
  at = 20 * MINUTE;
  shown.hold("okafor", "bees", [one("dad")]);
  expect(shown.of("okafor", "bees").map(({ adult }) => adult)).toEqual(["mum", "dad"]);
  expect([shown.of("hughes", "bees"), shown.of("okafor", "wasps")]).toEqual([[], []]);
  at = 50 * MINUTE - 1;
  expect(shown.of("okafor", "bees")).toHaveLength(2);
  at += 1;
  expect(shown.of("okafor", "bees")).toEqual([]);
});

it("shows none that was sent, none once the person has them, and a newer one in place of an older", () => {
  const shown = createShownLinks(() => 0);
  shown.hold("okafor", "bees", [one("mum"), one("dad")]);
  shown.hold("okafor", "bees", [{ ...one("mum"), link: "newer" }]);
  expect(shown.of("okafor", "bees").map(({ link }) => link)).toEqual(["newer", "link of dad"]);
  shown.drop("okafor", "bees", ["mum", "gran"]);
  expect(shown.of("okafor", "bees").map(({ adult }) => adult)).toEqual(["dad"]);
  shown.drop("okafor", "bees");
  expect(shown.of("okafor", "bees")).toEqual([]);
});

it("holds no more than a hundred lists, whoever asks: the oldest gives way", () => {
  const shown = createShownLinks(() => 0);
  for (let n = 0; n <= 100; n += 1) shown.hold("okafor", `list ${n}`, [one("mum")]);
  expect([shown.of("okafor", "list 0").length, shown.of("okafor", "list 1").length]).toEqual([0, 1]);
});
