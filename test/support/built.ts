/**
 * A module of the build, as it ships: a loader of TypeScript marks every function with its name whenever it is made, and
 * that would be measured too.
 */
export function built<Module>(path: string): Promise<Module> {
  return import(new URL(`../../dist/${path}`, import.meta.url).href);
}
