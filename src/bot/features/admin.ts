import type { DeliveryStatus } from "../../news/delivery.js";
import { ANY_STORY } from "../../news/search.js";
import { digestTexts, momentInWords } from "../../telegram/digest-texts.js";
import { trimText } from "../../telegram/trim.js";
import { actInWords } from "../acts.js";
import { INVITE_DAYS, type Invites } from "../invites.js";
import type { BotParts } from "../parts.js";
import { type Key, pageOf, pager, pagerLabels, type Reply, reply } from "../reply.js";
import type { PlainKey, Say } from "../say.js";
import type { Feature, Turn } from "../turn.js";
import type { AdminBroadcast } from "./admin-broadcast.js";
import type { AdminDictionary } from "./admin-dictionary.js";
import type { AdminSubscribers } from "./admin-subscribers.js";
import { STATUS_TEXT } from "./approval.js";

const SOURCES_PER_PAGE = 10;
const ACTS_PER_PAGE = 15;
const LONGEST_ERROR = 160;
const LONGEST_ACT = 200;
const DELIVERY_TEXT: Record<DeliveryStatus, PlainKey> = {
  pending: "deliveryPending",
  sending: "deliverySending",
  sent: "deliverySent",
  failed: "deliveryFailed",
  uncertain: "deliveryUncertain",
};
/** Acts looked at when counting pages; older ones are in the table. */
const ACTS = 300;

export interface Admin {
  feature: Feature;
  /** Resolves when the runs that admins started have ended. */
  idle(): Promise<void>;
}

/** /admin and its buttons: what there is, a run now, sources, acts, invitations, the dictionary. */
export function createAdmin(
  { store, client, runIngest, log }: BotParts,
  people: AdminSubscribers,
  dictionary: AdminDictionary,
  broadcasts: AdminBroadcast,
  invites: Invites,
): Admin {
  const { subscribers, articles, quarantine, ledger, sources, audit } = store;
  let run: Promise<void> | undefined;

  async function home(turn: Turn): Promise<Reply> {
    const { say } = turn;
    const { total: stories } = await store.search.find(ANY_STORY, {
      order: "newest",
      limit: 1,
      distinctStories: true,
    });
    const newest = await articles.newest();
    const text = say("adminCounts", {
      subscribers: tally(await subscribers.countByStatus(), STATUS_TEXT, say) || say("adminNone"),
      articles: await articles.count(),
      stories,
      newest: newest === undefined ? say("adminNone") : moment(turn, newest),
      quarantine: await quarantine.count(),
      deliveries: tally(await ledger.counts(), DELIVERY_TEXT, say) || say("adminNone"),
    });
    return reply(`${say("adminTitle")}\n\n${text}`, [
      [
        { text: say("adminSubscribers"), verb: "asubs", args: ["0"] },
        { text: say("adminSources"), verb: "asrc", args: ["0"] },
        { text: say("adminAudit"), verb: "aaud", args: ["0"] },
      ],
      [
        { text: say("adminIngest"), verb: "aing" },
        { text: say("adminInvite"), verb: "ainv" },
        { text: say("adminAdditions"), verb: "dlist", args: ["0"] },
        { text: say("adminRefresh"), verb: "adm" },
      ],
    ]);
  }

  async function sourcesPage(turn: Turn, asked: string | undefined): Promise<Reply> {
    const { say } = turn;
    const all = await sources.list();
    const pages = Math.ceil(all.length / SOURCES_PER_PAGE);
    const page = pageOf(asked, pages);
    const lines = all.slice(page * SOURCES_PER_PAGE, (page + 1) * SOURCES_PER_PAGE).map(({ id, state }) => {
      const { lastSuccessAt, lastError, failures, retryAt } = state;
      const good =
        lastSuccessAt === undefined
          ? say("adminSourceNever", { id })
          : say("adminSourceGood", { id, at: moment(turn, lastSuccessAt) });
      if (lastError === undefined || failures === 0) return good;
      const error = say("adminSourceError", { count: failures, error: trimText(lastError, LONGEST_ERROR) });
      const retry =
        retryAt === undefined ? "" : `　${say("adminSourceRetry", { at: moment(turn, retryAt) })}`;
      return `${good}\n　${error}${retry}`;
    });
    const text = [say("adminSourcesTitle", { count: all.length }), ...lines].join("\n\n");
    return reply(text, turning(turn, "asrc", page, pages));
  }

  async function acts(turn: Turn, asked: string | undefined): Promise<Reply> {
    const rows = await audit.list({ limit: ACTS });
    if (rows.length === 0) return reply(turn.say("adminAuditEmpty"), turning(turn, "aaud", 0, 1));
    const pages = Math.ceil(rows.length / ACTS_PER_PAGE);
    const page = pageOf(asked, pages);
    const lines = rows
      .slice(page * ACTS_PER_PAGE, (page + 1) * ACTS_PER_PAGE)
      .map((act) =>
        trimText(`${moment(turn, act.at)} · ${act.actor} · ${actInWords(act, turn.say)}`, LONGEST_ACT),
      );
    return reply([turn.say("adminAuditTitle"), ...lines].join("\n"), turning(turn, "aaud", page, pages));
  }

  function turning(turn: Turn, verb: string, page: number, pages: number): Key[][] {
    const keys = pager({ page, pages }, pagerLabels(turn), (to) => ({ verb, args: [String(to)] }));
    return [...keys, [{ text: turn.say("back"), verb: "adm" }]];
  }

  /** Sources may take longer than a handler has, so the run goes on behind the answer and changes it at the end. */
  async function ingest(turn: Turn): Promise<void> {
    if (run) return void (await turn.reply(reply(turn.say("ingestAlready"))));
    await audit.add({ at: turn.now, actor: turn.person.id, action: "ingest", detail: "" });
    const messageId = await turn.reply(reply(turn.say("ingestRunning")));
    run = runAndTell(turn, messageId)
      .catch((error: unknown) => log.warn({ err: error }, "an admin could not be told how an ingest ended"))
      .finally(() => {
        run = undefined;
      });
  }

  async function runAndTell(turn: Turn, messageId: number): Promise<void> {
    try {
      const report = await runIngest();
      if (report === "taken") return await turn.edit(messageId, reply(turn.say("ingestAlready")));
      const { new: added, ...counts } = report;
      const { seconds, seen, changed, merged, quarantined, failed } = counts;
      const told = { seconds: Math.round(seconds), seen, added, changed, merged, quarantined, failed };
      await turn.edit(messageId, reply(turn.say("ingestDone", told)));
    } catch (error) {
      log.error({ err: error }, "the ingest that an admin started failed");
      await turn.edit(messageId, reply(turn.say("ingestFailed")));
    }
  }

  async function invite(turn: Turn): Promise<void> {
    const code = invites.make(turn.now);
    const { username } = await client.me();
    await audit.add({ at: turn.now, actor: turn.person.id, action: "invite", detail: "" });
    const link = `https://t.me/${username}?start=${code}`;
    await turn.reply(reply(turn.say("inviteMade", { days: INVITE_DAYS, link })));
  }

  async function command(turn: Turn, payload: string): Promise<void> {
    const [verb = "", ...words] = payload.split(/\s+/u);
    if (verb === "") return void (await turn.reply(await home(turn)));
    if (verb === "ingest") return ingest(turn);
    if (verb === "invite") return invite(turn);
    // The words of a broadcast keep their lines.
    if (verb === "broadcast") return broadcasts.command(turn, payload.slice(verb.length));
    const rest = words.join(" ");
    if (await people.command(turn, verb.toLowerCase(), rest)) return;
    if (await dictionary.command(turn, verb.toLowerCase(), rest)) return;
    await turn.reply(reply(turn.say("adminUsage")));
  }

  return {
    async idle() {
      await run;
      await dictionary.idle();
    },
    feature: {
      commands: { admin: { access: "admin", handle: command } },
      presses: {
        ...people.presses,
        ...dictionary.presses,
        ...broadcasts.presses,
        adm: { access: "admin", handle: async (turn) => turn.show(await home(turn)) },
        asrc: { access: "admin", handle: async (turn, [page]) => turn.show(await sourcesPage(turn, page)) },
        aaud: { access: "admin", handle: async (turn, [page]) => turn.show(await acts(turn, page)) },
        aing: { access: "admin", handle: ingest },
        ainv: { access: "admin", handle: invite },
      },
    },
  };
}

function moment({ now, timezone, locale }: Turn, at: number): string {
  return momentInWords(at, { near: now, dated: true, zone: timezone }, digestTexts[locale]);
}

/** Those that there are, in the order of their words. */
function tally<Status extends string>(
  counts: Partial<Record<Status, number>>,
  words: Record<Status, PlainKey>,
  say: Say,
): string {
  const told: string[] = [];
  for (const status in words) {
    const word: PlainKey = words[status];
    const count = counts[status];
    if (count !== undefined) told.push(`${say(word)} ${count}`);
  }
  return told.join(" · ");
}
