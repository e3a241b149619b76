import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

export interface PostFile {
  path: string;
  /** Path within its posts folder: it stays the same when a site moves a post from _posts to old_post. */
  id: string;
  /** Changes when the file does. */
  version: string;
  bytes: number;
  /** A link to a place outside of the source's folder. */
  outside: boolean;
}

const POSTS_FOLDER = /^(?:_posts|old_posts?)$/;
const POST_NAME = /\.(?:md|markdown|mkdn?|html?)$/i;
const NO_POST = /^(?:readme|index|404|license)\b/i;
const DEEPEST = 4;
const AT_ONCE = 64;

const byName = new Intl.Collator("en", { numeric: true });

/**
 * The posts of a folder, by name, which is by date. If there are folders called _posts or old_post in it (or it is one),
 * they are read with all below them; else only the files right in it.
 */
export async function listPostFiles(folder: string): Promise<PostFile[]> {
  const root = await realpath(folder);
  const places = await postsFolders(root, 0);
  const found = new Map<string, PostFile>();
  for (const place of places) {
    for (const file of await filesIn(root, place, place, 0)) {
      if (!found.has(file.id)) found.set(file.id, file);
    }
  }
  if (places.length === 0) {
    for (const file of await filesIn(root, root, root, DEEPEST)) {
      if (!NO_POST.test(file.id)) found.set(file.id, file);
    }
  }
  return [...found.values()].sort((a, b) => byName.compare(a.id, b.id));
}

/** _posts before old_post: the copy that the site itself shows wins. */
async function postsFolders(folder: string, depth: number): Promise<string[]> {
  if (POSTS_FOLDER.test(folder.slice(folder.lastIndexOf(sep) + 1))) return [folder];
  if (depth >= DEEPEST) return [];
  const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => isOpenFolder(entry));
  const names = folders.map((entry) => entry.name).sort((a, b) => byName.compare(a, b));
  const nested = await Promise.all(names.map((name) => postsFolders(join(folder, name), depth + 1)));
  return nested.flat();
}

function isOpenFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !/^(?:\.|node_modules$|_site$|_drafts$)/.test(entry.name);
}

async function filesIn(root: string, place: string, folder: string, depth: number): Promise<PostFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: PostFile[] = [];
  const names = entries.filter(
    (entry) => !entry.isDirectory() && POST_NAME.test(entry.name) && entry.name[0] !== ".",
  );
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const batch = names.slice(at, at + AT_ONCE).map(({ name }) => postFile(root, place, join(folder, name)));
    for (const file of await Promise.all(batch)) if (file) files.push(file);
  }
  if (depth >= DEEPEST) return files;
  for (const entry of entries.filter(isOpenFolder)) {
    files.push(...(await filesIn(root, place, join(folder, entry.name), depth + 1)));
  }
  return files;
}

/** Undefined for what is gone meanwhile, or is no file. */
async function postFile(root: string, place: string, path: string): Promise<PostFile | undefined> {
  try {
    const target = await realpath(path);
    const found = await stat(target);
    if (!found.isFile()) return undefined;
    const id = relative(place, path).split(sep).join("/");
    return {
      path: target,
      id,
      version: `${found.mtimeMs}:${found.size}`,
      bytes: found.size,
      outside: !target.startsWith(root + sep),
    };
  } catch {
    return undefined;
  }
}
