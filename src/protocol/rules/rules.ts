import { B1 } from "./b1-dress.ts";
import { B2 } from "./b2-background.ts";
import { B3 } from "./b3-language.ts";
import { B4 } from "./b4-other-children.ts";
import { B5 } from "./b5-family-room.ts";
import { B6 } from "./b6-screenshots.ts";
import { C1 } from "./c1-platform.ts";
import { C2 } from "./c2-secure-link.ts";
import { C3 } from "./c3-private-link.ts";
import { C4 } from "./c4-lobby.ts";
import { C5 } from "./c5-early.ts";
import { C6 } from "./c6-names.ts";
import { C7 } from "./c7-muted-on-entry.ts";
import { P1 } from "./p1-consent-asked.ts";
import { P2 } from "./p2-implied.ts";
import type { Rule, RuleId } from "./rule.ts";
import { S1 } from "./s1-adult-present.ts";
import { S2 } from "./s2-not-recorded.ts";
import { S3 } from "./s3-kind.ts";
import { S4 } from "./s4-parent-stays.ts";
import { S5 } from "./s5-recorded-if-alone.ts";
import { S6 } from "./s6-tell-dsl-in-cpoms.ts";
import { S7 } from "./s7-staff-drive.ts";
import { S8 } from "./s8-exception.ts";
import { X1 } from "./x1-end-for-all.ts";
import { X2 } from "./x2-staff-conduct.ts";
import { X3 } from "./x3-child-or-parent.ts";
import { X4 } from "./x4-one-to-one-recorded.ts";
import { X5 } from "./x5-slip.ts";

/** The school's protocol, rule by rule, in its own order. docs/protocol.md is printed from this. */
export const RULES: { readonly [Id in RuleId]: Rule } = {
  C1,
  C2,
  C3,
  C4,
  C5,
  C6,
  C7,
  S1,
  S2,
  S3,
  S4,
  S5,
  S6,
  S7,
  S8,
  B1,
  B2,
  B3,
  B4,
  B5,
  B6,
  P1,
  P2,
  X1,
  X2,
  X3,
  X4,
  X5,
};
