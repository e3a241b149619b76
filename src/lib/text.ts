/** The form in which texts are compared and searched: NFKC, lower case, without white space. */
export function normalize(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/**
 * The form that is stored for searching and that search words are brought to: normalized, without what no engine can
 * hold (control characters, halves of surrogate pairs).
 */
export function searchable(text: string): string {
  const normalized = normalize(text);
  return SUSPECT.test(normalized) ? normalized.replace(/[\p{Cc}\p{Cs}]+/gu, "") : normalized;
}

/** Control characters, and halves of pairs even if they have their other half: without the flag u quick to rule out. */
const SUSPECT = /[^ -~\u00a0-\ud7ff\ue000-\uffff]/;
