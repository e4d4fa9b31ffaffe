/**
 * The number of the school office, kept with the page itself: the server writes it there, and each answer to a person
 * with a role brings it anew, so that it is known also where no answer comes any more.
 *
 * @returns "" where it is not known
 */
export const officePhone = (): string =>
  typeof document === "undefined" ? "" : (document.documentElement.dataset["phone"] ?? "");

/** @param answer of the server, which names the office to people with a role */
export const hearOffice = (answer: Pick<Response, "headers">): void => {
  const phone = answer.headers.get("x-office-phone");
  if (phone !== null && typeof document !== "undefined") document.documentElement.dataset["phone"] = phone;
};
