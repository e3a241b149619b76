/** The form in which texts are compared and searched: NFKC, lower case, without white space. */
export function normalize(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
