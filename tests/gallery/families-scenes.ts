import type { AdultView, ClassView, FamilyView, LinkView } from "../../src/protocol/screen/families-view.ts";
import { type Answers, AT, answering, TALL } from "./page-scenes.ts";
import type { Scene, Scenes } from "./scene.ts";

const link = (state: LinkView["state"], more: Partial<LinkView> = {}): LinkView => ({
  state,
  madeAt: AT,
  expiresAt: "2027-08-31T23:00:00.000Z",
  wording: "2026-11-30",
  opened: [AT],
  ...more,
});

const adult = (
  name: string,
  permission: AdultView["permission"],
  more: Partial<AdultView> = {},
): AdultView => ({
  adult: name,
  name,
  permission,
  since: AT,
  toAsk: false,
  ...more,
});

const family = (
  child: string,
  permission: FamilyView["permission"],
  ...adults: readonly AdultView[]
): FamilyView => ({
  family: child,
  ref: "4F2A9C",
  child,
  permission,
  adults,
});

/** A family for each permission, and a link in each of its states. */
export const FAMILIES_VIEW: ClassView = {
  class: "c1",
  name: "4 Willow, autumn",
  meets: true,
  weekly: true,
  families: [
    family(
      "Amara Osei",
      "given",
      adult("Mrs Osei", "given", {
        link: link("works", { sent: { at: AT, how: "ClassDojo" }, twoPlaces: true }),
      }),
      adult("Mr Osei", "given", { link: link("revoked", { revokedAt: AT }) }),
    ),
    family(
      "Noah Clarke",
      "implied by joining",
      adult("Noah's dad", "implied by joining", { link: link("works"), toAsk: true }),
    ),
    family("Zainab Hussain", "refused", adult("Mrs Hussain", "refused", { link: link("expired") })),
    family("Freya Thompson", "withdrawn", adult("Mr Thompson", "withdrawn")),
    { ...family("Maya Singh", "not asked"), askAgainOn: "2027-09-01" },
  ],
};

const families = (
  says: string,
  answers: Answers,
  until: Scene["until"],
  more: Partial<Scene> = {},
): Scene => ({
  says,
  path: "/families",
  height: TALL,
  answers: answering({
    "/api/me": { name: "Miss Hart", roles: ["staff"], school: "s", schools: [] },
    "/api/lessons": {
      lessons: [{ lesson: "l1", title: "Year 4 maths", phase: "planned", familiesCome: true }],
    },
    "/api/classes": { classes: [] },
    ...answers,
  }),
  until,
  ...more,
});

export const FAMILIES = {
  "families-none": families("No list of families yet", {}, "Class and term"),
  families: families(
    "A class: who has answered, and each adult's link",
    {
      "/api/classes": { classes: [{ class: "c1", name: "4 Willow, autumn" }] },
      "/api/classes/c1": { view: FAMILIES_VIEW },
    },
    /^Amara Osei/,
    {
      height: 1800,
      play: async (panel) => {
        for (const child of ["Amara Osei", "Zainab Hussain"])
          await panel.getByText(new RegExp(`^${child}:`)).click();
      },
    },
  ),
} as const satisfies Scenes;
