import type { Lexicon } from "../lexicon.js";
import { type Candidate, candidateText } from "../runs/candidates.js";
import type { Read } from "../sentence/reading.js";
import { isFigure } from "./facts.js";
import { holdsLaunch } from "./launches.js";
import { findProspects, type Scored, SHORTEST_BULLET } from "./prospects.js";
import type { LongScoring } from "./scoring.js";
import { tellHeadline } from "./told.js";

const LEAST_BULLETS = 3;
const MOST_BULLETS = 5;
/** Where headings part the article, its sections share the bullets. */
const MOST_PER_SECTION = 3;
/**
 * What headline and bullets of a long article fill at most, in characters and with their line breaks: what a phone shows
 * without scrolling.
 */
const ROOM = 280;
/** A title longer than this takes no more of the room, so that something is told below it. */
const LONGEST_TITLE = 100;
/** From this length on a title tells something, unless it is a house's name, and no bullet tells it once more. */
const TELLING_TITLE = 12;
/** A run of which this share of its words is told says nothing new, if no fact of it does. */
const REPETITION = 0.65;
/** The same of a run with figures, which are told again in other words. */
const FIGURE_REPETITION = 0.4;

/**
 * Three to five bullets, the weightiest first: each time the run of clauses that adds most for its length to what is
 * already told. Words already read add little.
 */
export function chooseLong(
  reads: Read[],
  lexicon: Lexicon,
  scoring: LongScoring,
  { title, headline }: { title: string; headline: string },
): Candidate[] {
  const pairs = reads[0]?.counters.pairs;
  if (!pairs) return [];
  const prospects = findProspects(reads, lexicon, scoring, headline);
  const launching = prospects.filter(({ facts }) => holdsLaunch(facts));
  let shares = new Set(reads.map(({ section }) => section)).size > 1;
  const { told: repeated, overlap, overhead, fill } = scoring.weights;
  const chosen: Scored[] = [];
  // A title is the article's subject, to which the bullets keep; a headline taken from the text has told its words.
  const told = tellHeadline(title === "" ? headline : "", pairs, lexicon);
  const inTitle = tellHeadline(title, pairs, lexicon);
  let wantsLaunch = launching.some((each) => each.runs().some(({ isDatedLaunch }) => isDatedLaunch));
  const tellsOnce = headline.length >= TELLING_TITLE && !lexicon.houseEnd.test(headline);
  let room = ROOM - Math.min(headline.length, LONGEST_TITLE) - 1;
  while (chosen.length < MOST_BULLETS) {
    let best: Scored | undefined;
    // Where little is worth telling, three bullets are told all the same.
    let bestGain = chosen.length < LEAST_BULLETS ? Number.NEGATIVE_INFINITY : 0;
    const full = shares ? fullSections(chosen) : [];
    const shortest = (room / (MOST_BULLETS - chosen.length)) * fill;
    const leastCost = Math.max(SHORTEST_BULLET, shortest) + overhead;
    // The second place is kept for the dated launch, where there is one.
    const onlyLaunches = chosen.length === 1 && wantsLaunch;
    for (const prospect of onlyLaunches ? launching : prospects) {
      // What comes after promises no more.
      if (prospect.atMost / leastCost <= bestGain) break;
      if (full.includes(prospect.read.section)) continue;
      for (const scored of prospect.runs()) {
        const { candidate, length, hope, isDatedLaunch } = scored;
        if (length > room || (onlyLaunches && !isDatedLaunch)) continue;
        // A run shorter than the room for each of the bullets still to come is not denser for it.
        const cost = Math.max(length, shortest) + overhead;
        // What is told already only takes away.
        if (hope / cost <= bestGain || overlapsAny(candidate, chosen)) continue;
        const worth = scored.worth();
        if (worth / cost <= bestGain) continue;
        const untold = worth + repeated * told.worthOf(scored);
        if (untold / cost <= bestGain) continue;
        const share = told.shareOf(candidate);
        const holdsTitle = candidateText(candidate).includes(headline);
        if (holdsTitle && tellsOnce) continue;
        const repeats = holdsTitle || share >= (scored.facts.some(isFigure) ? FIGURE_REPETITION : REPETITION);
        if (repeats && !isDatedLaunch && !told.addsFactOf(scored)) continue;
        if (inTitle.shareOf(candidate) >= REPETITION && !isDatedLaunch && !inTitle.addsFactOf(scored))
          continue;
        const gain = (untold + overlap * share) / cost;
        if (gain > bestGain) [best, bestGain] = [scored, gain];
      }
    }
    if (!best) {
      if (onlyLaunches) wantsLaunch = false;
      else if (full.length > 0) shares = false;
      else break;
      continue;
    }
    if (best.isDatedLaunch) wantsLaunch = false;
    chosen.push(best);
    room -= best.length + 1;
    told.add(best);
  }
  return inReadingOrder(chosen.map(({ candidate }) => candidate));
}

/** What one sentence says stays in its order: the second half would not be understood before the first. */
function inReadingOrder(runs: Candidate[]): Candidate[] {
  const bySentence = new Map<Read, Candidate[]>();
  for (const run of [...runs].sort((a, b) => a.at - b.at)) {
    bySentence.set(run.read, [...(bySentence.get(run.read) ?? []), run]);
  }
  return runs.map((run) => bySentence.get(run.read)?.shift() ?? run);
}

function fullSections(chosen: Scored[]): number[] {
  const sections = chosen.map(({ candidate }) => candidate.read.section);
  return sections.filter(
    (section) => sections.filter((other) => other === section).length >= MOST_PER_SECTION,
  );
}

function overlapsAny({ read, at, end }: Candidate, chosen: Scored[]): boolean {
  for (const { candidate: other } of chosen) {
    if (other.read === read && at < other.end && other.at < end) return true;
  }
  return false;
}
