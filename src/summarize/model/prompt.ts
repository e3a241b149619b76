import { readFileSync } from "node:fs";
import { z } from "zod";

/** A file of prompts/: its version is part of every cache key, so a changed prompt is asked anew. */
export interface Prompt {
  version: number;
  text: string;
}

const file = /^---\r?\nversion: *(\d+)\r?\n---\r?\n([\s\S]+)$/;

/** Throws where the head or the version is missing. */
export function loadPrompt(path: string): Prompt {
  const match = file.exec(readFileSync(path, "utf8"));
  if (match === null)
    throw new Error(`${path} needs a head with its version: ---, version: 1, ---, then the prompt`);
  return { version: z.coerce.number().parse(match[1]), text: z.string().parse(match[2]).trim() };
}
