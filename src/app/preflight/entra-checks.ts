import { MICROSOFT } from "../../config.ts";
import { CloudError, isUnanswered, isUnreached } from "../../meeting/cloud-error.ts";
import { SCOPES } from "../../meeting/credentials.ts";
import { reasonOf } from "../../meeting/fault.ts";
import { rolesIn } from "../../meeting/not-allowed.ts";
import { GRAPH, type GraphPermission } from "../permissions.ts";
import { amber, type Finding, green, grey, late, red } from "./line.ts";
import { insideOf, type Look } from "./look.ts";
import type { Check } from "./run-checks.ts";

// Whether Microsoft 365 accepts the program, and what it may do there.

const NOTHING = "No lesson is protected and no alert leaves.";

/** Entra's own numbers. */
const REFUSALS: Readonly<Record<string, readonly [says: string, mend: string]>> = {
  AADSTS7000215: [
    "the client secret is wrong",
    "Set BOT_PASSWORD to the secret’s value, not its id: entra.microsoft.com, App registrations, Lesson Guard, Certificates & secrets.",
  ],
  AADSTS7000222: [
    "the client secret has ended",
    "Make a new one: entra.microsoft.com, App registrations, Lesson Guard, Certificates & secrets. Then set BOT_PASSWORD and BOT_PASSWORD_ENDS.",
  ],
  AADSTS700027: [
    "the certificate is not the one that Entra knows",
    "Upload it: entra.microsoft.com, App registrations, Lesson Guard, Certificates & secrets, Certificates. BOT_CERTIFICATE_FILE holds it with its private key.",
  ],
  AADSTS700016: [
    "there is no app with this id in your organisation",
    "Set BOT_ID to the Application (client) ID: entra.microsoft.com, App registrations, Lesson Guard.",
  ],
};

const signIn = async ({ credentials, found }: Look): Promise<Finding> => {
  try {
    found.roles = rolesIn(await credentials.accessToken(SCOPES.graph, true)) ?? [];
    return green("Microsoft 365 accepts it");
  } catch (error) {
    if (!(error instanceof CloudError && error.kind === "not-signed-in"))
      return late(`Microsoft 365 did not answer (${reasonOf(error)})`);
    const [says, mend] = REFUSALS[error.code] ?? [
      `Microsoft 365 refuses it (${error.code})`,
      "Look at BOT_ID, BOT_TENANT_ID, and the secret or certificate.",
    ];
    return red(says, NOTHING, mend);
  }
};

const consentId = (name: string): string => `consent:${name}`;

const consent = ({ name, uses, onlyWith }: GraphPermission): Check<Look> => ({
  id: consentId(name),
  name: `Permission ${name}`,
  step: "consent",
  ...(onlyWith === undefined ? {} : { optional: true }),
  needs: ["sign-in"],
  look: ({ found }) => {
    if (found.roles?.includes(name)) return green("given");
    const does = uses.map((use) => use.does).join("; ");
    return onlyWith === undefined
      ? red(
          "not given",
          `Without it Lesson Guard never ${does}.`,
          "Step 1: entra.microsoft.com, App registrations, Lesson Guard, API permissions, Grant admin consent.",
        )
      : grey(`not given: needed only where Lesson Guard ${does}`);
  },
});

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Asks for a person who does not exist: whatever Graph says of them, it answers. */
const graph = async ({ config, platform }: Look): Promise<Finding> => {
  try {
    await platform.readOptions({ organiserId: NOBODY, meetingId: NOBODY });
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const { kind } = error;
    if (kind === "gone" || kind === "not-allowed" || kind === "refused") return green("it answers");
    // Microsoft's own address is right, whatever it answers: one that was set here may not be.
    const isElsewhere = isUnreached(error) && config.graphEndpoint !== MICROSOFT.graph;
    if (isUnanswered(error) && !isElsewhere) return late(`it did not answer (${reasonOf(error)})`);
    return red(
      kind === "not-signed-in" ? "it refuses our token" : `it does not answer (${reasonOf(error)})`,
      "Lesson Guard cannot look at a lesson, or change it.",
      "See whether Microsoft 365 has an outage. Look at GRAPH_ENDPOINT, and at the firewall of the server.",
    );
  }
  return green("it answers");
};

/** The token of the person who looks says which version the registration asks for. */
const tokens = (look: Look): Finding => {
  const { tokenVersion } = insideOf(look);
  if (tokenVersion === undefined)
    return grey("not checked: seen when an administrator opens Set-up in Teams");
  return tokenVersion === "2.0"
    ? green("version 2")
    : amber(
        `version ${tokenVersion}`,
        "Staff can sign in. Microsoft may stop giving out this version.",
        "entra.microsoft.com, App registrations, Lesson Guard, Manifest: set requestedAccessTokenVersion to 2.",
      );
};

export const ENTRA_CHECKS: readonly Check<Look>[] = [
  { id: "sign-in", name: "Sign-in", step: "consent", needs: ["microsoft"], look: signIn },
  ...GRAPH.map(consent),
  { id: "graph", name: "Microsoft Graph", needs: ["sign-in"], look: graph },
  { id: "tokens", name: "Sign-in of staff", needs: ["program"], optional: true, look: tokens },
];
