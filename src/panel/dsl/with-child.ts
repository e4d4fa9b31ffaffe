/** What goes with the name of a child; a sentence where there is none. The name never stands in an address. */
export const withChild = (name: string, what: object): object | string =>
  name.trim().length < 2
    ? "Write the child’s name as it is on the register."
    : { ...what, name: name.trim() };
