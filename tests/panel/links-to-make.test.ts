import { adultsWithout, tableOf } from "../../src/panel/families/links-to-make.ts";
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
  it("is for adults without one, and for a link that was neither sent nor opened; none in use is ended, and none that was ended comes back", () => {
    const all = view(
      adult("none"),
      adult("lost", link({})),
      adult("sent", link({ sent: { at: "2026-11-30T10:00:00.000Z", how: "ClassDojo" } })),
      adult("opened", link({ opened: ["2026-12-01T09:55:00.000Z"] })),
      adult("revoked", link({ state: "revoked", opened: ["2026-12-01T09:55:00.000Z"] })),
      adult("expired", link({ state: "expired" })),
    );
    expect(adultsWithout(all).map(({ name }) => name)).toEqual(["none", "lost", "expired"]);
  });

  it("makes none anew that it shows already, when it is pressed again after a request that failed", () => {
    const all = view(adult("shown", link({})), adult("not shown", link({})));
    expect(adultsWithout(all, new Set(["id of shown"])).map(({ name }) => name)).toEqual(["not shown"]);
  });

  it("gives a line for each adult, to paste into a spreadsheet", () => {
    const [one] = adultsWithout(view(adult("Mrs Osei")));
    if (one === undefined) throw new Error("no adult");
    expect(tableOf([{ ...one, link: "https://x/family#t" }])).toBe(
      "Amara Osei\tMrs Osei\thttps://x/family#t",
    );
  });
});
