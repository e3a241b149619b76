import { setMaxListeners } from "node:events";
import type { Wait } from "./wait.js";

export interface WorkLoopParts<Task> {
  /** At most `room` tasks that are ready; none: nothing to do for now. May wait, but not beyond `stopping`. */
  claim(room: number, stopping: AbortSignal): Promise<Task[]>;
  /** One task, told by `cut` when its time is over. Its errors go to `onError`. */
  work(task: Task, cut: AbortSignal): Promise<void>;
  /** Tasks at a time. */
  concurrency: number;
  /** Free places worth a claim while others work; 1 unless a claim costs much. */
  chunk?: number;
  /** How often to look for work that nobody announced (another process may have written it). */
  idleMs: number;
  wait: Wait;
  onError(error: unknown): void;
}

/** Takes tasks from a queue that others fill, and works on several at a time, until it is stopped. */
export class WorkLoop<Task> {
  private readonly stopping = new AbortController();
  private readonly cut = new AbortController();
  private readonly inFlight = new Set<Promise<void>>();
  private bell = new AbortController();
  private running: Promise<void> | undefined;
  private draining: Promise<void> = Promise.resolve();

  constructor(private readonly parts: WorkLoopParts<Task>) {
    // One listener for every task under way is as it should be.
    setMaxListeners(0, this.cut.signal);
  }

  start(): void {
    this.running ??= this.run();
  }

  /** There may be new tasks. */
  wake(): void {
    this.bell.abort();
  }

  /** Works until nothing is ready and nothing is under way. */
  drain(): Promise<void> {
    this.draining = this.workOff();
    return this.draining;
  }

  /** Takes no more tasks and waits for those under way; after `graceMs` they are cut. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    this.bell.abort();
    const ended = new AbortController();
    void this.parts.wait(graceMs, ended.signal).then(() => {
      if (!ended.signal.aborted) this.cut.abort();
    });
    await this.running;
    // A drain that failed has told so to its caller.
    await this.draining.catch(() => undefined);
    await Promise.all(this.inFlight);
    ended.abort();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.drain();
      } catch (error) {
        this.parts.onError(error);
      }
      await this.idle();
    }
  }

  private async workOff(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      // From here on a ring means that this claim may have been too early.
      this.bell = new AbortController();
      const room = this.parts.concurrency - this.inFlight.size;
      const worth = this.inFlight.size === 0 || room >= (this.parts.chunk ?? 1);
      const tasks = worth ? await this.parts.claim(room, this.stopping.signal) : [];
      for (const task of tasks) this.begin(task);
      if (tasks.length > 0) continue;
      if (this.inFlight.size === 0) return;
      await this.idle();
    }
    await Promise.all(this.inFlight);
  }

  private begin(task: Task): void {
    const work = this.parts
      .work(task, this.cut.signal)
      .catch((error: unknown) => this.parts.onError(error))
      .finally(() => {
        this.inFlight.delete(work);
        // It made room, and may have made the next one of its line ready.
        this.wake();
      });
    this.inFlight.add(work);
  }

  private idle(): Promise<void> {
    return this.parts.wait(this.parts.idleMs, this.bell.signal);
  }
}
