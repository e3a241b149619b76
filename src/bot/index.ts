import type { Update } from "telegraf/types";
import type { Locale } from "../news/subscriber.js";
import type { BotDescription, MenuCommand } from "../telegram/commands.js";
import type { Bot } from "../telegram/context.js";
import { createAdmission } from "./admission.js";
import { createApology } from "./apology.js";
import { createConversation } from "./conversation.js";
import { dispatch } from "./dispatch.js";
import { createAdmin } from "./features/admin.js";
import { createAdminBroadcast } from "./features/admin-broadcast.js";
import { createAdminDictionary } from "./features/admin-dictionary.js";
import { createAdminSubscribers } from "./features/admin-subscribers.js";
import { createApproval } from "./features/approval.js";
import { digestFeature } from "./features/digest.js";
import { answerInline } from "./features/inline.js";
import { leaveFeature } from "./features/leave.js";
import { createLists } from "./features/lists.js";
import { followMembership } from "./features/membership.js";
import { createMine } from "./features/mine.js";
import { createSettings } from "./features/settings.js";
import { greeting, startFeature } from "./features/start.js";
import { createSubscribing } from "./features/subscribe.js";
import { whyFeature } from "./features/why.js";
import { createWords } from "./features/words.js";
import { createHearing } from "./hear-wishes.js";
import { createInvites } from "./invites.js";
import { createNames } from "./names.js";
import type { BotParts } from "./parts.js";
import { createTexts, type PlainKey } from "./say.js";
import { createSpeaker } from "./speak.js";
import { createTurns } from "./turns.js";
import { createWishes } from "./wishes.js";

export interface Features {
  /** Tells a person in a plain sentence that an update of theirs could not be handled. */
  apologize(update: Update, because: unknown): Promise<void>;
  /** Resolves when nothing that an admin started runs on any more. */
  idle(): Promise<void>;
}

/** Everything a person can say to the bot, in the order in which an update is offered around. */
export function installFeatures(telegraf: Bot["telegraf"], parts: BotParts): Features {
  const textsIn = createTexts();
  const speaker = createSpeaker(parts);
  const turns = createTurns(parts, speaker, textsIn);
  const names = createNames(parts);
  const wishes = createWishes(parts);
  const conversation = createConversation(parts.conversation);
  const invites = createInvites(parts);

  const mine = createMine(parts, names, wishes);
  const hearing = createHearing(parts, names);
  const subscribing = createSubscribing(parts, { names, hearing, wishes, mine }, greeting);
  const approval = createApproval(parts, speaker, textsIn, subscribing.suggestions);
  const admission = createAdmission(parts, invites, approval.announce);
  const lists = createLists(parts, names, conversation);
  const settings = createSettings(parts, conversation, textsIn);
  const admin = createAdmin(
    parts,
    createAdminSubscribers(parts, { names, hearing, wishes }),
    createAdminDictionary(parts, names),
    createAdminBroadcast(parts),
    invites,
  );

  // Membership comes first: a group that moves says so in a message without words.
  followMembership(telegraf, parts, admission, turns, subscribing.suggestions);
  answerInline(telegraf, parts, admission, textsIn);
  dispatch(telegraf, parts, {
    admission,
    turns,
    features: [
      startFeature(admission, subscribing.suggestions),
      subscribing.feature,
      mine.feature,
      digestFeature(parts, names, conversation, lists),
      lists.feature,
      whyFeature(parts, conversation),
      settings.feature,
      leaveFeature(parts, conversation),
      approval.feature,
      admin.feature,
    ],
    // Typed words come last: whatever is no command is a name or a search.
    words: createWords(names, conversation, { lists, settings }),
  });
  return { idle: admin.idle, apologize: createApology(parts, textsIn) };
}

const COMMANDS = {
  digest: "commandDigest",
  latest: "commandLatest",
  search: "commandSearch",
  subscribe: "commandSubscribe",
  unsubscribe: "commandUnsubscribe",
  mine: "commandMine",
  mute: "commandMute",
  unmute: "commandUnmute",
  bank: "commandBank",
  tag: "commandTag",
  why: "commandWhy",
  settings: "commandSettings",
  start: "commandStart",
  stop: "commandStop",
  help: "commandHelp",
  privacy: "commandPrivacy",
  forgetme: "commandForgetme",
} as const satisfies Record<string, PlainKey>;

/** What Telegram shows before anything was said: the menu, most used first, and the words about the bot. */
export function createMenu(): {
  commands: MenuCommand[];
  adminCommands: MenuCommand[];
  about: BotDescription;
} {
  const textsIn = createTexts();
  const both = (key: PlainKey): Record<Locale, string> => ({
    zh: textsIn("zh")(key),
    en: textsIn("en")(key),
  });
  return {
    commands: Object.entries(COMMANDS).map(([command, key]) => ({ command, description: both(key) })),
    adminCommands: [{ command: "admin", description: both("commandAdmin") }],
    about: { long: both("about"), short: both("aboutShort") },
  };
}
