import { createMask, THIRD_PARTY } from "../../../src/protocol/export/mask.ts";

describe("masking", () => {
  const others = [
    { id: "1", name: "Will Ng", also: ["Billy"] },
    { id: "2", name: "Łukasz Nowak-Price", also: [] },
    { id: "3", name: "Łukasz Nowak", also: [] },
    { id: "4", name: "Okafor, Chidi", also: ["Chidi Okafor"] },
    { id: "5", name: "Jean-Luc Picard", also: [] },
  ];

  it.each([
    ["Will ng said he will come.", `${THIRD_PARTY} said he will come.`],
    ["Billy and ŁUKASZ NOWAK-PRICE", `${THIRD_PARTY} and ${THIRD_PARTY}`],
    ["Nowakowski stays, Łukasz goes", `Nowakowski stays, ${THIRD_PARTY} goes`],
    ["Amara Will stays: it is her own", "Amara Will stays: it is her own"],
    ["lukasz \u00a0nowak price's mum", `${THIRD_PARTY}'s mum`],
    ["Lukasz and ‘Will Ng’", `${THIRD_PARTY} and ‘${THIRD_PARTY}’`],
    ["Łukasz Nowak (NFD: Łukasz Nowák)".normalize("NFD"), `${THIRD_PARTY} (NFD: ${THIRD_PARTY})`],
    ["Ng, Will; NG, WILL", `${THIRD_PARTY}; ${THIRD_PARTY}`],
    ["WILL cried", `${THIRD_PARTY} cried`],
    ["Jean Luc and Jean-Luc laughed", `${THIRD_PARTY} and ${THIRD_PARTY} laughed`],
    ["Will Ng-Jones", `${THIRD_PARTY}-Jones`],
    ["Picard hit her; PICARD’S mum", `${THIRD_PARTY} hit her; ${THIRD_PARTY}’S mum`],
    [
      "The price was fair; Price and Nowak went",
      `The price was fair; ${THIRD_PARTY} and ${THIRD_PARTY} went`,
    ],
    ["Amara: Okafor laughed, Chidi Okafor too", `Amara: ${THIRD_PARTY} laughed, ${THIRD_PARTY} too`],
  ])("masks the names of others in “%s”", (text, masked) => {
    const own = text.startsWith("Amara") ? ["Amara Will"] : ["Amara"];
    expect(createMask(others, own)(text)).toBe(masked);
  });
});

it("masking leaves the child's own name where it holds another pupil's", () => {
  const others = ["Ann", "Mary Ann Lee"].map((name) => ({ id: name, name, also: [] }));
  expect(createMask(others, ["Ann Lee"])("Ann Lee, Mary Ann Lee and Ann")).toBe(
    `Ann Lee, ${THIRD_PARTY} and ${THIRD_PARTY}`,
  );
});

it.each([
  ["Anne-Marie O'Neill", "Annemarie laughed.", `${THIRD_PARTY} laughed.`],
  ["Anne-Marie O'Neill", "Anne Marie laughed.", `${THIRD_PARTY} laughed.`],
  ["Anne-Marie O'Neill", "ANNE-MARIE ONEILL laughed.", `${THIRD_PARTY} laughed.`],
  ["Annemarie O'Neill", "Anne-Marie laughed.", `${THIRD_PARTY} laughed.`],
  ["Annemarie O'Neill", "Anne\u2010Marie O’Neill’s mum", `${THIRD_PARTY}’s mum`],
  ["Anne-Marie O'Neill", "Anne laughed, O’Neill too.", `${THIRD_PARTY} laughed, ${THIRD_PARTY} too.`],
  ["Noah James Clarke", "James and Clarke; clarke", `${THIRD_PARTY} and ${THIRD_PARTY}; clarke`],
  ["CLARKE, NOAH", "Noah laughed, Clarke too.", `${THIRD_PARTY} laughed, ${THIRD_PARTY} too.`],
  ["noah clarke", "Noah laughed. NOAH!", `${THIRD_PARTY} laughed. ${THIRD_PARTY}!`],
  ["Maria de la Cruz", "La la de la: Cruz", `La la de la: ${THIRD_PARTY}`],
  ["Kim So", "So she said", "So she said"],
  ["Ben Adeyemi", "Adeyemi laughed, Ben too.", `Adeyemi laughed, ${THIRD_PARTY} too.`],
  ["Ben Nowak-Price", "Ben Nowakprice and Ben Nowak Price", `${THIRD_PARTY} and ${THIRD_PARTY}`],
])("of %j, in %j the name goes with and without its hyphen", (name, text, masked) => {
  expect(createMask([{ id: "1", name, also: [] }], ["Amara Adeyemi"])(text)).toBe(masked);
});
