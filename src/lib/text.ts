/** The form in which texts are compared and searched: NFKC, lower case, without white space. */
export function normalize(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/**
 * The form that is stored for searching and that search words are brought to: normalized, without what no engine can
 * hold (control characters, halves of surrogate pairs).
 */
export function searchable(text: string): string {
  return normalize(text).replace(/[\p{Cc}\p{Cs}]+/gu, "");
}
