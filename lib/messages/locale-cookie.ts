/** The cookie in which the reader's language is remembered; written by the browser, read by the server. */
export const localeCookie = "naru-locale";
