// Everything that came from a message reaches the page as text nodes and checked links, never as markup.

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

/** The bot's news are Chinese, and so is its day. */
const ZONE = "Asia/Shanghai";

export function element(name, properties = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Text with entities as nodes; entities may lie within each other, and one that crosses an edge is cut there. */
export function renderText(text, entities) {
  const sorted = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, sorted);
}

function nodes(text, from, to, entities) {
  const made = [];
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [first, ...others] = rest;
    const start = Math.max(first.offset, at);
    const end = Math.min(first.offset + first.length, to);
    rest = others;
    if (end <= start) continue;
    if (start > at) made.push(text.slice(at, start));
    const inside = others.filter((other) => other.offset < end);
    made.push(entityElement(first, text.slice(start, end), nodes(text, start, end, inside)));
    at = end;
    rest = others.filter((other) => other.offset + other.length > end);
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function entityElement(entity, text, children) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, children);
    case "url":
      return link(text, children);
    case "mention":
      return link(`https://t.me/${text.slice(1)}`, children);
    case "bot_command":
      return element(
        "a",
        { href: "#composer", className: "command", role: "button", "data-say": text },
        children,
      );
    case "hashtag":
      return element("span", { className: "hashtag" }, children);
    case "spoiler":
      return element("span", { className: "spoiler", tabIndex: 0 }, children);
    default:
      return element(TAGS[entity.type] ?? "span", {}, children);
  }
}

function link(address, children) {
  if (!/^(https?|tg):/i.test(address)) return element("span", {}, children);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, children);
}

/** One message as a list item: bubble, time, and the buttons below it. */
export function renderMessage(message, { mine, words }) {
  const date = new Date(message.date * 1000);
  const time = element("time", { dateTime: date.toISOString() }, [
    message.edit_date === undefined ? "" : `${words.edited} `,
    date.toLocaleTimeString(words.lang, {
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
      timeZone: ZONE,
    }),
  ]);
  const bubble = element("div", { className: "bubble", dir: "auto" }, [
    ...renderText(message.text, message.entities ?? []),
    time,
  ]);
  const item = element(
    "li",
    { className: mine ? "message mine" : "message", "data-id": message.message_id },
    [bubble],
  );
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length > 0) item.append(element("div", { className: "keyboard" }, rows.map(renderRow)));
  return item;
}

function renderRow(buttons) {
  return element("div", { className: "row" }, buttons.map(renderButton));
}

function renderButton(button) {
  if (button.url !== undefined) {
    const made = link(button.url, [button.text]);
    made.className = "button outward";
    return made;
  }
  const made = element("button", { type: "button", className: "button" }, [button.text]);
  if (button.callback_data !== undefined) made.dataset.press = button.callback_data;
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (query !== undefined) made.dataset.inline = query;
  return made;
}

/** The day of a message, to be shown once above the first message of that day. */
export function dayOf(message, words) {
  return new Date(message.date * 1000).toLocaleDateString(words.lang, {
    month: "long",
    day: "numeric",
    weekday: "short",
    timeZone: ZONE,
  });
}

export function renderDay(day) {
  return element("li", { className: "day" }, [element("span", {}, [day])]);
}
