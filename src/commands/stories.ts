import { systemClock } from "../lib/clock.js";
import { type GroupInput, groupStories } from "../stories/group.js";
import type { Command, ExitCode } from "./command.js";
import { readLines, writeLine } from "./ndjson.js";
import { readOptions } from "./options.js";
import { textLine } from "./text-line.js";

export const command: Command = {
  name: "stories",
  usage: "< articles.ndjson",
  about:
    "the story of each {id, title?, text, date?}: the same story, the same number; reads all before it answers",
  async run({ args, terminal }) {
    readOptions(args, {});
    let code: ExitCode = 0;
    const inputs: GroupInput[] = [];
    const answers: ({ id: string | number | null } & ({ error: string } | { story: number }))[] = [];
    for await (const line of readLines(terminal, textLine)) {
      if ("answer" in line) {
        code = 1;
        answers.push(line.answer);
        continue;
      }
      const { id, title, text, date } = line.value;
      // Ids of a file may repeat; places do not.
      inputs.push({ id: String(answers.length), title: title ?? undefined, text, date: date ?? undefined });
      answers.push({ id, story: 0 });
    }
    for await (const { id: place, story } of groupStories(inputs, { seenAt: systemClock.now() })) {
      const answer = answers[Number(place)];
      if (answer && "story" in answer) answer.story = story;
    }
    for (const answer of answers) await writeLine(terminal.output, answer);
    return code;
  },
};
