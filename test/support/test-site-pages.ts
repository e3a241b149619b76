/** A post as the test site knows it. */
export interface SitePost {
  /** The end of its address, e.g. NW202206021. */
  id: string;
  title: string;
  /** Shanghai time, `2022-06-02 20:21:12`. */
  date: string;
  /** Pinyin of the medium, or emnews. */
  category: string;
  /** e.g. 华夏时报新闻. */
  tag: string;
  /** The line in front of the text, `……。（财联社）`. */
  digest?: string;
  html: string;
  /** Address of the original; left out, the post ends with `<>`. */
  original?: string;
}

const SITE = "金融消息";

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export function postPath(post: SitePost): string {
  return `/${post.category}/${post.date.slice(0, 10).replaceAll("-", "/")}/${post.id}.html`;
}

/** The post's Markdown as the site's generator renders it: HTML as it is, the rest in paragraphs. */
function renderContent(post: SitePost): string {
  const original = post.original
    ? `<p><a href="${escapeHtml(post.original)}">${escapeHtml(post.original)}</a></p>`
    : "<p>&lt;&gt;</p>";
  return [
    ...(post.digest ? [`<blockquote>\n  <p>${escapeHtml(post.digest)}</p>\n</blockquote>`] : []),
    post.html,
    original,
    `<p><a href="//finews.example/category/${post.category}.html">返回${post.tag}</a>｜<a href="//finews.example/">返回首页</a></p>`,
  ].join("\n\n");
}

function layout(title: string, path: string, base: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
  <head>
    <meta charset="UTF-8">
    <meta property="og:title" content="${escapeHtml(title)}">
    <meta property="og:url" content="${base}${path}">
<!-- Begin Jekyll SEO tag v2.7.1 -->
<title>${escapeHtml(title)} | ${SITE}</title>
<link rel="canonical" href="${base}${path}" />
<!-- End Jekyll SEO tag -->
    <link rel="alternate" type="application/atom+xml" title="${SITE}" href="${base}/feed.xml">
    <script>function refresh() { setTimeout(function () { location.reload(); }, 60000); }</script>
  </head>
  <body onload="refresh()">
    <div class="wrapper">
      <header>
        <h1><a href="${base}/">${SITE}</a></h1>
        <p>财经新闻</p>
      </header>
      <section>
${content}
      </section>
      <footer>
        <p><small>【免责声明】本站所有内容均来自互联网。</small></p>
        <p><small>© ZNing</small></p>
      </footer>
    </div>
  </body>
</html>
`;
}

export function renderPost(post: SitePost, base: string): string {
  return layout(
    post.title,
    postPath(post),
    base,
    `<small>(GMT+8, Asia/Shanghai, CST) ${post.date}</small>
<h1>${escapeHtml(post.title)}</h1>

${renderContent(post)}

<small>tags: <em>${post.tag}</em></small>`,
  );
}

function list(posts: SitePost[]): string {
  const items = posts.map((post) => `    <li><a href="${postPath(post)}">${escapeHtml(post.title)}</a></li>`);
  return `<ul>\n${items.join("\n")}\n</ul>`;
}

/** All posts of a category, newest first; one version of the site has an empty heading over it. */
export function renderCategory(category: string, posts: SitePost[], base: string): string {
  const own = posts.filter((post) => post.category === category);
  return layout(category, `/category/${category}.html`, base, `<h2 id=""></h2>\n${list(own)}`);
}

/** The five newest of every tag. */
export function renderHome(posts: SitePost[], base: string): string {
  const tags = [...new Set(posts.map((post) => post.tag))];
  const parts = tags.map((tag) => {
    const own = posts.filter((post) => post.tag === tag).slice(0, 5);
    return `<h2 id="${tag}">${tag}</h2>\n${list(own)}\n<hr />`;
  });
  return layout(SITE, "/", base, parts.join("\n\n"));
}

/** The ten newest, as the site's feed plugin writes them. */
export function renderFeed(posts: SitePost[], base: string): string {
  const entries = posts.slice(0, 10).map((post) => {
    const url = `${base}${postPath(post)}`;
    const date = `${post.date.replace(" ", "T")}+08:00`;
    const first = (post.digest ?? post.html.replace(/<[^>]*>/g, "")).slice(0, 200);
    return `<entry><title type="html">${escapeHtml(post.title)}</title><link href="${url}" rel="alternate" type="text/html" title="${escapeHtml(post.title)}" /><published>${date}</published><updated>${date}</updated><id>${url.replace(/\.html$/, "")}</id><content type="html" xml:base="${url}">${escapeHtml(renderContent(post))}</content><author><name>ZNing</name></author><category term="${post.category}" /><category term="${post.tag}" /><summary type="html">${escapeHtml(escapeHtml(first))}</summary></entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><generator uri="https://jekyllrb.com/" version="3.9.2">Jekyll</generator><link href="${base}/feed.xml" rel="self" type="application/atom+xml" /><link href="${base}/" rel="alternate" type="text/html" hreflang="zh-CN" /><updated>${(posts[0]?.date ?? "2022-01-01 00:00:00").replace(" ", "T")}+08:00</updated><id>${base}/feed.xml</id><title type="html">${SITE}</title><author><name>ZNing</name></author>${entries.join("")}</feed>`;
}
