/** What an administrator does once, in this order. Each is shown with its state as the tenant answers it. */
export const STEP_IDS = [
  "consent",
  "package",
  "groups",
  "staff",
  "channel",
  "meetings",
  "removal",
  "rehearsal",
] as const;

export type StepId = (typeof STEP_IDS)[number];

/** Modules of PowerShell that the cmdlets come from. */
export type PowerShellModule = "Microsoft.Graph" | "Microsoft.Graph.Beta" | "MicrosoftTeams";

/** A value that only the person can see, which they write into a field of the page. */
export type Asks = {
  readonly mark: string;
  readonly label: string;
  /** What it may look like: nothing else gets into a line that is pasted. */
  readonly kind: "version" | "policy";
  /** What was written the last time. */
  readonly value?: string;
};

/** Lines of PowerShell that belong together: copied at once, and run by `setup.ps1` in this order. */
export type Cmdlets = {
  readonly module: PowerShellModule;
  /** Another one that is signed in to as well. */
  readonly also?: PowerShellModule;
  /** What they do, in a sentence. */
  readonly does: string;
  /** Empty where a value that they need is not known yet: `needs` says which. */
  readonly lines: readonly string[];
  readonly needs?: string;
  /** Only some schools need it. */
  readonly optional?: true;
  /** What the page asks for beside the block: it stands in the lines as `mark` until then. No line asks by itself. */
  readonly asks?: Asks;
};

export type SetUpStep = {
  readonly id: StepId;
  readonly title: string;
  /** What it is for, in a lesson. */
  readonly why: string;
  /** Where it is done by hand: the presses in a portal, or in Teams, in order. */
  readonly portal: readonly string[];
  readonly cmdlets: readonly Cmdlets[];
  /** What to know before. */
  readonly notes: readonly string[];
};

/** The school's own values. Where one is not known yet, what needs it says so. */
export type SetUpValues = {
  /** Directory (tenant) id. */
  readonly tenantId: string;
  /** Application (client) id of the app registration, which is the bot's too. */
  readonly botId: string;
  /** The App ID that the Teams admin centre shows after the upload. */
  readonly catalogId?: string | undefined;
  /** Object ids of Entra groups. */
  readonly groups: {
    readonly staff?: string | undefined;
    readonly dsl?: string | undefined;
    readonly headteacher?: string | undefined;
    readonly administrators?: string | undefined;
  };
  /** `version` in the manifest of the package that is to be installed. */
  readonly packageVersion?: string | undefined;
  /** The meeting policy that staff have, by its name. */
  readonly meetingPolicy?: string | undefined;
  /** Graph permissions that are given already. */
  readonly given?: readonly string[];
};
