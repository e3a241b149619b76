import type { DictionaryChange } from "../../dictionary-desk.js";
import type { RetagProgress, Weighed } from "../../retag.js";
import type { Problem } from "../../tag/dictionary.js";
import type { Addition } from "../../tag/extend.js";
import { trimText } from "../../telegram/trim.js";
import { additionInWords, problemFor, readAddition } from "../addition-words.js";
import type { Names } from "../names.js";
import type { BotParts } from "../parts.js";
import { type Key, pageOf, pager, pagerLabels, type Reply, reply } from "../reply.js";
import type { Press, Turn } from "../turn.js";

const PER_PAGE = 8;
const LONGEST_LABEL = 60;
const LONGEST_PROBLEM = 200;
const MOST_PROBLEMS = 8;
/** A message is changed so often while the archive is tagged; Telegram does not like more. */
const STEPS = 10;

export interface AdminDictionary {
  presses: Record<string, Press>;
  /** `/admin add …` and `/admin additions`. False if the words are no such command. */
  command(turn: Turn, verb: string, rest: string): Promise<boolean>;
  /** Resolves when nothing that admins started here runs on any more. */
  idle(): Promise<void>;
}

/**
 * Admins add to the dictionary and take back what was added: first they see what it would change, then they decide.
 * An archive may take longer than a handler has, so both the count and the tagging go on behind the answer.
 */
export function createAdminDictionary(
  { store, desk, log, stopping }: BotParts,
  names: Names,
): AdminDictionary {
  const running = new Set<Promise<void>>();

  function behind(work: Promise<void>): void {
    const guarded: Promise<void> = work
      .catch((error: unknown) => log.warn({ err: error }, "an admin could not be told about the dictionary"))
      .finally(() => running.delete(guarded));
    running.add(guarded);
  }

  async function add(turn: Turn, said: string): Promise<void> {
    const wanted = readAddition(said, names);
    if (wanted === undefined) return void (await turn.reply(reply(turn.say("additionUsage"))));
    const checked = desk.check(wanted);
    if (!checked.ok) return void (await turn.reply(refusal(turn, checked.problems)));
    const what = additionInWords(checked.addition, turn.say);
    await propose(turn, what, { add: checked.addition });
  }

  async function askRemoval(turn: Turn, id: string | undefined): Promise<void> {
    const kept = (await desk.list()).find((entry) => String(entry.id) === id);
    if (!kept) return turn.toast(turn.say("additionGone"));
    const what = turn.say("removalOf", { what: additionInWords(kept.addition, turn.say) });
    await propose(turn, what, { remove: kept.id });
  }

  async function propose(turn: Turn, what: string, change: DictionaryChange): Promise<void> {
    const messageId = await turn.reply(reply(turn.say("additionWeighing", { what })));
    behind(weighAndTell(turn, messageId, what, change));
  }

  async function weighAndTell(turn: Turn, messageId: number, what: string, change: DictionaryChange) {
    let weighed: Weighed;
    try {
      weighed = await desk.weigh(change, stopping);
    } catch (error) {
      log.error({ err: error }, "what a change of the dictionary would do could not be told");
      return turn.edit(messageId, reply(turn.say("additionFailed")));
    }
    const values = { what, seen: weighed.seen, changed: weighed.changed, total: weighed.total };
    const text =
      weighed.seen < weighed.total
        ? turn.say("additionWeighedNewest", values)
        : turn.say("additionWeighed", { what, changed: values.changed, total: values.total });
    const words = "add" in change ? ["add", JSON.stringify(change.add)] : ["remove", String(change.remove)];
    const keys: Key[] = [
      { text: turn.say("additionApply"), verb: "dyes", args: words },
      { text: turn.say("cancel"), verb: "dno" },
    ];
    await turn.edit(messageId, reply(text, [keys]));
  }

  async function accept(turn: Turn, [kind, word = ""]: string[]): Promise<void> {
    if (kind === "remove") {
      const kept = (await desk.list()).find((entry) => String(entry.id) === word);
      if (!kept) return turn.show(reply(turn.say("additionGone")));
      const what = turn.say("removalOf", { what: additionInWords(kept.addition, turn.say) });
      return apply(turn, what, { remove: kept.id }, kept.addition);
    }
    // The dictionary may have changed since the button was made.
    const checked = desk.check(JSON.parse(word));
    if (!checked.ok) return turn.show(refusal(turn, checked.problems));
    const { addition } = checked;
    await apply(turn, additionInWords(addition, turn.say), { add: addition }, addition);
  }

  async function apply(turn: Turn, what: string, change: DictionaryChange, about: Addition): Promise<void> {
    const outcome = await desk.apply(change);
    if (outcome === "taken") return turn.toast(turn.say("additionTaken"));
    if (outcome === "unchanged") return turn.show(reply(turn.say("additionUnchanged")));
    const action = "add" in change ? "dictionary-add" : "dictionary-remove";
    await store.audit.add({ at: turn.now, actor: turn.person.id, action, detail: JSON.stringify(about) });
    await turn.show(reply(turn.say("additionApplied", { what })));
    const total = await store.articles.count();
    const messageId = await turn.reply(progressed(turn, { done: 0, total, changed: 0 }));
    behind(retagAndTell(turn, messageId));
  }

  async function retagAndTell(turn: Turn, messageId: number): Promise<void> {
    let step = 0;
    // One after another, and the last word after all of them.
    let told: Promise<void> = Promise.resolve();
    const onProgress = (progress: RetagProgress) => {
      const reached = Math.floor((progress.done / Math.max(1, progress.total)) * STEPS);
      if (reached <= step || reached >= STEPS) return;
      step = reached;
      told = told
        .then(() => turn.edit(messageId, progressed(turn, progress)))
        .catch((error: unknown) => log.warn({ err: error }, "progress could not be shown"));
    };
    const end = await desk.retag({ onProgress, signal: stopping }).catch((error: unknown) => {
      log.error({ err: error }, "the archive was not tagged to its end");
      return undefined;
    });
    await told;
    const { say } = turn;
    const text =
      end === undefined
        ? say("retagStopped")
        : end === "taken"
          ? say("retagTaken")
          : say("retagDone", { seen: end.seen, changed: end.changed });
    await turn.edit(messageId, reply(text));
  }

  async function page(turn: Turn, asked: string | undefined): Promise<Reply> {
    const { say } = turn;
    const back: Key[] = [{ text: say("back"), verb: "adm" }];
    const kept = (await desk.list()).reverse();
    if (kept.length === 0) return reply(say("additionsEmpty"), [back]);
    const pages = Math.ceil(kept.length / PER_PAGE);
    const at = pageOf(asked, pages);
    const some = kept.slice(at * PER_PAGE, (at + 1) * PER_PAGE);
    const lines = some.map(
      ({ addition, inForce }) =>
        `· ${trimText(additionInWords(addition, say), LONGEST_PROBLEM)}${inForce ? "" : say("additionIdle")}`,
    );
    const keys = some.map(({ id, addition }): Key[] => [
      {
        text: `✕ ${trimText(additionInWords(addition, say), LONGEST_LABEL)}`,
        verb: "dask",
        args: [String(id)],
      },
    ]);
    const turning = pager({ page: at, pages }, pagerLabels(turn), (to) => ({
      verb: "dlist",
      args: [String(to)],
    }));
    return reply([say("additionsTitle", { count: kept.length }), ...lines].join("\n"), [
      ...keys,
      ...turning,
      back,
    ]);
  }

  return {
    async command(turn, verb, rest) {
      if (verb === "additions") await turn.reply(await page(turn, undefined));
      else if (verb === "add") await add(turn, rest);
      else return false;
      return true;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    presses: {
      dlist: { access: "admin", handle: async (turn, [at]) => turn.show(await page(turn, at)) },
      dask: { access: "admin", handle: (turn, [id]) => askRemoval(turn, id) },
      dyes: { access: "admin", handle: accept },
      dno: { access: "admin", handle: (turn) => turn.show(reply(turn.say("cancelled"))) },
    },
  };
}

function refusal(turn: Turn, problems: Problem[]): Reply {
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map((problem) => `· ${trimText(problemFor(problem, turn.say), LONGEST_PROBLEM)}`);
  return reply(turn.say("additionRefused", { problems: lines.join("\n") }));
}

function progressed(turn: Turn, { done, total, changed }: RetagProgress): Reply {
  return reply(turn.say("retagProgress", { done, total, changed }));
}
