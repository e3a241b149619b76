import { expect, it } from "vitest";
import { readFeedEntries } from "../../src/sources/feed-entries.js";

it("says of 8 MiB of sections that never end that they are not a feed", () => {
  const body = `<rss version="2.0"><channel>${"<![CDATA[".repeat(900_000)}`;
  expect(() => readFeedEntries(body, "http://feed.example/")).toThrow();
});
