const PREFIX = "family:";

/** Who raised a concern through the page for families: no account, so they read nothing of it here. */
export const familyRaiser = (adult: string): string => `${PREFIX}${adult}`;

export const isOfFamily = (raisedBy: string): boolean => raisedBy.startsWith(PREFIX);

/** On cards: a parent's own name would tell whose child it is. It stands in the record. */
export const A_PARENT = "a parent or carer";
