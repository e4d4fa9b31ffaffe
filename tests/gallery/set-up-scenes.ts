import { CHECKS } from "../../src/app/preflight/preflight.ts";
import { setUpView } from "../../src/app/set-up/set-up-view.ts";
import { AT, lines, POLICY, VALUES } from "../panel/support/set-up.ts";
import type { Scene, Scenes } from "./scene.ts";

/** No program reads these: no one has said yet that they looked. */
const UNREAD = { state: "grey", says: "not checked: Microsoft lets no program read it" } as const;

const setUp = (
  says: string,
  seen: Parameters<typeof setUpView>[1],
  until: Scene["until"],
  said: Parameters<typeof setUpView>[2] = {},
): Scene => ({
  says,
  path: "/set-up",
  height: 1400,
  answers: () => ({ body: setUpView(VALUES, seen, said) }),
  until,
});

export const SET_UP = {
  "set-up-new": setUp("Nothing was looked at yet", undefined, "Grant admin consent"),
  "set-up-red": setUp(
    "One step is not done, one is to be mended",
    {
      at: AT,
      lines: lines({
        "access-policy": POLICY,
        policy: UNREAD,
        availability: UNREAD,
        [CHECKS[0]?.id ?? ""]: { state: "amber", says: "it ends in 20 days" },
      }),
    },
    /^Not ready/,
  ),
  "set-up-looked": setUp(
    "What only a person can look at: how, and by whose word",
    {
      at: AT,
      lines: lines({
        "chats:headteacher": {
          state: "amber",
          says: "1 of the 2 people is without the app: Mrs Bell",
          means: "A concern about an adult does not reach them.",
          mend: "Step 4: give the app to this group.",
        },
        "chats:pupils": { state: "grey", says: "not checked: no class says who is a pupil" },
        availability: UNREAD,
        policy: UNREAD,
      }),
    },
    "Take this back",
    { pupils: { by: "Rafiq Khan", at: AT } },
  ),
  "set-up-ready": setUp(
    "Ready for lessons",
    { at: AT, lines: lines({ policy: UNREAD, availability: UNREAD }) },
    /Ready for lessons/,
  ),
} as const satisfies Scenes;
