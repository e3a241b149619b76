import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * Packages of the registry to compare with, installed into this folder by its own lockfile; a loader of them.
 * Undefined when they cannot be installed.
 */
export function installPeers(): NodeJS.Require | undefined {
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
  if (!Object.keys(dependencies).every((name) => existsSync(`${folder}node_modules/${name}`))) {
    try {
      execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
        cwd: folder,
        stdio: "ignore",
      });
    } catch {
      return undefined;
    }
  }
  return createRequire(`${folder}package.json`);
}
