/** Said at once: no message, setting or removal can be sent while Microsoft does not accept our sign-in. */
const CANNOT = "Lesson Guard cannot sign in to Microsoft 365";

const office = (phone: string): string =>
  phone === "" ? "Phone the school office now." : `Phone the school office now on ${phone}.`;

/** The answer to a press in the lesson. */
export const pressSignedOut = (phone: string): string =>
  `Recorded, but not done: ${CANNOT}. Use Teams' own buttons. ${office(phone)}`;

/** The answer to a press that tells people. @param ref the concern's reference */
export const tellSignedOut = (ref: string, phone: string): string =>
  `Recorded as ${ref}, but no one has been told: ${CANNOT}. ${office(phone)}`;

/** At the top of the panel. */
export const panelSignedOut = (phone: string): string =>
  `${CANNOT}. Use Teams' own buttons. ${office(phone)} What you press is recorded, and will be sent when that is fixed: do not wait for it.`;

/** One line of a screen. */
export const cannotSignIn = (so: string): string => `${CANNOT}: ${so}`;
