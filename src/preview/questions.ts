import { randomBytes } from "node:crypto";

/** How long a person waits for the bot before a button or an inline query counts as not answered. */
const PATIENCE_MS = 15_000;

export class NoAnswer extends Error {
  override name = "NoAnswer";
}

/** Updates that the bot answers by their id: callback and inline queries. */
export class Questions<Answer> {
  private readonly open = new Map<string, (answer: Answer) => void>();

  /** Rejects with NoAnswer when the bot keeps silent. */
  ask(send: (id: string) => void): Promise<Answer> {
    const id = BigInt(`0x${randomBytes(8).toString("hex")}`).toString();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.open.delete(id);
        reject(new NoAnswer("The bot did not answer."));
      }, PATIENCE_MS);
      timer.unref();
      this.open.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      send(id);
    });
  }

  /** False for a question that was answered, has run out, or never was. */
  answer(id: string, answer: Answer): boolean {
    const settle = this.open.get(id);
    this.open.delete(id);
    settle?.(answer);
    return settle !== undefined;
  }
}
