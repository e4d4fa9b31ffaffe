import { OAKFIELD } from "../panel/support/settings.ts";
import { AT, answering, ME, TALL } from "./page-scenes.ts";
import type { Scene, Scenes } from "./scene.ts";

/** As the directory answers. */
const GROUPS = {
  staff: { group: "Teaching staff", people: 24, names: ["Miss Hart", "Mr D Hughes", "Mrs P Shah"] },
  dsl: { group: "Safeguarding leads", people: 2, names: ["Mrs Dale", "Mr Shah"] },
  headteacher: { group: "Headteacher and deputy", people: 2, names: ["Mrs Lowe", "Ms Bell"] },
  administrators: { group: "Lesson Guard administrators", people: 2, names: ["Ms Khan", "Mr Reid"] },
} as const;

const KEYS = ["staff", "dsl", "headteacher", "administrators"] as const;

const groupAt = (path: string): (typeof KEYS)[number] =>
  KEYS.find((key) => path.endsWith(OAKFIELD.groups[key] ?? "-")) ?? "staff";

const settings = (says: string, answer: object, more: Partial<Scene> = {}): Scene => ({
  says,
  path: "/settings",
  height: 3600,
  answers: answering({
    "/api/settings": { settings: OAKFIELD, channels: [], waiting: [], ...answer },
    ...Object.fromEntries(KEYS.map((key) => [`/api/settings/groups/${OAKFIELD.groups[key]}`, GROUPS[key]])),
  }),
  until: /has 24 members|Save/,
  ...more,
});

export const SETTINGS = {
  settings: settings("The school's settings", {}),
  "settings-wrong": settings(
    "A setting that is not right",
    {},
    {
      height: TALL,
      play: async (panel) => {
        await panel.getByLabel("Name", { exact: true }).fill("");
        await panel.getByRole("button", { name: "Save" }).click();
      },
    },
  ),
  "settings-waiting": settings(
    "A change waits for the headteacher",
    {
      waiting: [{ of: "phone", to: "01234 567891", since: AT, asked: "headteacher" }],
    },
    { height: TALL },
  ),
  "settings-group": settings(
    "A group that has no one in it, and an absence",
    {},
    {
      answers: ({ path }) =>
        path === "/api/settings"
          ? {
              body: {
                settings: OAKFIELD,
                channels: [
                  { teamId: "19:team@thread.tacv2", channelId: "19:dsl@thread.tacv2", name: "Safeguarding" },
                ],
                waiting: [],
                heads: [{ id: "h1", name: "Dr M Evans" }],
                holders: [
                  { id: "h1", name: "Dr M Evans" },
                  { id: "d1", name: "Mrs Dale" },
                ],
              },
            }
          : path.endsWith(OAKFIELD.groups.staff ?? "")
            ? { body: { wrong: "There is no one in this group. Add its people in Entra first." } }
            : { body: GROUPS[groupAt(path)] },
      play: async (panel) => {
        await panel.getByText("There is no one in this group.").first().waitFor();
        await panel.getByRole("button", { name: "Add an absence" }).click();
      },
    },
  ),
  "settings-search": settings(
    "A group is chosen by its name",
    {},
    {
      height: TALL,
      answers: ({ path }) =>
        path === "/api/settings"
          ? { body: { settings: { ...OAKFIELD, groups: {} }, channels: [], waiting: [] } }
          : {
              body: {
                groups: [
                  { id: "g1", name: "Safeguarding leads" },
                  { id: "g2", name: "Oak: safeguarding leads" },
                ],
              },
            },
      play: async (panel) => {
        await panel.getByLabel("DSL and deputies").fill("safe");
        await panel.getByRole("button", { name: "Oak: safeguarding leads" }).waitFor();
      },
    },
  ),
  "settings-schools": settings(
    "An administrator of several schools adds one",
    {},
    {
      height: TALL,
      answers: ({ path }) =>
        path === "/api/me"
          ? {
              body: {
                ...ME,
                school: "a",
                overAll: true,
                schools: [
                  { id: "a", name: "Oakfield Primary School" },
                  { id: "b", name: "Elm Road Primary School" },
                ],
              },
            }
          : { body: { settings: OAKFIELD, channels: [], waiting: [] } },
      play: (panel) => panel.getByText("Add a school").click(),
    },
  ),
  "settings-none": {
    says: "Not an administrator",
    path: "/settings",
    answers: () => ({
      status: 403,
      body: { error: { code: "no-right", say: "This page is for administrators." } },
    }),
    until: "Settings are for administrators",
  },
} as const satisfies Scenes;
