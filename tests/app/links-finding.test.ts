import { linksFinding } from "../../src/app/preflight/other-checks.ts";

const [OWN, BOT, CATALOG] = [1, 2, 3].map((n) => `7f0b9f54-0000-4000-8000-00000000000${n}`);

const found = (packageId = OWN, catalogId?: string) =>
  linksFinding({
    packageId: packageId ?? "",
    teamsAppId: catalogId ?? packageId ?? "",
    isCatalogId: catalogId !== undefined,
    bot: { id: BOT ?? "", tenantId: "", credential: { kind: "secret", secret: "" } },
  });

describe("what the check says of the ids that links are made with", () => {
  it("is not checked with any other id, which may have a wrong digit, whichever id the package has", () => {
    for (const one of [OWN, BOT])
      expect(found(one, CATALOG)).toMatchObject({
        state: "grey",
        says: expect.stringContaining(`TEAMS_CATALOG_ID is ${CATALOG}`),
        mend: expect.stringMatching(/^Compare it once.*App ID/),
      });
  });

  it("is amber while no id of the catalogue is known, whichever id the package has", () => {
    for (const one of [OWN, BOT])
      expect(found(one)).toMatchObject({ state: "amber", says: "made with the id in the package" });
  });

  it("is amber where another id was put in the place of the catalogue's", () => {
    expect(found(OWN, OWN)).toMatchObject({
      state: "amber",
      says: "TEAMS_CATALOG_ID is the id in the package",
    });
    expect(found(BOT, BOT).state).toBe("amber");
    expect(found(OWN, BOT)).toMatchObject({ state: "amber", says: "TEAMS_CATALOG_ID is the bot’s id" });
  });
});
