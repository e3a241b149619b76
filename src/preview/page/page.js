import { Menu } from "./menu.js";
import { setStatus, showAnswer, toast } from "./notices.js";
import { element } from "./render.js";
import { listen, post } from "./service.js";
import { Suggestions } from "./suggest.js";
import { Timeline } from "./timeline.js";
import { QUICK, WORDS } from "./words.js";

const $ = (id) => document.getElementById(id);
const input = $("input");

/** Filled by the first snapshot; `people` by id, in their order. */
const state = { bot: undefined, people: new Map(), menus: {}, current: undefined };

const person = () => state.people.get(state.current);
const words = () => WORDS[person()?.language ?? "zh"];

const timeline = new Timeline($("scroller"), $("messages"), $("latest"), () => ({
  person: state.current,
  words: words(),
}));
const menu = new Menu($("menu"), input);
const suggestions = new Suggestions(menu, {
  commands: () => state.menus[state.current] ?? [],
  mention: () => `@${state.bot?.username} `,
  find: (query) => tell("inline", { query }).catch(() => []),
  say(text) {
    setInput("");
    say(text);
  },
  choose(result) {
    setInput("");
    tell("choose", { result }).catch(() => toast(words().unsent));
  },
});

// --- what comes from the service

const fromService = {
  snapshot: takeSnapshot,
  message({ chat, message }) {
    const owner = state.people.get(chat);
    if (!owner) return;
    owner.messages.push(message);
    const fromBot = message.from.id === state.bot.id;
    if (chat === state.current) {
      if (fromBot) setStatus(words().bot);
      timeline.add(message);
    } else if (fromBot) {
      owner.unread += 1;
      showPeople();
    }
  },
  edited({ chat, message }) {
    const owner = state.people.get(chat);
    if (!owner) return;
    owner.messages = owner.messages.map((old) => (old.message_id === message.message_id ? message : old));
    if (chat === state.current) timeline.replace(message);
  },
  deleted({ chat, messageId }) {
    const owner = state.people.get(chat);
    if (!owner) return;
    owner.messages = owner.messages.filter((old) => old.message_id !== messageId);
    if (chat === state.current) timeline.remove(messageId);
  },
  commands(menus) {
    state.menus = menus;
  },
  error() {
    setStatus(words().connecting);
  },
};

function takeSnapshot({ bot, people, menus }) {
  state.bot = bot;
  state.menus = menus;
  state.people = new Map(
    people.map((one) => [one.id, { ...one, unread: 0, draft: state.people.get(one.id)?.draft ?? "" }]),
  );
  const asked = people.find(({ role }) => `#${role}` === location.hash) ?? people[0];
  state.current = state.people.has(state.current) ? state.current : asked.id;
  showAll();
}

// --- what is shown

function showAll() {
  const { lang } = words();
  document.documentElement.lang = lang;
  $("bot-name").textContent = state.bot.first_name;
  $("note").textContent = words().note;
  input.placeholder = words().placeholder;
  input.setAttribute("aria-label", words().placeholder);
  $("alert-close").textContent = words().close;
  for (const id of ["send", "commands", "latest", "messages", "people", "languages"]) {
    $(id).setAttribute("aria-label", words()[id]);
  }
  setStatus(words().bot);
  showPeople();
  for (const button of $("languages").children) {
    button.setAttribute("aria-pressed", String(button.dataset.language === person().language));
  }
  showQuick();
  timeline.show(person().messages);
}

function showPeople() {
  const list = $("people");
  if (list.children.length !== state.people.size) {
    list.replaceChildren(
      ...[...state.people.keys()].map((id) => element("button", { type: "button", "data-person": id })),
    );
  }
  for (const button of list.children) {
    const { id, role, unread } = state.people.get(Number(button.dataset.person));
    button.replaceChildren(words().names[role]);
    if (unread > 0) {
      button.append(
        element("span", { className: "badge", "aria-label": words().unread(unread) }, [String(unread)]),
      );
    }
    button.setAttribute("aria-pressed", String(id === state.current));
  }
}

function showQuick() {
  const names = Object.keys(QUICK).filter((name) => name !== "admin" || person().role === "admin");
  $("quick").replaceChildren(
    ...names.map((name) =>
      element("button", { type: "button", "data-say": QUICK[name] }, [words().quick[name]]),
    ),
  );
}

// --- what a person does

const tell = (path, data) => post(path, { person: state.current, ...data });

/** Leaves alone what stands in the input. Resolves with whether it arrived. */
async function say(text) {
  try {
    await tell("say", { text });
    return true;
  } catch {
    toast(words().unsent);
    return false;
  }
}

async function sendInput() {
  const typed = input.value;
  if (typed.trim() === "" || state.current === undefined) return;
  setInput("");
  const arrived = await say(typed);
  if (!arrived && input.value === "") setInput(typed);
}

async function press(button) {
  const message = Number(button.closest(".message").dataset.id);
  button.setAttribute("aria-busy", "true");
  try {
    showAnswer(await tell("press", { message, data: button.dataset.press }));
  } catch {
    toast(words().unanswered);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function become(id) {
  if (id === state.current) return;
  person().draft = input.value;
  state.current = id;
  person().unread = 0;
  history.replaceState(undefined, "", `#${person().role}`);
  setInput(person().draft);
  showAll();
}

async function speak(language) {
  if (language === person().language) return;
  try {
    state.menus = await tell("language", { language });
    person().language = language;
    showAll();
  } catch {
    toast(words().unsent);
  }
}

function setInput(text) {
  input.value = text;
  input.dispatchEvent(new Event("input"));
}

input.addEventListener("input", () => {
  // Grows with the text up to the height that the style sheet allows.
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
  $("send").disabled = input.value.trim() === "";
  suggestions.update(input.value);
});

input.addEventListener("keydown", (event) => {
  // Enter and the arrows belong to the input method while it composes; Safari reports that by key code alone.
  if (event.isComposing || event.keyCode === 229) return;
  if (menu.handle(event.key)) {
    event.preventDefault();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    sendInput();
  }
});

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  sendInput();
});

$("commands").addEventListener("click", () => {
  if (menu.open) menu.close();
  else suggestions.showCommands();
  input.focus();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  const button = target.closest("button, a, .spoiler");
  if (!button) {
    if (!target.closest("footer")) menu.close();
    return;
  }
  const { press: data, say: text, inline, person: id, language } = button.dataset;
  if (data !== undefined) press(button);
  if (text !== undefined) {
    event.preventDefault();
    say(text);
  }
  if (inline !== undefined) {
    setInput(`@${state.bot.username} ${inline}`);
    input.focus();
  }
  if (id !== undefined) become(Number(id));
  if (language !== undefined) speak(language);
});

// A press with the mouse or a finger leaves the cursor in the input; the keyboard still reaches every button.
document.addEventListener("mousedown", (event) => {
  if (document.activeElement === input && event.target.closest("button, .command, [role=option]")) {
    event.preventDefault();
  }
});

// A typed letter goes into the input, wherever the focus is. Not by itself on a phone: its keyboard would come up.
document.addEventListener("keydown", (event) => {
  const typing = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (typing && event.key !== " " && document.activeElement !== input && !$("alert").open) input.focus();
});
if (matchMedia("(pointer: fine)").matches) input.focus();

setInput("");
listen(fromService);
