import { linksToMake, tableOf } from "../../src/panel/families/links-to-make.ts";
import type { AdultView, ClassView, LinkView } from "../../src/protocol/screen/families-view.ts";

const link = (more: Partial<LinkView>): LinkView => ({
  state: "works",
  madeAt: "2026-11-30T10:00:00.000Z",
  expiresAt: "2027-08-31T23:00:00.000Z",
  wording: "2026-11-30",
  opened: [],
  ...more,
});
const adult = (name: string, of?: LinkView): AdultView => ({
  adult: `id of ${name}`,
  name,
  permission: "not asked",
  toAsk: true,
  ...(of === undefined ? {} : { link: of }),
});
const view = (...adults: readonly AdultView[]): Pick<ClassView, "families"> => ({
  families: [{ family: "f1", ref: "F1", child: "Amara Osei", permission: "not asked", adults }],
});

describe("one press for all links", () => {
  it("is for adults without one; one that may have been copied is asked of first, and none in use or ended is among them", () => {
    const all = view(
      adult("none"),
      adult("lost or copied", link({})),
      adult("sent", link({ sent: { at: "2026-11-30T10:00:00.000Z", how: "ClassDojo" } })),
      adult("opened", link({ opened: ["2026-12-01T09:55:00.000Z"] })),
      adult("revoked", link({ state: "revoked", opened: ["2026-12-01T09:55:00.000Z"] })),
      adult("expired", link({ state: "expired" })),
    );
    const { make, askFirst } = linksToMake(all);
    expect(make.map(({ name }) => name)).toEqual(["none", "expired"]);
    expect(askFirst.map(({ name, instead }) => [name, instead])).toEqual([
      ["lost or copied", "2026-11-30T10:00:00.000Z"],
    ]);
  });

  it("leaves out those whose links it shows already", () => {
    const all = view(adult("shown", link({})), adult("not shown", link({})));
    expect(linksToMake(all, new Set(["id of shown"])).askFirst.map(({ name }) => name)).toEqual([
      "not shown",
    ]);
  });

  it("gives a line for each adult, to paste into a spreadsheet", () => {
    const [one] = linksToMake(view(adult("Mrs Osei"))).make;
    if (one === undefined) throw new Error("no adult");
    expect(tableOf([{ ...one, link: "https://x/family#t" }])).toBe(
      "Amara Osei\tMrs Osei\thttps://x/family#t",
    );
  });
});
