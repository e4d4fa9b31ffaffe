import { z } from "zod";
import { sameName } from "../protocol/names/matching.ts";
import type { HomeContact } from "../protocol/screen/home-view.ts";
import { listClasses, listPupils } from "./classes.ts";
import { CloudError } from "./cloud-error.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { type GraphClient, segment } from "./graph-client.ts";

/** A pupil whom the school's classes know by a name; `classes` tells two of one name apart. */
export type NamedPupil = { readonly id: string; readonly name: string; readonly classes: readonly string[] };

/** What the directory knows of a pupil's home. Neither kept nor logged: it is answered and forgotten. */
export type Home = {
  readonly name: string;
  readonly contacts: readonly HomeContact[];
  readonly address?: string;
};

/** Whom to phone for a pupil, as School Data Sync has it (EduRoster.Read.All). */
export type Homes = {
  /** Pupils of this name in any class: a person chooses where there is more than one. @throws CloudError */
  readonly pupilsNamed: (name: string) => Promise<readonly NamedPupil[]>;
  /** @returns undefined where the directory has no such pupil @throws CloudError */
  readonly of: (pupil: string) => Promise<Home | undefined>;
};

const Contact = z.object({
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  mobilePhone: z.string().nullish(),
  relationship: z.string().nullish(),
  accessConsent: z.boolean().nullish(),
});
const Address = z
  .object({
    street: z.string().nullish(),
    city: z.string().nullish(),
    state: z.string().nullish(),
    postalCode: z.string().nullish(),
  })
  .nullish();
const User = z.object({
  displayName: z.string().nullish(),
  relatedContacts: z.array(Contact).nullish(),
  residenceAddress: Address,
  mailingAddress: Address,
});

/** Those who are asked first come first; a doctor is phoned by no one who is looking for a grown-up. */
const ORDER = ["parent", "guardian", "relative", "aide", "other"];

/** No name stands in an address: classes are read, and compared here. */
export const createHomes = (graph: GraphClient): Homes => ({
  pupilsNamed: async (name) => {
    const classes = await listClasses(graph);
    const found = new Map<string, NamedPupil>();
    const lists = await fewAtOnce(classes, async (own) => ({ own, pupils: await listPupils(graph, own.id) }));
    for (const { own, pupils } of lists)
      for (const pupil of pupils.filter((one) => sameName(one.name, name))) {
        const before = found.get(pupil.id)?.classes ?? [];
        found.set(pupil.id, { id: pupil.id, name: pupil.name, classes: [...before, own.name] });
      }
    return [...found.values()];
  },
  of: async (pupil) => {
    try {
      const user = await graph.request({
        method: "GET",
        path: `/education/users/${segment(pupil)}`,
        query: { $select: "id,displayName,relatedContacts,residenceAddress,mailingAddress" },
        operation: "read whom to phone",
        answer: User,
      });
      const address = addressIn(user.residenceAddress) ?? addressIn(user.mailingAddress);
      return {
        name: user.displayName ?? "",
        contacts: contactsIn(user.relatedContacts ?? []),
        ...(address === undefined ? {} : { address }),
      };
    } catch (error) {
      if (error instanceof CloudError && error.kind === "gone") return undefined;
      throw error;
    }
  },
});

/**
 * The classes and pupils of a school, as School Data Sync has them.
 * @param isAlone whether the tenant has one school: else one school's pupils cannot be told from another's
 */
export const schoolDataSync = (graph: GraphClient, isAlone: () => boolean) => {
  const sync = {
    list: () => listClasses(graph),
    pupils: (id: string) => listPupils(graph, id),
    ...createHomes(graph),
  };
  return () => (isAlone() ? sync : undefined);
};

const given = (text: string | null | undefined): string | undefined => text?.trim() || undefined;

const contactsIn = (related: readonly z.infer<typeof Contact>[]): readonly HomeContact[] =>
  related
    .map(({ displayName, emailAddress, mobilePhone, relationship, accessConsent }) => {
      const [phone, mail] = [given(mobilePhone), given(emailAddress)];
      return {
        name: given(displayName) ?? "",
        relation: given(relationship)?.toLowerCase() ?? "other",
        ...(phone === undefined ? {} : { phone }),
        ...(mail === undefined ? {} : { mail }),
        ...(accessConsent === false ? { notToBeTold: true as const } : {}),
      };
    })
    .filter(({ relation, phone, mail }) => ORDER.includes(relation) && (phone ?? mail) !== undefined)
    .toSorted((a, b) => ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation));

const addressIn = (address: z.infer<typeof Address>): string | undefined => {
  const { street, city, state, postalCode } = address ?? {};
  return given([street, city, state, postalCode].flatMap((part) => given(part) ?? []).join(", "));
};
