/** What a reader takes in at a glance, in characters: a headline and one bullet, whoever writes them. */
export const HEADLINE_LENGTH = 40;
export const BULLET_LENGTH = 70;

/** One sentence of a summary and the exact piece of the article that bears it out. */
export interface Bullet {
  text: string;
  quote: string;
}

export interface Summary {
  headline: string;
  bullets: Bullet[];
  /** offline: verbatim spans of the article (原文摘录); model: written by a model and checked (AI 摘要). */
  method: "offline" | "model";
}

/** What is wrong with a summary; an empty list of flags means that it may be shown. */
export interface Flag {
  kind: string;
  detail: string;
}
