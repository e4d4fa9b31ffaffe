/**
 * A browser type that the Graph client names and Node does not declare. Without it the client's requests would have
 * no type at all, and the compiler would not say so.
 */
type RequestInfo = string | Request;
