import type { Writable } from "node:stream";
import { type App, createApp } from "./app.js";
import type { Config } from "./config.js";
import { type Clock, systemClock } from "./lib/clock.js";
import type { Log } from "./lib/log.js";
import type { Source } from "./news/source.js";
import { EVERYTHING, NEW_SUBSCRIBER } from "./news/subscriber.js";
import { createPreview } from "./preview/preview.js";
import type { Store } from "./store/store.js";

/**
 * The service on a local Telegram: the same code as live, with a chat page for two people, and a digest pushed to the
 * reader at once, which is printed as well.
 */
export async function startPreview(
  config: Config,
  parts: { clock: Clock; log: Log; sources: Source[] },
  output: Writable,
): Promise<App> {
  let ahead = 0;
  const clock = { now: () => parts.clock.now() + ahead };
  const preview = await createPreview({
    clock,
    // The page's switch stands for a person's Telegram in another language; a chat that is known keeps its own.
    onLanguage: (person, locale) =>
      void app.store.subscribers.update({ chat: person, thread: 0 }, { locale }),
  });
  const { reader, admin } = preview.people;

  /** The clock starts at the same evening each time; with a store of an earlier preview it goes on where that one was. */
  async function goOn({ articles }: Store): Promise<void> {
    ahead = Math.max(0, ((await articles.lastSeen()) ?? 0) + 1 - parts.clock.now());
  }

  /** The reader's chat is new at every start, since the local Telegram forgets it, and due for a digest of everything. */
  async function welcomeReader({ subscribers }: Store): Promise<void> {
    const ref = { chat: reader.id, thread: 0 };
    await subscribers.forget(reader.id);
    const { digestAt, ...defaults } = config.defaults;
    await subscribers.add({
      ...ref,
      ...NEW_SUBSCRIBER,
      ...defaults,
      times: [digestAt],
      type: "private",
      title: reader.first_name,
      status: "active",
      // Also where no source answers.
      tellEmpty: true,
      nextDigestAt: clock.now(),
      createdAt: clock.now(),
    });
    await subscribers.subscribe(ref, [EVERYTHING], clock.now());
  }

  const app: App = await createApp(
    { ...config, adminIds: [...config.adminIds, admin.id] },
    {
      ...parts,
      clock,
      telegram: { token: preview.token, apiRoot: preview.apiRoot, paidBroadcast: false },
      preview,
      async prepare(store) {
        await goOn(store);
        await welcomeReader(store);
      },
    },
  );
  await app.caughtUp;
  await app.deliverDue();
  const digest = await preview.waitFor(reader.id, () => true);
  const time = parts.clock === systemClock ? "" : "，时间停在样例的最后一天";
  output.write(`\n${digest.text}\n\n预览：没有连接Telegram${time}。\n聊天页：${app.url}\n停止：Ctrl+C\n`);
  return { ...app, stop: () => app.stop().then(() => preview.stop()) };
}
