/** Adds the name of a child to what is sent; a sentence if there is none. The name is never in an address. */
export const withChild = (name: string, what: object): object | string =>
  name.trim().length < 2
    ? "Write the child’s name as it is on the register."
    : { ...what, name: name.trim() };
