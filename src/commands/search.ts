import { parseQuery } from "../search/query.js";
import { type Command, type ExitCode, UsageError } from "./command.js";
import { writeLine } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readCount, readOptions } from "./options.js";
import { isoOrUndefined } from "./text-line.js";

export const command: Command = {
  name: "search",
  usage: "QUERY [--json] [--limit N] [--newest]",
  about:
    "articles that hold these words, one a line; a name among them is a word, bank: and tag: are filters",
  run(context) {
    const { values, positionals } = readOptions(
      context.args,
      {
        json: { type: "boolean" },
        limit: { type: "string" },
        newest: { type: "boolean" },
      },
      { words: true },
    );
    if (positionals.length === 0) throw new UsageError("say what to search for, e.g. search 京萤计划");
    const limit = readCount("limit", values.limit, 20);
    const { timezone } = context.config.defaults;
    return withNewsroom<ExitCode>(context, async ({ store, tools }, clock) => {
      const query = parseQuery(positionals.join(" "), { now: clock.now(), timezone, resolve: tools.resolve });
      const order = values.newest ? "newest" : "relevance";
      const { hits } = await store.search.find(query, { order, limit });
      const { output } = context.terminal;
      for (const { externalId, title, url, publishedAt, tags, summary } of hits) {
        const at = isoOrUndefined(publishedAt, timezone);
        if (values.json) {
          await writeLine(output, {
            id: externalId,
            title,
            url: url ?? null,
            publishedAt: at ?? null,
            banks: tags.banks,
            topics: tags.topics,
            summary,
          });
        } else
          output.write(
            `${at ?? "-"}  ${title}  ${[...tags.banks, ...tags.topics].join(" ")}  ${url ?? ""}\n`,
          );
      }
      return 0;
    });
  },
};
