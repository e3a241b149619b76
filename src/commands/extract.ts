import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { text } from "node:stream/consumers";
import { extractArticle } from "../extract/article.js";
import { errorMessage } from "../lib/error-message.js";
import { decodeBody } from "../lib/http-decode.js";
import { articleText, type RawItem } from "../news/article.js";
import { listPostFiles } from "../sources/post-files.js";
import type { Command, ExitCode } from "./command.js";
import { writeLine } from "./ndjson.js";
import { isoOrUndefined } from "./text-line.js";

export const command: Command = {
  name: "extract",
  usage: "[PATH…]",
  about: "clean articles of post or HTML files and folders of them; without a path, of one on standard input",
  async run({ args, terminal, config }) {
    const zone = config.defaults.timezone;
    let code: ExitCode = 0;
    const print = async (answer: object) => {
      if ("error" in answer) code = 1;
      await writeLine(terminal.output, answer);
    };
    if (args.length === 0) await print(describe("stdin", "-", await text(terminal.input), zone));
    for (const path of args) {
      try {
        for (const file of await filesOf(path)) {
          await print(describe(stem(file), file, decodeBody(await readFile(file)), zone));
        }
      } catch (error) {
        await print({ id: stem(path), error: errorMessage(error) });
      }
    }
    return code;
  },
};

async function filesOf(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await listPostFiles(path)).map((file) => file.path);
}

function stem(path: string): string {
  return basename(path, extname(path));
}

function describe(id: string, source: string, body: string, zone: string): object {
  try {
    const article = extractArticle({
      source,
      externalId: basename(source),
      format: formatOf(source, body),
      body,
    });
    const { url, title, publishedAt, medium, labels, blocks, stocks } = article;
    return {
      id,
      source,
      url: url ?? null,
      title,
      publishedAt: isoOrUndefined(publishedAt, zone) ?? null,
      medium: medium ?? null,
      tags: labels,
      text: articleText(article),
      blocks,
      stocks,
    };
  } catch (error) {
    return { id, error: errorMessage(error) };
  }
}

/** A post may be an .html file too: it is one when it begins with front matter. */
function formatOf(path: string, body: string): RawItem["format"] {
  if (/^\s*---\s*$/m.test(body.slice(0, 200)) || /\.(md|markdown|mkdn?)$/i.test(path)) return "post";
  return /<(?:!doctype|html|body)\b/i.test(body.slice(0, 2_000)) ? "page" : "fragment";
}
