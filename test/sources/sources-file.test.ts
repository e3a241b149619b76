import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DEFAULT_ITEM, parseSources, SourcesFileError } from "../../src/sources/sources-file.js";

const parse = (value: unknown) => parseSources(JSON.stringify(value), "/srv/yinxun");

function problemsOf(json: string): string[] {
  try {
    parseSources(json, "/srv/yinxun");
  } catch (error) {
    if (error instanceof SourcesFileError) return error.problems;
    throw error;
  }
  throw new Error("no problem found");
}

describe("a list of sources", () => {
  it("knows the three kinds", () => {
    expect(
      parse([
        { id: "a", kind: "jekyll", path: "posts" },
        { id: "b", kind: "feed", url: "https://x.example/feed.xml", medium: "某报" },
        { id: "c", kind: "listing", url: "https://x.example/", item: ".title a", body: "#text" },
        { id: "d", kind: "listing", url: "https://x.example/2" },
      ]),
    ).toEqual([
      { id: "a", kind: "jekyll", path: "/srv/yinxun/posts" },
      { id: "b", kind: "feed", url: "https://x.example/feed.xml", medium: "某报" },
      { id: "c", kind: "listing", url: "https://x.example/", item: ".title a", body: "#text" },
      { id: "d", kind: "listing", url: "https://x.example/2", item: DEFAULT_ITEM },
    ]);
  });

  it("names every problem at once, with its place", () => {
    const problems = problemsOf(
      JSON.stringify([
        { id: "a", kind: "jekyll", path: "x" },
        { id: "a", kind: "feed", url: "https://x.example/" },
        { id: "b", kind: "podcast", url: "https://x.example/" },
        { id: "c", kind: "feed", url: "ftp://x.example/" },
        { id: "d", kind: "listing", url: "https://x.example/", item: "a[", body: "div:nope(" },
        { id: "e f", kind: "jekyll", path: "" },
        { id: "g", kind: "feed", url: "https://x.example/", titel: "x" },
        "h",
      ]),
    );
    expect(problems).toEqual([
      "source 2 (a): id: stands there twice",
      expect.stringMatching(/^source 3 \(b\): kind: /),
      'source 4 (c): url: "ftp://x.example/" is not an http or https address',
      'source 5 (d): item: "a[" is not a CSS selector',
      'source 5 (d): body: "div:nope(" is not a CSS selector',
      expect.stringMatching(/^source 6 \(e f\): id: an id has letters/),
      expect.stringMatching(/^source 6 \(e f\): path: /),
      expect.stringMatching(/^source 7 \(g\): .*titel/),
      expect.stringMatching(/^source 8: /),
    ]);
  });

  it.each([
    ["{", /^not JSON: /],
    ["{}", /^not a list/],
  ])("says of %s what it is not", (json, problem) => {
    expect(problemsOf(json)).toEqual([expect.stringMatching(problem)]);
  });

  it("puts an operator's own address in the place of its name, and tells which sources lack one", () => {
    const json = `[{ "id": "a", "kind": "feed", "url": "\${RSSHUB_URL}/cls/telegraph" },
                   { "id": "b", "kind": "feed", "url": "\${OTHER_URL}/x" }]`;
    const left: string[] = [];
    const sources = parseSources(json, "/", {
      variables: { RSSHUB_URL: "http://hub.example:1200/" },
      onLeftOut: (id, variable) => left.push(`${id}: ${variable}`),
    });
    expect(sources).toEqual([{ id: "a", kind: "feed", url: "http://hub.example:1200/cls/telegraph" }]);
    expect(left).toEqual(["b: OTHER_URL"]);
  });

  it.each([
    ["sources.json", 1],
    ["sources.live.json", 10],
  ])("data/%s is one", async (file, count) => {
    const json = await readFile(new URL(`../../data/${file}`, import.meta.url), "utf8");
    expect(parseSources(json, "/", { variables: { RSSHUB_URL: "http://hub.example" } })).toHaveLength(count);
  });
});
