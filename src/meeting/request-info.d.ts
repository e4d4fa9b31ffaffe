/**
 * The Graph client names this type of the browser, which Node has all but the name of. Without it the client's requests
 * would be of no type at all, without a word of the compiler.
 */
type RequestInfo = string | Request;
