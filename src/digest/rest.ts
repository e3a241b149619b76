import type { Rest } from "../news/digest.js";

/** What the button that shows a digest's rest is called where presses are handled. */
export const REST_VERB = "rest";

const CHOICES: readonly Rest["choice"][] = ["fresh", "instant", "past"];

/** A rest as the words of a button: after, until, from, and the choice by its first letter, to stay short. */
export function restArgs({ choice, after, until, from }: Rest): string[] {
  return [after === undefined ? "" : String(after), String(until), String(from), choice.slice(0, 1)];
}

/** Undefined for what `restArgs` did not write. */
export function readRest([after = "", until = "", from = "", letter = ""]: string[]): Rest | undefined {
  const choice = CHOICES.find((one) => one.slice(0, 1) === letter);
  if (!choice || ![until, from].every(isWhole) || !(after === "" || isWhole(after))) return undefined;
  return {
    choice,
    ...(after === "" ? {} : { after: Number(after) }),
    until: Number(until),
    from: Number(from),
  };
}

const isWhole = (text: string): boolean => /^-?\d{1,15}$/u.test(text);
