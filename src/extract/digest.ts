import { skeleton } from "./characters.js";
import type { RoughBlock } from "./rough.js";

/**
 * The source site opens a post with a digest that mostly repeats the body. It stays, as the first paragraphs, only if
 * some clause of it is not in the body; then what the body repeats of the digest goes instead.
 */
export function mergeDigest(digest: RoughBlock[], body: RoughBlock[]): RoughBlock[] {
  if (digest.length === 0 || body.length === 0) return [...digest, ...body];
  const told = skeleton(body.map((block) => block.text).join(""));
  const clauses = digest.flatMap((block) => block.text.split(/[，。；：！？,;!?]/)).map(skeleton);
  if (clauses.every((clause) => told.includes(clause))) return body;
  const digested = skeleton(digest.map((block) => block.text).join(""));
  return [...digest, ...body.filter((block) => !digested.includes(skeleton(block.text)))];
}
